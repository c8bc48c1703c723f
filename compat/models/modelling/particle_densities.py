"""Log densities of particles, of one or of a whole population at once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import numpy as np

from ...compilation.points.batch_in_c import at_all_points
from ...compilation.points.vector_function import VectorFunction, may_be_made, piece_of
from ...functions.function import function
from ...graph.traversal import replace
from ...graph.variable import Variable
from ...ops.tensor_types import TensorLike
from .blocking import ArrayOrdering
from .theanof import floatX, join_nonshared_inputs


class ParticleDensity:
    """`out`, a scalar, as a compiled function of a flat vector of `variables`. shared: replaces other variables."""

    def __init__(self, out: Any, variables: list[Any], shared: dict[Any, Any]) -> None:
        self.out, self.variables, self.shared = out, variables, shared

    @cached_property
    def _compiled(self) -> tuple[Any, Any]:
        [out], inarray = join_nonshared_inputs([self.out], self.variables, self.shared)
        return function([inarray], out), inarray.dtype

    def __call__(self, x: TensorLike) -> Any:
        compiled, dtype = self._compiled
        return compiled(x if dtype == floatX(0).dtype else np.asarray(x, dtype=dtype))


class ManyParticles:
    """Log densities at all particles of a population in one pass, in which common parts are computed once."""

    def __init__(self, *densities: Any) -> None:
        self._densities = densities

    @cached_property
    def _of_vector(self) -> VectorFunction | None:
        if any(type(d) is not ParticleDensity for d in self._densities):
            return None
        first = self._densities[0]
        outs, variables = [d.out for d in self._densities], first.variables
        outs = replace(outs, first.shared) if first.shared else outs
        if not may_be_made(outs) or any(np.dtype(v.dtype).kind not in "fi" for v in variables):
            return None
        by_name = {v.name: v for v in variables}

        def views(x: Variable) -> Mapping[Variable, Variable]:
            return {
                by_name[name]: piece_of(x, slc.start, by_name[name].type, shape)
                for name, slc, shape, _ in ArrayOrdering(variables).vmap
            }

        return VectorFunction(sum(int(v.dsize) for v in variables), outs, [()] * len(outs), variables, views)

    def __call__(self, particles: np.ndarray) -> np.ndarray:
        """Return each density at each row of `particles`, (densities, rows)."""
        of_vector = self._of_vector if particles.dtype == "float64" and len(particles) > 1 else None
        found = None if of_vector is None else at_all_points(of_vector, particles)
        return (
            np.array([[float(d(one)) for one in particles] for d in self._densities])
            if found is None
            else np.ascontiguousarray(found.T)
        )


__all__ = ["ManyParticles", "ParticleDensity"]
