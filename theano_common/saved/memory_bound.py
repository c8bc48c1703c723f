"""How much memory a file may ask for: a bound on what little promises much."""

from __future__ import annotations

from .errors import CannotRead

# Draws of one constant compress a thousandfold, a posterior hardly tenfold.
TIMES, ALWAYS = 100, 128 << 20


def enough_room(wanted: int, size: int, what: str) -> None:
    """Raise CannotRead when a file of `size` bytes wants `wanted` bytes: far more than a posterior would."""
    if wanted > ALWAYS + TIMES * size:
        raise CannotRead(f"{what} would take {wanted:,} bytes, from a file of {size:,}: it is no posterior")
