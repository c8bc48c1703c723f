"""Check that chains are alike and every draw has every variable, whatever a file contains."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from ..draws import Chain, Draws
from .errors import CannotRead
from .numpy_values import NUMBERS


def consistent(draws: Draws) -> Draws:
    """Return the draws, without per-draw statistics that some chain lacks.

    Raises CannotRead where there is no chain or no variable, a variable is not numeric, or chains disagree about
    variables, shapes, or the number of draws.
    """
    if not draws.chains or not draws.chains[0].samples:
        raise CannotRead("it holds no draws of any variable")
    first = draws.chains[0]
    for number, chain in enumerate(draws.chains):
        _check(chain.samples, f"chain {number}")
        if unlike := set(chain.samples) ^ set(first.samples):
            raise CannotRead(f"chain {number} has other variables than chain 0: {_some(sorted(unlike))}")
        for name, array in chain.samples.items():
            if array.shape[1:] != first.samples[name].shape[1:]:
                shapes = f"{first.samples[name].shape[1:]} in chain 0 and {array.shape[1:]} in chain {number}"
                raise CannotRead(f"{name} has shape {shapes}")
    kept = [name for name in first.stats if all(_is_statistic(name, chain) for chain in draws.chains)]
    return replace(draws, chains=tuple(_cleaned(chain, kept) for chain in draws.chains))


def _check(samples: Mapping[str, np.ndarray], where: str) -> None:
    for name, array in samples.items():
        if not isinstance(name, str):
            raise CannotRead(f"{where}: {name!r} is no name of a variable")
        if not array.ndim or array.dtype.kind not in NUMBERS:
            raise CannotRead(f"{where}: {name} is no array of draws that are numbers")
    if len(lengths := {len(array) for array in samples.values()}) > 1:
        listed = ", ".join(f"{name} {len(array)}" for name, array in list(samples.items())[:6])
        raise CannotRead(f"{where}: its variables have {len(lengths)} different numbers of draws: {listed}")


def _is_statistic(name: str, chain: Chain) -> bool:
    array = chain.stats.get(name)
    return array is not None and array.dtype.kind in NUMBERS and array.shape[:1] == (len(chain),)


def _cleaned(chain: Chain, kept: list[str]) -> Chain:
    """Return the chain with warm-up of the same variables, or without warm-up."""
    warm = chain.warmup_samples
    if warm is not None:
        warm = {name: array for name, array in warm.items() if name in chain.samples and array.ndim}
        if set(warm) != set(chain.samples) or len({len(array) for array in warm.values()}) != 1:
            warm = None
    before = chain.warmup_stats if warm is not None else None
    if before is not None:
        length = len(next(iter(warm.values()))) if warm else 0
        before = {name: array for name, array in before.items() if name in kept and array.shape[:1] == (length,)}
    return Chain(chain.samples, {name: chain.stats[name] for name in kept}, warm, before)


def _some(names: list[str]) -> str:
    return ", ".join(names[:6]) + (f" and {len(names) - 6} more" if len(names) > 6 else "")
