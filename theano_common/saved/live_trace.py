"""Convert the result of pm.sample, in the same process, to Draws."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..draws import Chain, Draws
from . import inference_data
from .errors import CannotRead


def draws_of(trace: Any) -> Draws:
    """Return the Draws of a MultiTrace or an InferenceData; Draws as they are."""
    if isinstance(trace, Draws):
        return trace
    if hasattr(trace, "posterior"):
        return inference_data.draws_of(trace)
    if not hasattr(trace, "get_values"):
        raise CannotRead(f"pm.sample returned a {type(trace).__name__}, which is no trace")
    chains = []
    for number in trace.chains:
        samples = {name: np.asarray(trace.get_values(name, chains=[number])) for name in trace.varnames}
        stats = {name: np.asarray(trace.get_sampler_stats(name, chains=[number])) for name in trace.stat_names}
        chains.append(Chain(samples, stats))
    return Draws(tuple(chains), sampler=str(getattr(getattr(trace, "draws", None), "sampler", "")))
