"""A bound on the memory that a file may ask for in relation to its size."""

from __future__ import annotations

from .errors import CannotRead

# A constant may compress a thousandfold, a posterior hardly tenfold.
TIMES, ALWAYS = 100, 128 << 20


def enough_room(wanted: int, size: int, what: str) -> None:
    """Raise CannotRead when a file of `size` bytes wants `wanted` bytes: far more than a posterior would need."""
    if wanted > ALWAYS + TIMES * size:
        raise CannotRead(f"{what} would take {wanted:,} bytes, from a file of {size:,}: it is no posterior")
