"""Differences of log densities, as Metropolis steps need them. Source: pymc3.step_methods.metropolis.delta_logp."""

from __future__ import annotations

from typing import Any

import numpy as np

from compat.compilation.function import function
from compat.pymc3_api.theanof import CallableTensor, join_nonshared_inputs


class DeltaLogp:
    """f(q, q0) of flat vectors; their dtype is brought to the compiled function's."""

    def __init__(self, compiled: Any, dtype: str) -> None:
        self.compiled, self.dtype = compiled, dtype

    def __call__(self, q: np.ndarray, q0: np.ndarray) -> Any:
        return self.compiled(np.asarray(q, dtype=self.dtype), np.asarray(q0, dtype=self.dtype))


def delta_logp(logp: Any, vars: Any, shared: dict[Any, Any], mode: Any = None, q_last: bool = False) -> DeltaLogp:
    """logp at q less logp at q0, as a compiled function of two flat vectors of `vars`.

    q_last: a user's Op that leaves something behind is called for q0 first, so that what stays is that of q.
    """
    [logp0], inarray0 = join_nonshared_inputs([logp], vars, shared)
    inarray1 = inarray0.type("inarray1")
    logp1 = CallableTensor(logp0)(inarray1)
    difference = -logp0 + logp1 if q_last else logp1 - logp0
    return DeltaLogp(function([inarray1, inarray0], difference, mode=mode), inarray0.dtype)
