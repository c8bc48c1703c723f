"""Imputed values under one name: `o_missing` in PyMC3, `o_unobserved` in PyMC 5 and 6, which keep all of `o` too."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..draws import Arrays, Draws

MISSING, UNOBSERVED = "_missing", "_unobserved"


def by_pymc3_names(draws: Draws, wanted: tuple[str, ...] = ()) -> Draws:
    """Return the draws with imputed values under PyMC3's names.

    wanted: names that the other side has. Where neither name of imputed values is there, they are taken out of the
    whole variable if as many of its elements move.
    """
    names = {}
    for name in draws.variables:
        stem = name.removesuffix(UNOBSERVED)
        if stem != name and f"{stem}{MISSING}" not in draws.variables:
            names[name] = f"{stem}{MISSING}"
    kept = [name for name in draws.variables if not _whole(draws, name)]
    taken = {}
    for other in wanted:
        stem = other.removesuffix(MISSING)
        if stem != other and stem in kept and not {other, f"{stem}{UNOBSERVED}"} & set(draws.variables):
            taken[stem] = other
    if not names and not taken and len(kept) == len(draws.variables):
        return draws
    columns = {name: _moving(draws, name) for name in taken}
    return replace(
        draws,
        chains=tuple(
            replace(
                chain,
                samples=_renamed(chain.samples, kept, names, taken, columns),
                warmup_samples=chain.warmup_samples and _renamed(chain.warmup_samples, kept, names, taken, columns),
            )
            for chain in draws.chains
        ),
    )


def _renamed(
    samples: Arrays, kept: list[str], names: dict[str, str], taken: dict[str, str], columns: dict[str, np.ndarray]
) -> Arrays:
    made = {}
    for name in kept:
        if name in taken:
            made[taken[name]] = samples[name].reshape(len(samples[name]), -1)[:, columns[name]]
        else:
            made[names.get(name, name)] = samples[name]
    return made


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
