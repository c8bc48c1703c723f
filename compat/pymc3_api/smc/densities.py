"""Log densities of particles: of one, and of all of a population at once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import numpy as np

from compat.compilation.at_all_points import at_all_points
from compat.compilation.function import function
from compat.compilation.vector_function import VectorFunction, may_be_made, piece_of
from compat.graph.traversal import replace
from compat.graph.variable import Variable
from compat.pymc3_api.blocking import ArrayOrdering
from compat.pymc3_api.theanof import floatX, join_nonshared_inputs


class ParticleDensity:
    """`out`, a scalar, as a compiled function of a flat vector of `variables`. shared: stands for other variables."""

    def __init__(self, out: Any, variables: list[Any], shared: dict[Any, Any]) -> None:
        self._out, self._variables, self._shared = out, variables, shared

    @cached_property
    def _compiled(self) -> tuple[Any, Any]:
        [out], inarray = join_nonshared_inputs([self._out], self._variables, self._shared)
        return function([inarray], out), inarray.dtype

    def __call__(self, x: Any) -> Any:
        compiled, dtype = self._compiled
        return compiled(x if dtype == floatX(0).dtype else np.asarray(x, dtype=dtype))

    @cached_property
    def _of_vector(self) -> VectorFunction | None:
        [out] = replace([self._out], self._shared) if self._shared else [self._out]
        if not may_be_made([out]) or any(np.dtype(v.dtype).kind not in "fi" for v in self._variables):
            return None
        return VectorFunction(sum(int(v.dsize) for v in self._variables), [out], [()], self._variables, self._views)

    def _views(self, x: Variable) -> Mapping[Variable, Variable]:
        by_name = {v.name: v for v in self._variables}
        return {by_name[name]: piece_of(x, slc.start, by_name[name].type, shape)
                for name, slc, shape, _ in ArrayOrdering(self._variables).vmap}

    def at_all(self, particles: np.ndarray) -> np.ndarray:
        """It at each row of `particles`."""
        of_vector = self._of_vector if particles.dtype == "float64" and len(particles) > 1 else None
        found = None if of_vector is None else at_all_points(of_vector, particles)
        return np.array([float(self(one)) for one in particles]) if found is None else found[:, 0]


__all__ = ["ParticleDensity"]
