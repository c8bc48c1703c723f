"""Saved draws as points: the values of the old model's free variables in their own units."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from theano_common.saved.any_file import load

from .errors import CannotCertify


def constrained(
    saved: Path,
    variables: Mapping[str, Any],
    most: int,
    from_unconstrained: Callable[[dict[str, np.ndarray]], dict[str, np.ndarray]],
) -> dict[str, np.ndarray]:
    """Return x/NAME (draws, ...) of at most `most` saved draws. Raises CannotCertify if a variable was not saved."""
    draws = load(saved)
    kept = set(draws.variables)
    if all(name in kept for name in variables):
        return {f"x/{name}": _thinned(draws, name, most) for name in variables}
    u = {}
    for name, one in variables.items():
        if one["unconstrained"] not in kept:
            raise CannotCertify(f"{saved} does not have the variable {name} of the old model")
        u[f"u/{name}"] = _thinned(draws, one["unconstrained"], most)
    return from_unconstrained(u)


def _thinned(draws: Any, name: str, most: int) -> np.ndarray:
    every = np.concatenate([chain.samples[name] for chain in draws.chains])
    return every[np.unique(np.linspace(0, len(every) - 1, min(most, len(every))).astype(int))]
