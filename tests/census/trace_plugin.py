"""The pytest plugin of the trace: `-p tests.census.trace_plugin`, with COMPAT_CENSUS naming a folder for what it finds.

Processes that tests start are traced too (`children/sitecustomize.py`): in COMPAT_CENSUS_TEST they read for which test.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from tests.census.rows import census
from tests.census.targets import Attribute, rows_by_code, targets_of, written
from tests.census.trace import Recorder, watch_attributes

FOLDER = Path(os.environ["COMPAT_CENSUS"])
CHILDREN = str(Path(__file__).resolve().parent / "children")
LEFT_OUT = set(json.loads(os.environ.get("COMPAT_CENSUS_KNOWN", "[]")))
ROWS = [one for label, row in census().items() if label not in LEFT_OUT for one in targets_of(row)]
RECORDER = Recorder(rows_by_code(ROWS))


def pytest_configure(config: pytest.Config) -> None:
    text = FOLDER / "targets.json"
    if not text.exists():
        text.write_text(written(ROWS), encoding="utf-8")
    watch_attributes(RECORDER, [one for one in ROWS if isinstance(one, Attribute)])
    trace_children()
    RECORDER.start()


def trace_children() -> None:
    real = subprocess.Popen.__init__

    def traced(self: Any, *args: Any, env: Any = None, **kwargs: Any) -> None:
        env = dict(os.environ if env is None else env)
        if RECORDER.test is not None:
            env["PYTHONPATH"] = os.pathsep.join(filter(None, (CHILDREN, env.get("PYTHONPATH"))))
            env |= {"COMPAT_CENSUS": str(FOLDER), "COMPAT_CENSUS_TEST": RECORDER.test}
        real(self, *args, env=env, **kwargs)

    subprocess.Popen.__init__ = traced  # type: ignore[method-assign]


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    RECORDER.test = item.nodeid.partition("[")[0]
    try:
        return (yield)
    finally:
        RECORDER.test = None


def pytest_sessionfinish() -> None:
    (FOLDER / f"found-{os.getpid()}.json").write_text(json.dumps(RECORDER.found), encoding="utf-8")
