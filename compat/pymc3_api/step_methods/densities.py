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


class OneAfterTheOther:
    """f(q, q0) by two calls, that of q being the last: what a user's Op leaves behind is of q."""

    def __init__(self, compiled: Any, dtype: str) -> None:
        self.compiled, self.dtype = compiled, dtype

    def __call__(self, q: np.ndarray, q0: np.ndarray) -> Any:
        before = self.compiled(np.asarray(q0, dtype=self.dtype))
        return self.compiled(np.asarray(q, dtype=self.dtype)) - before


def delta_logp(logp: Any, vars: Any, shared: dict[Any, Any], mode: Any = None,
               q_last: bool = False) -> DeltaLogp | OneAfterTheOther:
    """logp at q less logp at q0, as a function of two flat vectors of `vars`.

    q_last: in two calls, since the order of work within one is the compiler's.
    """
    [logp0], inarray0 = join_nonshared_inputs([logp], vars, shared)
    if q_last:
        return OneAfterTheOther(function([inarray0], logp0, mode=mode), inarray0.dtype)
    inarray1 = inarray0.type("inarray1")
    logp1 = CallableTensor(logp0)(inarray1)
    return DeltaLogp(function([inarray1, inarray0], logp1 - logp0, mode=mode), inarray0.dtype)
