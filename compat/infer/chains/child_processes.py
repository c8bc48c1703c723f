"""How child processes start: by fork, or in a fresh interpreter where functions run in JAX.

JAX's threads do not survive a fork: a forked child that calls it hangs.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from theano_common.system.processes import start_method

from ...compilation.modes import get_default_mode


def runs_in_jax() -> bool:
    """Return whether functions compiled from now on run in JAX (by `config.mode` or `config.device`)."""
    return get_default_mode().linker == "jax"


def context(given: str | None) -> Any:
    """Return a multiprocessing context: the one given, by name or itself; else fork if safe, spawn for JAX."""
    if given is not None and not isinstance(given, str):
        return given
    import multiprocessing

    method = multiprocessing.get_start_method(allow_none=True)
    if given is None and runs_in_jax():
        given = "spawn"
    elif given is None:  # a pool that the program made sets Python's default, which nobody chose
        given = start_method(None if method == multiprocessing.get_all_start_methods()[0] else method)
    return multiprocessing.get_context(given)


@contextmanager
def forking_in_silence() -> Iterator[None]:
    """Leave out warnings of forks that are safe: the child calls C functions, whose threads it starts anew.

    JAX warns of every fork once it has run, and Python from 3.12 on where the process has threads.
    """
    with warnings.catch_warnings():
        if not runs_in_jax():
            warnings.filterwarnings("ignore", r"os\.fork\(\) was called.*JAX", RuntimeWarning)
        warnings.filterwarnings("ignore", r"This process .* is multi-threaded, use of fork", DeprecationWarning)
        yield


def start(process: Any, pickled: bytes | None) -> None:
    """Start a process.

    pickled: the work, if it is sent as bytes. If the bytes do not refer to `__main__`, the child does not run the
    user's script again, so that the script needs no `if __name__ == "__main__"`.
    """
    main = sys.modules["__main__"]
    with forking_in_silence():
        if pickled is None or b"__main__" in pickled:
            return process.start()
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            process.start()
        finally:
            sys.modules["__main__"] = main
