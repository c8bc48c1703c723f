"""Facts about the machines that C is emitted for."""

from __future__ import annotations

# Emitted C takes so many points at once, and sums them in so many parts, on every target: compilers split the vectors
# where a register holds fewer doubles, and a sum in another number of parts has other digits. unit.h has it as LANES.
LANES = 8
ALIGNMENT = 64  # bytes at which arrays begin: a cache line, and a vector of doubles. unit.h has it as ALIGNED

__all__ = ["ALIGNMENT", "LANES"]
