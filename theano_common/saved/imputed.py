"""Imputed values under one name: `o_missing` in PyMC3, `o_unobserved` in PyMC 5 and 6, which keep all of `o` too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from ..draws import Arrays, Draws

MISSING, UNOBSERVED = "_missing", "_unobserved"


def by_pymc3_names(draws: Draws, wanted: tuple[str, ...] = ()) -> Draws:
    """Return the draws with imputed values under PyMC3's names.

    wanted: names that the other side has. Where neither name of imputed values is there, they are taken out of the
    whole variable: its elements that move.
    """
    plan = list(_plan(draws, wanted))
    if [new for new, _, _ in plan] == draws.variables:
        return draws

    def named(samples: Arrays) -> Arrays:
        return {
            new: samples[old] if moving is None else samples[old].reshape(len(samples[old]), -1)[:, moving]
            for new, old, moving in plan
        }

    return replace(
        draws,
        chains=tuple(
            replace(
                chain,
                samples=named(chain.samples),
                warmup_samples=chain.warmup_samples and named(chain.warmup_samples),
            )
            for chain in draws.chains
        ),
    )


def _plan(draws: Draws, wanted: tuple[str, ...]) -> Iterator[tuple[str, str, np.ndarray | None]]:
    """Yield a name, what it is made of, and which elements of that; None for all."""
    here = set(draws.variables)
    for name in draws.variables:
        stem = name.removesuffix(UNOBSERVED)
        if _whole(draws, name):
            continue
        if stem != name and f"{stem}{MISSING}" not in here:
            yield f"{stem}{MISSING}", name, None
        elif (imputed := f"{name}{MISSING}") in wanted and not {imputed, f"{name}{UNOBSERVED}"} & here:
            yield imputed, name, _moving(draws, name)
        else:
            yield name, name, None


def _moving(draws: Draws, name: str) -> np.ndarray:
    """Return which elements, of all in a row, have more than one value among the draws."""
    flat = draws.concatenated(name).reshape(sum(map(len, draws.chains)), -1)
    return (flat != flat[:1]).any(axis=0)


def _whole(draws: Draws, name: str) -> bool:
    """Say whether a variable is the data with the imputed values among them, which are there by themselves too."""
    imputed = next((n for end in (UNOBSERVED, MISSING) if (n := f"{name}{end}") in draws.variables), None)
    if imputed is None or not sum(map(len, draws.chains)):
        return False
    whole = draws.concatenated(name)
    flat = whole.reshape(len(whole), -1)
    alone = draws.concatenated(imputed)
    alone = alone.reshape(len(alone), -1)
    found = flat[:, _moving(draws, name)]
    return found.shape == alone.shape and np.array_equal(found, alone)
