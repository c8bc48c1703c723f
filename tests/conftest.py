"""What all tests share."""

import functools
import gc
import importlib.util
import logging
import os
import pickle
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

os.environ.setdefault("COMPAT_CHECK", "1")  # every Program is checked between the stages of its compilation

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # a shell starts background jobs so; children inherit it
    signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).resolve().parent.parent

ENGINES = {"c": "no C compiler works here", "jax": "JAX is not installed"}


@functools.cache
def works(engine: str) -> bool:
    """Whether a test of this engine can run here: "c", "jax"; any other name can."""
    if engine == "jax":
        return importlib.util.find_spec("jax") is not None
    if engine == "c":
        from theano_compat.doctor import compiler

        return compiler().works
    return True


def pytest_configure(config: pytest.Config) -> None:
    """What is said once where an engine is missing is no failure of the tests that hear it first.

    PyMC3's logger says what a user's does, though pytest has handlers of its own before `import pymc3` looks for any.
    """
    logging.getLogger("pymc3").setLevel(logging.INFO)
    if not works("c"):
        config.addinivalue_line("filterwarnings", "ignore:.*functions run in Python:RuntimeWarning")
    if importlib.util.find_spec("nutpie") is None:
        config.addinivalue_line("filterwarnings", "ignore:nutpie is not installed:RuntimeWarning")
    if config.getoption("numprocesses", None) and importlib.util.find_spec("arviz") is not None:
        # the first import of a day writes a file, over which two workers would stumble
        subprocess.run([sys.executable, "-W", "ignore", "-c", "import arviz"], check=False)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Collecting makes a million objects that stay: looking through them for garbage takes a third of the time."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    mark_the_rest(items)
    leave_out_parts(config, items)


def leave_out_parts(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of the cases marked `part(n)` keep every n-th, of `part(0)` none; all for COMPAT_WHOLE=1.

    Cases of one test with different n are counted apart. Where a test is named on the command line, none is left out.
    """
    if os.environ.get("COMPAT_WHOLE") or any("::" in named for named in config.args):
        return
    met: Counter[tuple[str, int]] = Counter()
    kept, left = [], []
    for item in items:
        mark = item.get_closest_marker("part")
        if mark is not None:
            [every] = mark.args
            family = item.nodeid.partition("[")[0], every
            met[family] += 1
        (kept if mark is None or every and met[family] % every == 1 % every else left).append(item)
    config.hook.pytest_deselected(items=left)
    items[:] = kept


def mark_the_rest(items: list[pytest.Item]) -> None:
    """Of the cases of a test marked `wide(n)` every n-th is fast; the others are marked `rest`, and `make check` leaves
    them out. Give an n without a factor in common with the numbers of the test's other parameters."""
    met: Counter[str] = Counter()
    for item in items:
        mark = item.get_closest_marker("wide")
        if mark is None:
            continue
        [every] = mark.args
        family = item.nodeid.partition("[")[0]
        if met[family] % every:
            item.add_marker("rest")
        met[family] += 1


def needed_engines(item: pytest.Item) -> list[str]:
    """The engines that a test's parameters `backend`, `mode` or `engine` name, and its mark `compiler`."""
    parameters = getattr(getattr(item, "callspec", None), "params", {})
    asked = [str(parameters[name]).lower() for name in ("backend", "mode", "engine") if name in parameters]
    return asked + ["c"] * (item.get_closest_marker("compiler") is not None)


OPTIONAL = (
    "jax",
    "numpyro",
    "tensorflow_probability",
    "nutpie",
    "arviz",
    "pandas",
    "matplotlib",
    "dask",
    "pyarrow",
    "h5py",
)


def skip_for_want_of_a_package(error: Exception) -> None:
    """Skip if the error is that a package is missing, and it really is; the reason is what a user reads."""
    said = str(error).lower()
    for name in OPTIONAL:
        wanted = (
            name in said
            if isinstance(error, ImportError)
            else f"no module named '{name}'" in said or f"pip install {name}" in said
        )
        if wanted and importlib.util.find_spec(name) is None:
            pytest.skip(str(error))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, None, None]:
    for engine in needed_engines(item):
        if not works(engine):
            pytest.skip(ENGINES[engine])
    try:
        yield
    except Exception as error:
        skip_for_want_of_a_package(error)
        raise


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    try:
        return (yield)
    except Exception as error:
        skip_for_want_of_a_package(error)
        raise


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests found worth saying: `record_property("said", "...")`, from whatever process they run in."""
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        for name, value in report.user_properties:
            if name == "said" and report.when == "call":
                terminalreporter.write_line(f"{report.nodeid}: {value}")


@pytest.fixture
def deep_calls() -> None:
    """Skip a test where Python allows few calls of C within each other: 3.12.1, whatever a program asks for."""
    nested: list[object] = []
    for _ in range(1000):
        nested = [nested]
    try:
        pickle.dumps(nested)
    except RecursionError:
        pytest.skip("this Python allows fewer than 1000 calls of C within each other")


@pytest.fixture
def fresh_python(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run Python with these arguments in a new process and an empty folder; its output as text.

    `flags` is THEANO_FLAGS; other keywords are environment variables. The process shares our cache of
    compiled objects, not the user's .theanorc.
    """

    def run(*arguments: str, flags: str = "", check: bool = True, **environment: str):
        ours = {"THEANO_FLAGS": flags, "THEANORC": os.devnull, "PYTHONPATH": str(ROOT)}
        variables = {**os.environ, **ours, **environment}
        command = [sys.executable, *arguments]
        done = subprocess.run(command, cwd=tmp_path, env=variables, capture_output=True, text=True, timeout=300)
        said = f"exit status {done.returncode}\n{done.stdout}\n{done.stderr}"
        assert done.returncode == 0 or not check, said
        return done

    return run
