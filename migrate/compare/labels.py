"""Label switching: vectors whose elements may be permuted together, as a mixture's weights and means.

Where the chains of one source disagree about such vectors, every draw's labels are matched to one reference, the
same for both sources. Each draw's numbers then are a function of its unordered set of components, so that the
comparison stays valid for a symmetric posterior; it does not say which component has which number.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from theano_common.draws import Chain, Draws
from theano_common.statistics import rhat

from .statistics import untransformed

MOST = 6  # components, with 720 orders
ASTRAY, MATCHED = 1.2, 1.05  # R-hat before and after


@dataclass(frozen=True)
class Match:
    """Both posteriors with matched labels, the vectors concerned, and a remark."""

    old: Draws
    new: Draws
    names: tuple[str, ...]
    remark: str


def match(old: Draws, new: Draws, names: Sequence[str], symmetric: Sequence[str] = ()) -> Match | None:
    """Match labels where one source's chains disagree, or where `symmetric` names the vectors; else return None.

    Without `symmetric`, it is done only if it settles the chains: R-hat above 1.2 before in one source, below 1.05
    after in both.
    """
    for size, group in _groups(old, names, symmetric).items():
        before = max(_worst(side, group) for side in (old, new))
        if not symmetric and before <= ASTRAY:
            continue
        centre, spread = _reference(old, group, size)
        ours, theirs = (_matched(side, group, size, centre, spread) for side in (old, new))
        after = max(_worst(side, group) for side in (ours, theirs))
        if symmetric or after <= MATCHED:
            listed = ", ".join(group)
            remark = (
                f"Labels of {listed} were matched draw by draw (largest R-hat {before:.2f} before, {after:.2f} after): "
                "right if the model is the same under an exchange of its components."
            )
            return Match(ours, theirs, tuple(group), remark)
    return None


def _groups(old: Draws, names: Sequence[str], symmetric: Sequence[str]) -> dict[int, list[str]]:
    """Return number of components -> the continuous vectors (first axis) with that many."""
    found: dict[int, list[str]] = {}
    for name in names:
        array = old.stacked(name)
        shape = array.shape[2:]
        if not shape or not 2 <= shape[0] <= MOST or array.dtype.kind != "f" or untransformed(name) != name:
            continue
        if symmetric and name not in symmetric:
            continue
        found.setdefault(shape[0], []).append(name)
    return found


def _worst(draws: Draws, group: Sequence[str]) -> float:
    """Return the largest R-hat of the group's scalars; 1 for a single chain, which has none."""
    found = [1.0]
    for name in group:
        stacked = draws.stacked(name)
        flat = stacked.reshape(*stacked.shape[:2], -1)
        found += [rhat(flat[:, :, i]) for i in range(flat.shape[2])]
    return float(np.nanmax(found))


def _components(samples: Mapping[str, np.ndarray], group: Sequence[str], size: int) -> np.ndarray:
    """Return (draws, components, numbers of a component)."""
    return np.concatenate([samples[name].reshape(len(samples[name]), size, -1) for name in group], axis=2)


def _reference(draws: Draws, group: Sequence[str], size: int) -> tuple[np.ndarray, np.ndarray]:
    """Return centres (components, numbers) and spreads (numbers,), from one chain, then from all after matching."""
    first = _components(draws.chains[0].samples, group, size)
    first = np.take_along_axis(first, np.argsort(first[:, :, :1], axis=1), axis=1)
    centre, spread = first.mean(axis=0), first.std(axis=(0, 1)) + 1e-300
    for _ in range(3):
        matched = [
            _ordered(held := _components(chain.samples, group, size), _orders(held, centre, spread))
            for chain in draws.chains
        ]
        every = np.concatenate(matched)
        centre, spread = every.mean(axis=0), every.std(axis=0).mean(axis=0) + 1e-300
    return centre, spread


def _orders(held: np.ndarray, centre: np.ndarray, spread: np.ndarray) -> np.ndarray:
    """Return for each draw the order of its components nearest to the centres: (draws, components)."""
    size = held.shape[1]
    cost = (((held[:, :, None, :] - centre[None, None]) / spread) ** 2).sum(axis=3)  # [draw, component, place]
    orders = np.array(list(itertools.permutations(range(size))))
    total = np.stack([cost[:, order, np.arange(size)].sum(axis=1) for order in orders], axis=1)
    return orders[total.argmin(axis=1)]


def _ordered(held: np.ndarray, orders: np.ndarray) -> np.ndarray:
    return np.take_along_axis(held, orders[:, :, None], axis=1)


def _matched(draws: Draws, group: Sequence[str], size: int, centre: np.ndarray, spread: np.ndarray) -> Draws:
    chains = []
    for chain in draws.chains:
        orders = _orders(_components(chain.samples, group, size), centre, spread)
        samples = dict(chain.samples)
        for name in group:
            flat = samples[name].reshape(len(orders), size, -1)
            samples[name] = _ordered(flat, orders).reshape(samples[name].shape)
        chains.append(Chain(samples, chain.stats, chain.warmup_samples, chain.warmup_stats))
    return replace(draws, chains=tuple(chains))
