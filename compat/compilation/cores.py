"""The processor cores that a process, or its chains, may use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from theano_common.system.processes import end_with_parent

from ..backends.c import threads
from ..backends.c.threads import limit


def be_one_of_many() -> None:
    """Make this process one of several of a run: large loops have one thread, and it ends when its parent does."""
    limit(1)
    end_with_parent()


@contextmanager
def shared_by_chains(cores: int) -> Iterator[Callable[[int], None]]:
    """Let the calls of concurrent chains use `cores` threads together, until the block ends.

    It yields a function to call with the number of running chains, initially one. One call at a time has threads
    besides its own.
    """
    before = threads.now()
    whole = min(cores, before)

    def running(chains: int) -> None:
        threads.limit(max(1, whole - chains + 1))

    running(1)
    try:
        yield running
    finally:
        threads.limit(before)


__all__ = ["be_one_of_many", "shared_by_chains"]
