"""What a process that has others beside it takes of the machine."""

from __future__ import annotations


def be_one_of_many() -> None:
    """Large loops run on one thread from now on: the other cores are other processes'."""
    from compat.backends.c.threads import limit

    limit(1)


__all__ = ["be_one_of_many"]
