"""Chains whose trace is handed over after each draw, and traces chosen by name. Source: pymc3.sampling."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...samplers.start import Seed
from ..backends.base import MultiTrace
from .chains import iterate_chain


def iter_sample(
    draws: int,
    step: Any,
    start: Any = None,
    trace: Any = None,
    chain: int = 0,
    tune: int | None = None,
    model: Any = None,
    random_seed: Seed = None,
    callback: Any = None,
) -> Iterator[MultiTrace]:
    """One chain, step by step: after each draw, a MultiTrace of all so far."""
    for i, (strace, _) in enumerate(
        iterate_chain(draws, step, start, trace, chain, tune, model, random_seed, callback)
    ):
        yield MultiTrace([strace[: i + 1]])


__all__ = ["iter_sample"]
