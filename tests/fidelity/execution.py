"""Runs one old program under the shim with little sampling, and says where it failed and which lines it reached.

`python -m tests.fidelity.execution ANSWER.json [-m MODULE | SCRIPT] SECONDS [FOLDER ...]`: in a process of its own; the
folders are put on the path. What is judged is whether its lines run, so each sampler is asked for a few draws only.
"""

from __future__ import annotations

import functools
import importlib.util
import json
import os
import runpy
import signal
import sys
import traceback
import types
from typing import Any

FEW = {"tune": 5, "chains": 1, "cores": 1, "progressbar": False, "compute_convergence_checks": False}


class OutOfTime(BaseException):
    """The program was still running: it did not fail."""


def little(sample: Any) -> Any:
    """`pm.sample` for a few draws; what it refuses it refuses still."""

    @functools.wraps(sample)
    def fewer(*args: Any, **kwargs: Any) -> Any:
        asked = {name: value for name, value in FEW.items() if name in kwargs or name in ("tune", "progressbar")}
        given = {**kwargs, **asked}
        if args:
            args = (5, *args[1:])
        else:
            given["draws"] = 5
        given.setdefault("chains", 1)
        given.setdefault("cores", 1)
        return sample(*args, **given)

    return fewer


def shorten() -> None:
    import pymc3

    for owner in (pymc3, pymc3.sampling):
        owner.sample = little(owner.sample)
    fit = pymc3.fit
    pymc3.fit = pymc3.variational.fit = lambda n=10, *args, **kwargs: fit(10, *args, **{**kwargs, "progressbar": False})


def traced(path: str, reached: set[int]) -> Any:
    """A trace function that notes the lines of one file."""

    def inside(frame: types.FrameType, event: str, argument: Any) -> Any:
        if event == "line":
            reached.add(frame.f_lineno)
        return inside

    def entered(frame: types.FrameType, event: str, argument: Any) -> Any:
        if frame.f_code.co_filename != path:
            return None
        reached.add(frame.f_lineno)
        return inside

    return entered


def main(answer: str, kind: str, target: str, seconds: str, *folders: str) -> None:
    import warnings

    import compat

    warnings.simplefilter("ignore")
    os.environ.setdefault("MPLBACKEND", "Agg")
    compat.install()
    shorten()
    sys.path[:0] = folders
    sys.argv = [target]
    path = target
    reached: set[int] = set()
    result: dict[str, Any] = {"outcome": "ran", "line": None, "error": "", "kind": ""}

    def stop(*_: Any) -> None:
        raise OutOfTime

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(int(seconds))
    try:
        if kind == "-m":
            spec = importlib.util.find_spec(target)  # imports the packages above it
            path = spec.origin if spec is not None and spec.origin else target
            sys.modules.pop(target, None)
        sys.settrace(traced(path, reached))
        if kind == "-m":
            importlib.import_module(target)
        else:
            sys.path.insert(0, os.path.dirname(path))
            runpy.run_path(path, run_name="__main__")
    except OutOfTime:
        result["outcome"] = "ran"
    except SystemExit:
        pass
    except SyntaxError as error:
        here = error.filename == path
        result.update(outcome="failed", kind="SyntaxError", error=str(error), line=error.lineno if here else None)
    except BaseException as error:
        own = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == path]
        missing = getattr(error, "name", None) if isinstance(error, ImportError) else None
        result.update(
            outcome="failed",
            kind=type(error).__name__,
            error=str(error)[:300],
            line=own[-1].lineno if own else None,
            missing=missing,
            deepest=traceback.extract_tb(error.__traceback__)[-1].filename,
        )
    finally:
        sys.settrace(None)
        signal.alarm(0)
        result["reached"] = sorted(reached)
        with open(answer, "w") as file:
            json.dump(result, file)
        sys.stdout.flush()
        os._exit(0)  # threads and children of the program do not hold the answer up


if __name__ == "__main__":
    main(*sys.argv[1:])
