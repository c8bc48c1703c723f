"""How children are started: by fork, or where functions run in JAX in a fresh interpreter.

JAX's threads do not survive a fork: a forked child that calls it hangs.
"""

from __future__ import annotations

import sys
import warnings
from types import ModuleType
from typing import Any

from ...compilation.modes import get_default_mode


def runs_in_jax() -> bool:
    """Whether functions compiled from now on run in JAX (`config.mode`, or `config.device`)."""
    return get_default_mode().linker == "jax"


def context(given: Any) -> Any:
    """A multiprocessing context: the one given, by name or itself; else fork where that is safe, spawn in JAX."""
    if given is not None and not isinstance(given, str):
        return given
    import multiprocessing

    method = multiprocessing.get_start_method(allow_none=True)
    if given is None and runs_in_jax():
        given = "spawn"
    elif given is None and sys.platform == "linux" and method in (None, "fork"):
        given = "fork"  # not Python's own choice from 3.14 on: nothing need be pickled, as in legacy
    elif given is None and sys.platform == "darwin":
        given = "forkserver"
    return multiprocessing.get_context(given)


def start(process: Any, pickled: bytes | None) -> None:
    """Start it.

    pickled: what it works on, where that is sent as bytes; without a word of `__main__` in it the child need not run
    the user's script again, which so needs no `if __name__ == "__main__"`.
    """
    main = sys.modules["__main__"]
    with warnings.catch_warnings():  # JAX warns of every fork once it has run; workers of C functions never call it
        if not runs_in_jax():
            warnings.filterwarnings("ignore", r"os\.fork\(\) was called.*JAX", RuntimeWarning)
        if pickled is None or b"__main__" in pickled:
            return process.start()
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            process.start()
        finally:
            sys.modules["__main__"] = main
