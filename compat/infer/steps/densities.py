"""Differences of log densities for Metropolis steps. Source: pymc3.step_methods.metropolis.delta_logp."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from ...compilation.modes import Mode
from ...compilation.points.vector_function import VectorFunction, may_be_made, piece_of
from ...functions.function import function
from ...graph.variable import Variable
from ...models.modelling.theanof import CallableTensor, join_nonshared_inputs


class DeltaLogp:
    """A function f(q, q0) of flat vectors, which are cast to the compiled function's dtype."""

    def __init__(self, compiled: Any, dtype: str) -> None:
        self.compiled, self.dtype = compiled, dtype

    def __call__(self, q: np.ndarray, q0: np.ndarray) -> Any:
        return self.compiled(np.asarray(q, dtype=self.dtype), np.asarray(q0, dtype=self.dtype))


class DirectDelta:
    """A function f(q, q0) in C that reads both vectors and the other variables' values as one vector.

    `general` handles arguments that C does not accept.
    """

    def __init__(self, difference: Any, q: Any, q0: Any, size: int, shared: list[Any], general: Any) -> None:
        self.given = difference, q, q0, size, shared, general
        self.general, self.dtype = general, q.dtype
        self.function = VectorFunction(
            2 * size,
            [difference],
            [()],
            [q, q0],
            lambda x: {q: piece_of(x, 0, q.type, (size,)), q0: piece_of(x, size, q.type, (size,))},
            shared,
        )
        self._call: Any = self._first_call
        self._made: Any = None

    def __reduce__(self) -> Any:
        return DirectDelta, self.given

    def _first_call(self, both: np.ndarray) -> Any:
        self._call = self.function.of_vector()
        return None if self._call is None else self._call(both)

    def __call__(self, q: np.ndarray, q0: np.ndarray) -> Any:
        if self._call is not None:
            found = self._call(np.concatenate((q, q0), dtype="float64"))
            if found is not None:
                return found[0]
        if self._made is None:
            self._made = DeltaLogp(self.general(), self.dtype)
        return self._made(q, q0)


class OneAfterTheOther:
    """A function f(q, q0) of two calls, the one for q last, so that the state of a user's Op belongs to q."""

    def __init__(self, compiled: Any, dtype: str) -> None:
        self.compiled, self.dtype = compiled, dtype

    def __call__(self, q: np.ndarray, q0: np.ndarray) -> Any:
        before = self.compiled(np.asarray(q0, dtype=self.dtype))
        return self.compiled(np.asarray(q, dtype=self.dtype)) - before


def delta_logp(
    logp: Variable, vars: Any, shared: dict[Any, Any], mode: Mode | str | None = None, q_last: bool = False
) -> DeltaLogp | DirectDelta | OneAfterTheOther:
    """Return a log density at q minus that at q0, as a function of two vectors of all variables.

    logp: a scalar graph. vars: variables of any shape. shared: variable -> shared variable. mode: a mode of
    theano.function. q_last: whether two calls are used, since the compiler chooses the order of work within one.
    """
    [logp0], inarray0 = join_nonshared_inputs([logp], vars, shared)
    if q_last:
        return OneAfterTheOther(function([inarray0], logp0, mode=mode), inarray0.dtype)
    inarray1 = inarray0.type("inarray1")
    logp1 = CallableTensor(logp0)(inarray1)
    general = partial(function, [inarray1, inarray0], logp1 - logp0, mode=mode)
    if mode is None and may_be_made([logp0]):
        size = sum(int(v.dsize) for v in vars)
        return DirectDelta(logp1 - logp0, inarray1, inarray0, size, list(shared.values()), general)
    return DeltaLogp(general(), inarray0.dtype)
