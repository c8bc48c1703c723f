"""Compare transforms: the declared Jacobian against that of the map, supports, and gradients along the support.

Densities are compared in constrained space x, so the maps u -> x may differ between the sides. A sampler of either
side sees p(x) exp(declared log Jacobian at u), which is the density of x if the Jacobian is the volume of dx/du. So
for each variable, D = declared - log volume(dx/du) must be equal on both sides; it is 0 (for simplices: a constant
that depends on the length) where the declared one is right.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from .matching import Matching, Variable
from .report import Row
from .verdicts import DIFFERS, EQUAL, judged

Arrays = Mapping[str, np.ndarray]
LAST = 2.0**-48  # a few last places of the largest element: the accuracy of a small singular value
SAME = 1e-8  # relative difference between x and its image under both maps


def compared(
    matched: Matching, points: Arrays, old: Arrays, new: Arrays, tolerance: float, far: np.ndarray
) -> tuple[np.ndarray, list[Row]]:
    """Return (Jacobian surplus of the new side less that of the old, (points,); rows of differences)."""
    count = len(next(iter(points.values()))) if points else 1
    moved, rows = np.zeros(count), []
    for one in matched.variables:
        if one.transforms == (None, None):
            continue
        x = points[f"x/{one.old}"]
        rows += outside(one, x, old, new, ~np.isfinite(_total(old)))
        (first, blur), (second, other) = _surplus(one.old, x, old), _surplus(one.new, x, new)
        fine = np.isfinite(first) & np.isfinite(second)
        size = _size(one.old, old, x) + _size(one.new, new, x) + 1.0
        allowed = 100 * tolerance * size + np.nan_to_num(blur + other)
        rows += _map(one, old, new)
        found = judged(np.where(fine, first, 0.0), np.where(fine, second, 0.0), size, allowed, np.zeros(count), far)
        if found.status != EQUAL:
            at = found.at
            a, b = (None, None) if at is None else (float(first[at]), float(second[at]))
            rows.append(
                Row(
                    f"Jacobian of {one.old}",
                    "transform",
                    found.status,
                    found.largest,
                    at,
                    a,
                    b,
                    found.constant,
                    "(declared, less the volume of the map)",
                )
            )
            moved += np.where(fine, second - first, 0.0)
    return moved, rows


def _map(one: Variable, old: Arrays, new: Arrays) -> list[Row]:
    """Return the row of a variable that both sides transform, which says whether by the same map."""
    keys = f"u/{one.old}", f"u/{one.new}"
    if keys[0] not in old or keys[1] not in new:
        return []
    first, second = (np.asarray(side[key], dtype=float) for side, key in ((old, keys[0]), (new, keys[1])))
    same = first.shape == second.shape and np.allclose(first, second, SAME, SAME, equal_nan=True)
    note = "" if same else f"(another map: {one.transforms[0]} in the old model, {one.transforms[1]} in the port)"
    return [Row(f"transform of {one.old}", "transform", EQUAL, note=note)]


def _surplus(name: str, x: np.ndarray, side: Arrays) -> tuple[np.ndarray, np.ndarray]:
    """Return D of a variable at each point and its rounding error: 0 without a transform, NaN where it has no value."""
    if f"matrix/{name}" not in side:
        return np.zeros(len(x)), np.zeros(len(x))
    volume, blur = _log_volume(side[f"matrix/{name}"], side[f"u/{name}"])
    with np.errstate(invalid="ignore"):  # infinite both where a value is outside of the map
        return side[f"jacobian/{name}"] - volume, blur


def _log_volume(matrix: np.ndarray, u: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the logarithm of the volume at each point, and its error: small singular values lose accuracy."""
    with np.errstate(all="ignore"):
        if matrix.shape == u.shape:
            return np.log(np.abs(matrix)).reshape(len(matrix), -1).sum(axis=1), np.zeros(len(matrix))
        blocks = matrix.reshape(len(matrix), -1, *matrix.shape[-2:])
        made, blur = np.full(len(matrix), np.nan), np.zeros(len(matrix))
        for i, block in enumerate(blocks):
            if np.isfinite(block).all():
                values = np.linalg.svd(block, compute_uv=False)
                made[i] = np.log(values).sum()
                blur[i] = (LAST * values.max(axis=-1, keepdims=True, initial=0.0) / values).sum()
        return made, blur


def _size(name: str, side: Arrays, x: np.ndarray) -> np.ndarray:
    if f"jacobian/{name}" not in side:
        return np.zeros(len(x))
    declared = np.abs(side[f"jacobian/{name}"])
    return np.where(np.isfinite(declared), declared, 0.0) + side[f"u/{name}"].reshape(len(x), -1).shape[1]


def _total(side: Arrays) -> np.ndarray:
    with np.errstate(invalid="ignore"):
        return np.asarray(side["terms"].sum(axis=1))


def outside(one: Variable, x: np.ndarray, old: Arrays, new: Arrays, nowhere: np.ndarray | None = None) -> list[Row]:
    """Return rows for the sides whose map does not reach all values x of a variable.

    nowhere: the points where the old model has no density, which the port need not reach. There is no such allowance
    the other way round: a port that lost a transform is another model to a sampler.
    """
    everywhere = np.zeros(len(x), bool)
    rows = _outside(one, one.old, "the old model", x, old, everywhere)
    return rows + _outside(one, one.new, "the port", x, new, everywhere if nowhere is None else nowhere)


def _outside(one: Variable, name: str, which: str, x: np.ndarray, side: Arrays, nowhere: np.ndarray) -> list[Row]:
    """Return a row for values of the other side that this one cannot take: its maps do not lead back to them."""
    if f"back/{name}" not in side:
        return []
    back = side[f"back/{name}"]
    if back.shape != x.shape:
        return [Row(f"support of {one.old}", "transform", DIFFERS, note="its values have other shapes")]
    flat, again = (np.asarray(a, dtype=float).reshape(len(x), -1) for a in (x, back))
    size = np.maximum(np.abs(flat).max(axis=1, initial=0.0), 1e-300)
    with np.errstate(invalid="ignore"):
        reached = (np.abs(flat - again).max(axis=1, initial=0.0) <= SAME * size) | nowhere
    if reached.all() or not np.isfinite(flat).all(axis=1)[~reached].any():
        return []
    at = int(np.argmax(~reached & np.isfinite(flat).all(axis=1)))
    other = "the port" if which == "the old model" else "the old model"
    sentence = f"{other} gives it values that {which} can not have"
    return [Row(f"support of {one.old}", "transform", DIFFERS, float("inf"), at, note=sentence)]


def along(one: Variable, side: Any, gradient: np.ndarray) -> np.ndarray:
    """Return a gradient with respect to x, projected on the directions that x can take (within a simplex)."""
    matrix = next((side.arrays[f"matrix/{n}"] for n in (one.old, one.new) if f"matrix/{n}" in side.arrays), None)
    if matrix is None or matrix.ndim < 3 or matrix.shape[-2] == matrix.shape[-1]:
        return gradient
    blocks = matrix.reshape(len(matrix), -1, *matrix.shape[-2:])
    parts = gradient.reshape(*blocks.shape[:2], -1)
    if parts.shape[2] != blocks.shape[2]:
        return gradient
    made = np.full(parts.shape, np.nan)
    for i in range(len(blocks)):
        for j in range(blocks.shape[1]):
            if np.isfinite(blocks[i, j]).all() and np.isfinite(parts[i, j]).all():
                basis = np.linalg.svd(blocks[i, j], full_matrices=False)[0]
                made[i, j] = basis @ (basis.T @ parts[i, j])
    return made.reshape(gradient.shape)
