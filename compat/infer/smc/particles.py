"""Particles as points."""

from __future__ import annotations

import numpy as np


def cut(particle: np.ndarray, var_info: dict[str, tuple[tuple[int, ...], int]]) -> dict[str, np.ndarray]:
    """Return a particle, a flat vector, as a point."""
    point, start = {}, 0
    for name, (shape, size) in var_info.items():
        point[name] = particle[start : start + size].reshape(shape)
        start += size
    return point


__all__ = ["cut"]
