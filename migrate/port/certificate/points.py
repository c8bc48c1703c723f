"""The points at which two models are compared: near the start, farther and far from it, by a seed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

SCALES = (0.0, 0.1, 0.1, 0.3, 0.3, 0.5, 0.5, 0.5, 1.0, 1.0, 1.0, 1.0, 1.0, 2.0, 2.0, 2.0)  # one round of near points
FAR = (4.0, 4.0, 6.0, 8.0)
EDGE = 25.0  # where a bounded variable is next to its bounds
OUTSIDE = 5.0  # how far a variable without bounds goes, where the other side has some
LARGEST = 6.0  # away from the start, in a transformed variable: beyond, rounding decides


def scales(count: int) -> np.ndarray:
    """Return `count` distances, a fifth of them far."""
    far = max(2, count // 5)
    return np.array([*np.resize(SCALES, max(4, count - far)), *np.resize(FAR, far)])


def unconstrained(
    starts: Mapping[str, np.ndarray], transformed: Sequence[str], distances: np.ndarray, seed: int
) -> dict[str, np.ndarray]:
    """Return u/NAME (points, ...): the start, moved by a normal step of each distance, in units of 1 or start / 10."""
    rng = np.random.default_rng(seed)
    made = {}
    for name, start in starts.items():
        start = np.asarray(start, dtype=float)
        steps = rng.normal(size=(len(distances), *start.shape))
        steps *= distances.reshape(-1, *[1] * start.ndim)
        if name in transformed:
            steps = np.clip(steps, -LARGEST, LARGEST)
        else:
            steps = steps * np.maximum(1.0, 0.1 * np.abs(start))
        made[f"u/{name}"] = start + steps
    return made


def edges(
    starts: Mapping[str, np.ndarray], transformed: Sequence[str], free: Sequence[str], count: int, seed: int
) -> dict[str, np.ndarray]:
    """Return u/NAME (count, ...): transformed variables next to their bounds, the others at the start.

    free: variables without a transform here that have one on the other side: they go far, to where it may not reach.
    """
    rng = np.random.default_rng(seed)
    made = {}
    for name, start in starts.items():
        start = np.asarray(start, dtype=float)
        shape = count, *start.shape
        away = rng.choice([-EDGE, EDGE], size=shape) if name in transformed else np.zeros(shape)
        if name in free:
            away = rng.normal(size=shape) * np.maximum(OUTSIDE, 2 * np.abs(start))
        made[f"u/{name}"] = start + away
    return made
