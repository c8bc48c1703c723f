"""What is said to a person who waits for the compiler: once a process, after a second; of zig's first run, at once."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from theano_common.watching import somebody_watches

from . import cache

LONG = 1.0  # seconds
COMPILING = "theano-compat: compiling C; what is compiled is kept, and the next run finds it."
ZIG = "theano-compat: the first run of the compiler zig prepares its own files, which takes some 15 s, once."
_said: set[str] = set()


@contextmanager
def explained(command: Sequence[str]) -> Iterator[None]:
    """Say on standard error that a compiler runs if it takes longer than LONG and somebody watches."""
    if not somebody_watches():
        yield
        return
    if "ziglang" in command and not (cache.directory() / "zig").exists():
        say(ZIG)
        yield
        return
    if COMPILING in _said:
        yield
        return
    timer = threading.Timer(LONG, say, (COMPILING,))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def say(text: str) -> None:
    """Print a sentence once."""
    if text not in _said:
        _said.add(text)
        print(text, file=sys.stderr, flush=True)
