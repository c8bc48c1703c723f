"""What all tests share."""

import functools
import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

os.environ.setdefault("COMPAT_CHECK", "1")  # every Program is checked between the stages of its compilation

ROOT = Path(__file__).resolve().parent.parent

ENGINES = {"c": "no C compiler works here", "jax": "JAX is not installed"}


@functools.cache
def works(engine: str) -> bool:
    """Whether a test of this engine can run here: "c", "jax"; any other name can."""
    if engine == "jax":
        return importlib.util.find_spec("jax") is not None
    if engine == "c":
        from compat.doctor import compiler

        return compiler().works
    return True


def pytest_configure(config: pytest.Config) -> None:
    if not works("c"):
        config.addinivalue_line("filterwarnings", "ignore:.*functions run in Python:RuntimeWarning")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Tests of an engine that is not here are skipped: those with `backend` or `mode` among their parameters."""
    parameters = getattr(getattr(item, "callspec", None), "params", {})
    asked = [str(parameters[name]).lower() for name in ("backend", "mode", "engine") if name in parameters]
    asked += ["c"] if item.get_closest_marker("compiler") else []
    for engine in asked:
        if not works(engine):
            pytest.skip(ENGINES[engine])


OPTIONAL = ("jax", "numpyro", "tensorflow_probability", "nutpie", "arviz", "pandas", "matplotlib", "dask", "pyarrow")


def skip_for_want_of_a_package(error: ImportError) -> None:
    """Skip if the package that was asked for is really not installed; the reason is what a user reads."""
    if any(importlib.util.find_spec(name) is None and name in str(error).lower() for name in OPTIONAL):
        pytest.skip(str(error))


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    try:
        return (yield)
    except ImportError as error:
        skip_for_want_of_a_package(error)
        raise


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: object, request: object) -> Generator[None, object, object]:
    try:
        return (yield)
    except ImportError as error:
        skip_for_want_of_a_package(error)
        raise


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
