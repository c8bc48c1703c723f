"""Find the term of the log density that differs: only totals were saved, so it is found by regression.

The free variables of each term are known. The term to blame is the one whose value and variables explain how the
difference changes from draw to draw: by a regression whose fit is judged on unseen draws. Of terms that explain it
equally well, the one with the fewest variables is named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

MOST_CURVED = 6  # scalars whose squares and products are features
FEWEST = 20  # draws
EXPLAINS, ALIKE = 0.5, 0.01  # shares of the variation: enough to name a term; a difference that makes two equal


@dataclass(frozen=True)
class Blame:
    """The term, and the share of the difference's variation that it explains (NaN: it is not finite where it was)."""

    term: str
    share: float

    def text(self) -> str:
        if np.isnan(self.share):
            return f"the term of {self.term} is not finite where the saved log density is"
        return f"the difference follows the term of {self.term} ({self.share:.1%} of its variation)"


def blame(
    difference: np.ndarray,
    terms: Mapping[str, np.ndarray],
    depends: Mapping[str, Sequence[str]],
    values: Mapping[str, np.ndarray],
) -> Blame | None:
    """Return the term to blame for new - saved (draws,); None if no single one explains it.

    terms: name -> (draws,); depends: name -> free variables; values: free variable -> (draws, *shape).
    """
    if wild := [name for name, term in terms.items() if not np.isfinite(term).all()]:
        return Blame(min(wild, key=lambda name: len(depends.get(name, ()))), float("nan"))
    if len(difference) < FEWEST or not np.isfinite(difference).all() or np.ptp(difference) == 0.0:
        return None
    found = {}
    for name, term in terms.items():
        features = _features(term, [values[one] for one in depends.get(name, ()) if one in values])
        found[name] = (_explained(difference, features), features.shape[1])
    best = max((share for share, _ in found.values()), default=0.0)
    if best < EXPLAINS:
        return None
    alike = [name for name, (share, _) in found.items() if share > best - ALIKE]
    name = min(alike, key=lambda one: found[one][1])
    return Blame(name, found[name][0])


def _features(term: np.ndarray, variables: Sequence[np.ndarray]) -> np.ndarray:
    """Return (draws, features): the term, scalars and their products; of vectors sums, sums of squares and of |x|."""
    curved, plain = [term], []
    for array in variables:
        flat = array.reshape(len(array), -1).astype(float)
        if flat.shape[1] == 1 and len(curved) < MOST_CURVED:
            curved.append(flat[:, 0])
        else:
            plain += [flat.sum(axis=1), (flat**2).sum(axis=1), np.abs(flat).sum(axis=1)]
    curved = [_standard(one) for one in curved if np.ptp(one) > 0.0]
    products = [a * b for i, a in enumerate(curved) for b in curved[i:]]
    cubes = [one**3 for one in curved]
    columns = [*curved, *products, *cubes, *(_standard(one) for one in plain if np.ptp(one) > 0.0)]
    return np.stack(columns, axis=1) if columns else np.zeros((len(term), 0))


def _standard(x: np.ndarray) -> np.ndarray:
    return (x - x.mean()) / x.std()


def _explained(difference: np.ndarray, features: np.ndarray) -> float:
    """Return 1 - (squared error on unseen draws) / variance, by two-fold cross-validation on alternating draws."""
    columns = np.column_stack([np.ones(len(features)), features])
    first = np.arange(len(difference)) % 2 == 0
    if columns.shape[1] > first.sum() // 2:
        return 0.0
    errors = np.empty(len(difference))
    for seen in (first, ~first):
        weights = np.linalg.lstsq(columns[seen], difference[seen], rcond=1e-10)[0]
        errors[~seen] = difference[~seen] - columns[~seen] @ weights
    return max(0.0, float(1 - (errors**2).mean() / difference.var()))
