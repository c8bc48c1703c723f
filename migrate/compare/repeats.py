"""Draws that occur more than once: how many independent ones a file with repeats is worth.

A resampled posterior (importance sampling, the last population of SMC, `DataFrame.sample(replace=True)`) and copies of
chains have more draws than points. Metropolis repeats points too, where it rejects a step: one after another, of which
effective sizes know. So runs of one point count once here, and points that come back later count as what they are.
Only continuous numbers tell points apart: those of discrete variables, and rounded ones, repeat by themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from theano_common.draws import Draws

DIGITS = 5  # numbers with no more than these were rounded
LOOKED_AT = 25  # draws that mostly tell that they were not
FEW_POINTS = 100  # on so few, continuous numbers may be a function of discrete ones
TOLD = 0.98  # share of independent draws below which a remark says so
SEED = 20201129


@dataclass(frozen=True)
class Independent:
    """One side without chains that are copies. share: independent draws per draw, as far as repeats tell."""

    draws: Draws
    share: float
    remarks: tuple[str, ...]

    @property
    def repeated(self) -> bool:
        return self.share < TOLD


def independent(draws: Draws, side: str) -> Independent:
    """Return the draws of one side ("saved" or "new"), chains of one length, without copies of chains."""
    continuous, whole = _keys(draws)
    chains = whole if continuous is None else continuous
    first = _first_of_each(chains, in_order=continuous is None)
    remarks = []
    if len(first) < len(chains):
        copies = len(chains) - len(first)
        kind = "are copies" if copies > 1 else "is a copy"
        remarks.append(f"{copies} of {len(chains)} {side} chains {kind} of others: counted once.")
        draws = replace(draws, chains=tuple(draws.chains[i] for i in first))
    share = 1.0 if continuous is None else _share([continuous[i] for i in first])
    if share < TOLD:
        count = sum(len(chain) for chain in draws.chains)
        distinct = len(np.unique(np.concatenate([continuous[i] for i in first]))) if continuous is not None else count
        remarks.append(
            f"{count} {side} draws are {distinct} distinct ones that repeat, not one after another: their errors are "
            f"those of {share * count:.0f} draws."
        )
    return Independent(draws, share, tuple(remarks))


def _first_of_each(chains: list[np.ndarray], in_order: bool) -> list[int]:
    """Return the numbers of the chains that are no copies; one that stands still is none.

    in_order: discrete draws are a copy in the same order alone.
    """
    seen: dict[bytes, int] = {}
    for i, chain in enumerate(chains):
        moves = len(chain) > 1 and bool((chain != chain[0]).any())
        seen.setdefault((chain if in_order else np.sort(chain)).tobytes() if moves else b"still %d" % i, i)
    return list(seen.values())


def _share(chains: list[np.ndarray]) -> float:
    """Return Kish's effective size of the points, weighted by how often each was reached, per time reached."""
    reached = np.concatenate([chain[np.r_[True, chain[1:] != chain[:-1]]] for chain in chains])
    _, times = np.unique(reached, return_counts=True)
    return len(reached) / float((times.astype(float) ** 2).sum())


def _keys(draws: Draws) -> tuple[list[np.ndarray] | None, list[np.ndarray]]:
    """Return a number for the continuous part of each draw, chain by chain, and one for the whole of it.

    There is no continuous part (None) where it is a function of the discrete one: with fewer values, or of few.
    """
    total = sum(len(chain) for chain in draws.chains)
    found = {True: np.zeros(total, np.uint64), False: np.zeros(total, np.uint64)}
    some = False
    for salt, column in zip(_salts(), _columns(draws), strict=False):
        is_continuous = column.dtype.kind == "f" and bool((column != column[0]).any()) and not _rounded(column)
        some = some or is_continuous
        found[is_continuous] += _mixed(np.ascontiguousarray(column + 0.0, dtype=float).view(np.uint64) ^ salt)
    cuts = np.cumsum([len(chain) for chain in draws.chains])[:-1]
    together = found[True] + _mixed(found[False])
    of_both, of_rest, of_points = (len(np.unique(one)) for one in (together, found[False], found[True]))
    given = of_both == of_rest and (of_points < of_rest or of_rest <= FEW_POINTS)
    return (np.split(found[True], cuts) if some and not given else None), np.split(together, cuts)


def _columns(draws: Draws) -> Iterator[np.ndarray]:
    """Yield all draws of each scalar."""
    for name in draws.variables:
        every = draws.concatenated(name)
        flat = every.reshape(len(every), -1)
        for column in flat.T:
            yield from (column.real, column.imag) if column.dtype.kind == "c" else (column,)


def _salts() -> Iterator[np.uint64]:
    rng = np.random.default_rng(SEED)
    while True:
        yield rng.integers(2**63, dtype=np.uint64)


def _mixed(bits: np.ndarray) -> np.ndarray:
    """Return numbers that differ in about half of their bits where the given ones differ in one."""
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        bits = (bits ^ (bits >> np.uint64(shift))) * np.uint64(factor)
    return np.asarray(bits ^ (bits >> np.uint64(31)))


def _rounded(column: np.ndarray) -> bool:
    """Say whether no number has more than DIGITS significant digits."""
    some = column[:: max(1, len(column) // LOOKED_AT)]
    return all(_few_digits(one) for one in (some, column))


def _few_digits(x: np.ndarray) -> bool:
    allowed = np.finfo(x.dtype).eps * 1.1  # a little more than rounding
    x = x[np.isfinite(x) & (np.abs(x) > 1e-290)].astype(float)
    unit = 10.0 ** (np.floor(np.log10(np.abs(x))) + 1 - DIGITS)
    return bool((np.abs(x / unit - np.round(x / unit)) <= 10**DIGITS * allowed).all())
