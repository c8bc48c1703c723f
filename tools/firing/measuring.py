"""What fires in one model, and how much longer its gradient takes without one of those."""

from __future__ import annotations

import statistics
from collections.abc import Collection
from unittest import mock

from bench import timing
from theano_compat.compilation.cache import compile_cache
from theano_compat.rules import firing, thresholds
from theano_compat.rules.engine import RewriteLoop
from tools.firing.models import Compiled, Source

ROUNDS = 5
SECONDS = 0.02  # a turn


def fired(source: Source) -> dict[str, int]:
    """Return how often each rule and pass changes something while the model is compiled."""
    before = firing.COUNTS.copy()
    with mock.patch.object(compile_cache, "recall", lambda key: None):  # what is found there was rewritten before
        source.compiled()
    return dict(firing.COUNTS - before)


def costs(source: Source, names: Collection[str]) -> dict[str, float | None]:
    """Return for each of `names` the time of a gradient without it, over the time with all of them; None where others
    cannot do without it."""
    whole = source.compiled()
    found: dict[str, float | None] = {}
    for name in names:
        try:
            with firing.leaving_out([name]):
                other = source.compiled()
        except RewriteLoop:
            found[name] = None
            continue
        found[name] = _ratio(whole, other)
    return found


def cost_of_constant(source: Source, name: str, value: float) -> float | None:
    """Return the time of a gradient with this value of a threshold, over the time with its own; None if the compiled
    object is the same."""
    with mock.patch.multiple(compile_cache, recall=lambda key: None, remember=lambda *given: None):
        whole = source.compiled()
        with mock.patch.object(thresholds, name, value):
            other = source.compiled()
    return None if whole.address == other.address else _ratio(whole, other)


def _ratio(whole: Compiled, other: Compiled) -> float:
    turns = []
    for _ in range(ROUNDS):
        ours, theirs = (timing.through_pointer(c.address, c.user, c.x, SECONDS) for c in (whole, other))
        turns.append(theirs / ours)
    return statistics.median(turns)
