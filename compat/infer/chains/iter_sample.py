"""Iteration over a chain that yields the trace after each draw. Source: pymc3.sampling."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...models.backends.base import MultiTrace
from ..start import Seed
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
    """Yield a MultiTrace of all draws so far, after each draw of one chain.

    draws: number of draws. step: a step method. start: a point to begin at, name -> value of the shape of the variable.
    trace: variables to record, a backend, or a trace to continue. chain: its number. tune: number of draws that adapt
    step.
    model: that of the `with` block by default. random_seed: a number. callback: a function of (trace, draw).
    """
    for i, (strace, _) in enumerate(
        iterate_chain(draws, step, start, trace, chain, tune, model, random_seed, callback)
    ):
        yield MultiTrace([strace[: i + 1]])


__all__ = ["iter_sample"]
