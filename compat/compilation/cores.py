"""What a process, or the chains in it, take of the machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ..backends.c import threads
from ..backends.c.threads import limit


def be_one_of_many() -> None:
    """Large loops run on one thread from now on: the other cores are other processes'."""
    limit(1)


@contextmanager
def shared_by_chains(cores: int) -> Iterator[Callable[[int], None]]:
    """Let the calls of chains that run at the same time use `cores` threads together, for as long as the block lasts.

    What it gives is called with how many chains run; before, it is one. One call at a time has threads beside its own.
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
