"""Which of all supported names some test executes: `python -m tests.census.every_name [--report]`, from Python 3.12 on.

The census asks for the names that old programs used; this asks for every name that the coverage table calls supported.
As a pytest plugin (`-p tests.census.every_name`, with COMPAT_EVERY_NAME naming a folder) it notes each code object that
runs and each name that a test reads of our modules; a function counts when its code ran, a class when a method of its
own ran, any other value when a test read it. The report names what none did, by module, and says how many.
"""

from __future__ import annotations

import functools
import inspect
import json
import os
import subprocess
import sys
import warnings
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import CodeType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FOLDER = "COMPAT_EVERY_NAME"
LEFT = Path(__file__).with_name("never_executed.txt")
SUITES = (
    ["-m", "pytest", "-q", "-n", "2", "tests"],
    ["-m", "tests.conformance", "theano", "--workers", "2"],
    ["-m", "tests.conformance", "pymc3", "--workers", "2"],
)

_codes: set[CodeType] = set()


def _started(code: CodeType, _offset: int) -> Any:
    _codes.add(code)
    return sys.monitoring.DISABLE  # once is enough, and the rest runs at full speed


def pytest_configure() -> None:
    from theano_compat.run_report import Record

    global _record
    _record = Record()
    _record.begin()
    monitoring = sys.monitoring
    monitoring.use_tool_id(monitoring.PROFILER_ID, "every_name")
    monitoring.register_callback(monitoring.PROFILER_ID, monitoring.events.PY_START, _started)
    monitoring.set_events(monitoring.PROFILER_ID, monitoring.events.PY_START)


def pytest_sessionfinish() -> None:
    sys.monitoring.set_events(sys.monitoring.PROFILER_ID, 0)
    _record.end()
    ran = sorted(key for code in _codes if (key := _key(code)) is not None)
    found = {"ran": ran, "read": sorted(_record.used)}
    (Path(os.environ[FOLDER]) / f"{os.getpid()}.json").write_text(json.dumps(found), encoding="utf-8")


def _key(code: CodeType) -> str | None:
    path = code.co_filename
    at = path.rfind(f"{os.sep}compat{os.sep}")
    return f"{path[at:]}:{code.co_qualname}" if at >= 0 else None  # lines move


def codes_of(value: Any) -> list[CodeType]:
    """Of a function, its own and those it wraps; of a class, those of what stands in its body."""
    parts = list(vars(value).values()) if inspect.isclass(value) else [value]
    codes = []
    for part in parts:
        inner = [part.fget, part.fset] if isinstance(part, property) else [getattr(part, "__func__", part)]
        for one in inner:
            for _ in range(10):  # wrappers
                one = one.func if isinstance(one, functools.partial) else one
                code = getattr(one, "__code__", None)
                if isinstance(code, CodeType):
                    codes.append(code)
                one = getattr(one, "__wrapped__", None)
    return codes


def supported() -> Iterator[tuple[str, Any]]:
    """Every supported name of a module, with our object."""
    from tests.census.state import coverage
    from theano_compat.importing.legacy_modules import home
    from tools.coverage_survey import load

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for module, table in coverage().items():
            if not isinstance(table, dict) or module == "theano.config" or ".tests" in module:
                continue
            loaded = load(home(module))
            for name in table.get("supported", ()):
                yield f"{module}.{name}", getattr(loaded, name, None)


def never_executed(folder: Path) -> tuple[list[str], int]:
    """(the names that no test executed, how many there are)"""
    ran: set[str] = set()
    read: set[str] = set()
    for file in folder.glob("*.json"):
        found = json.loads(file.read_text(encoding="utf-8"))
        ran |= set(found["ran"])
        read |= set(found["read"])
    objects: dict[int, bool] = {}
    rows = list(supported())
    for name, value in rows:  # one object has many names
        codes = codes_of(value)
        done = any(_key(code) in ran for code in codes) if codes else name in read
        objects[id(value)] = objects.get(id(value), False) or done or (inspect.isclass(value) and name in read)
    return [name for name, value in rows if not objects[id(value)]], len(rows)


def report(left: list[str], total: int) -> None:
    by_module: dict[str, list[str]] = defaultdict(list)
    for name in left:
        module, _, last = name.rpartition(".")
        by_module[module].append(last)
    print(f"{total - len(left)} of {total} supported names were executed by a test of ours or of the real libraries")
    for module, names in sorted(by_module.items()):
        print(f"  {module}: {' '.join(sorted(names))}")


def main(arguments: list[str]) -> int:
    folder = Path(os.environ.get(FOLDER, ROOT / ".every_name"))
    if "--report" not in arguments:
        folder.mkdir(parents=True, exist_ok=True)
        for suite in SUITES:
            subprocess.run(
                [sys.executable, *suite],
                cwd=ROOT,
                check=False,
                env={
                    **os.environ,
                    FOLDER: str(folder),
                    "PYTEST_ADDOPTS": "-p tests.census.every_name",
                    "PYTHONPATH": str(ROOT),
                },
            )
    left, total = never_executed(folder)
    report(left, total)
    LEFT.write_text("".join(f"{name}\n" for name in left), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
