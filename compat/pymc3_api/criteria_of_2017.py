"""Criteria as PyMC3 3.0 and 3.1 counted them."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..models.backends.base import MultiTrace
from ..models.modelling.current_model import modelcontext
from ..models.runs.inference_data import from_pymc3


def of_last_chain(trace: Any) -> Any:
    """Return the last chain of a trace, the only one that criteria saw before PyMC3 3.2; other values as they are."""
    if not isinstance(trace, MultiTrace) or trace.nchains < 2:
        return trace
    return MultiTrace([trace._straces[trace.chains[-1]]])


def waic_of_3_0(trace: MultiTrace, model: Any) -> tuple[float, float, float]:
    """Return WAIC, its error and the number of parameters as 3.0 had them.

    The terms of a second observed variable were rows below those of the first: further draws of the same data.
    Raises ValueError where they are of another length, as there.
    """
    model = modelcontext(model)
    names = [one.name for one in model.observed_RVs]
    each = from_pymc3(trace, model=model, log_likelihood=names)["log_likelihood"]
    rows = []
    for name in names:
        terms = np.asarray(each[name])[0]
        rows.append(np.reshape(terms, (len(terms), -1, terms.shape[-1] if terms.ndim > 1 else 1)))
    below = np.concatenate(rows, axis=1)
    terms = below.reshape(-1, below.shape[-1])
    p = terms.var(axis=0)
    density = np.logaddexp.reduce(terms, axis=0) - np.log(len(terms))
    found = -2 * (density - p)
    return float(found.sum()), float(np.sqrt(len(found) * found.var())), float(p.sum())
