"""The pytest plugin under which a file of the old suites runs, unchanged, against the shim.

COMPAT_CONFORMANCE holds JSON: `folder` (of the suite), `results` (one line of JSON is added to it per test),
`limit` (seconds a test), `done` (tests that are left out: they have run, or took the process down). The limit is one of
processor time; by the clock it is ten times that, so that other work on the machine changes no result.
"""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import json
import os
import random
import signal
import sys
import time
import zlib
from collections.abc import Generator, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy
import numpy.random
import pytest

GIVEN = json.loads(os.environ["COMPAT_CONFORMANCE"])
FOLDER = Path(GIVEN["folder"])
DONE = set(GIVEN["done"])


class TestModules(MetaPathFinder):
    """`theano.tensor.tests.test_basic` lies in the suite's folder; all else under `theano` is ours."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        parts = fullname.split(".")
        if parts[0] not in ("theano", "pymc3") or "tests" not in parts:
            return None
        base = FOLDER.joinpath(*parts)
        if base.is_dir():
            package = base / "__init__.py"
            if package.exists():
                return importlib.util.spec_from_file_location(fullname, package, submodule_search_locations=[str(base)])
            return ModuleSpec(fullname, None, is_package=True)
        source = base.with_suffix(".py")
        return importlib.util.spec_from_file_location(fullname, source) if source.exists() else None


class UnchangedModule(pytest.Module):
    """A test file imported under the name that it had in its package."""

    def _getobj(self) -> Any:
        return importlib.import_module(".".join(self.path.relative_to(FOLDER).with_suffix("").parts))


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: Any, parser: Any, args: list[str]) -> None:
    import numpy.testing as testing

    from tests.conformance import nose_names
    from theano_compat import installation

    installation.install()
    nose_names.install()
    if not hasattr(testing, "Tester"):  # both packages make one when they are imported
        testing.Tester = type("Tester", (), {"test": None})  # type: ignore[attr-defined]
    sys.meta_path.append(TestModules())
    for package in ("theano.tests", "pymc3.tests"):
        replace_by_the_suites(package)


def replace_by_the_suites(package: str) -> None:
    """Load the suite's own package of tests in place of ours, which has what users' tests import."""
    spec = TestModules().find_spec(package, None)
    if spec is not None and spec.loader is not None:
        parent, _, name = package.rpartition(".")
        module = importlib.util.module_from_spec(spec)
        setattr(importlib.import_module(parent), name, module)
        sys.modules[package] = module
        spec.loader.exec_module(module)


def pytest_configure(config: pytest.Config) -> None:
    if (FOLDER / "pymc3").is_dir():
        config.pluginmanager.register(importlib.import_module("pymc3.tests.conftest"))


@pytest.hookimpl(tryfirst=True)
def pytest_pycollect_makemodule(module_path: Path, parent: Any) -> Any:
    return UnchangedModule.from_parent(parent, path=module_path)


@pytest.hookimpl(tryfirst=True)
def pytest_pycollect_makeitem(name: str, obj: object) -> Any:
    """Tests that yield tests, as nose took them, stop pytest's collection of a whole file: none of them counts."""
    return [] if name.startswith("test") and inspect.isgeneratorfunction(obj) else None


def name_of(nodeid: str) -> str:
    """As the baseline names a test: without its file, and without a class of the file's name."""
    file, _, test = nodeid.partition("::")
    return test.removeprefix(Path(file).stem + "::")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items[:] = [item for item in items if name_of(item.nodeid) not in DONE]


def worked() -> float:
    """Seconds of processor time, those of compilers that we ran included."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    limit, begun, begun_working = GIVEN["limit"], time.monotonic(), worked()

    def too_long(*_: Any) -> None:
        left = limit - (worked() - begun_working)
        if left > 0 and time.monotonic() - begun < 10 * limit:  # others have the machine
            signal.alarm(int(left) + 1)
        else:
            pytest.fail(f"took more than {limit} s", pytrace=False)

    record({"test": name_of(item.nodeid), "outcome": "started"})
    seed = zlib.crc32(name_of(item.nodeid).encode())  # many draw their cases from streams that nobody seeded
    random.seed(seed)
    numpy.random.seed(seed)
    signal.signal(signal.SIGALRM, too_long)
    signal.alarm(limit)
    try:
        return (yield)
    finally:
        signal.alarm(0)


@pytest.hookimpl
def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.when == "call" or report.outcome != "passed":
        text = "" if report.outcome == "passed" else last_line(report)
        failed_as_marked = hasattr(report, "wasxfail") and report.outcome == "skipped"
        outcome = "xfailed" if failed_as_marked else report.outcome  # what passes in spite of its mark has passed
        record({"test": name_of(report.nodeid), "outcome": outcome, "text": text, "seconds": report.duration})


@pytest.hookimpl
def pytest_collectreport(report: pytest.CollectReport) -> None:
    if report.failed:
        record({"test": "", "outcome": "failed", "text": last_line(report)})


def last_line(report: Any) -> str:
    """The line of a failure that says what was raised."""
    crash = getattr(report.longrepr, "reprcrash", None)
    text = crash.message if crash is not None else str(report.longrepr).strip().rpartition("\nE ")[2]
    return text.strip().partition("\n")[0][:200]


def record(line: dict[str, Any]) -> None:
    with open(GIVEN["results"], "a") as file:
        file.write(json.dumps(line) + "\n")
