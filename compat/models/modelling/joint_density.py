"""The log density of a model's variables together: as a graph, as functions of points and of flat vectors."""

from __future__ import annotations

from collections import namedtuple
from functools import partial
from typing import Any

import numpy as np

from ...compilation.points.vector_function import may_be_made
from ...graph.types import TensorType
from ...graph.variable import Variable
from ...ops.reductions.functions import sum as tensor_sum
from ...ops.tensor_op import as_tensor
from ...settings import config
from ..blocking import ArrayOrdering, DictToArrayBijection
from ..density import c_file, explanation, jax_function
from ..optional_packages import import_pandas
from ..theanof import gradient, inputvars
from ..vartypes import continuous_types, typefilter
from .factor import Factor
from .functions import DirectCall, FastPointFunc, LoosePointFunc, ValueGradFunction, flat_view

FlatView = namedtuple("FlatView", "input, replacements, view")


class JointDensity(Factor):
    """What a Model is as a density; the variables themselves are Model's."""

    def _joint(self, factors: list[Any], name: str) -> Any:
        total: Any = None
        for factor in factors:
            term = factor if factor.ndim == 0 else tensor_sum(factor)
            total = term if total is None else total + term
        total = as_tensor(np.asarray(0.0)) if total is None else total.copy() if len(factors) == 1 else total
        total.name = f"{name}_{self.name}" if self.name else name
        return total

    @property
    def _terms(self) -> list[Any]:
        """What the log density is the sum of: variables with a density, and potentials."""
        return [*self.basic_RVs, *self.potentials]

    @property
    def logpt(self) -> Any:
        """The log density of everything, in the free variables' space, as a graph."""
        with self:
            return self._joint([v.logpt for v in self.basic_RVs] + list(self.potentials), "__logp")

    @property
    def logp_nojact(self) -> Any:
        """`logpt` without the Jacobians of the transforms."""
        with self:
            return self._joint([v.logp_nojact for v in self.basic_RVs] + list(self.potentials), "__logp_nojac")

    @property
    def varlogpt(self) -> Any:
        """The free variables' part of `logpt`."""
        with self:
            return self._joint([v.logpt for v in self.free_RVs], "__varlogp")

    @property
    def datalogpt(self) -> Any:
        """The data's part of `logpt`, potentials among it."""
        with self:
            return self._joint([v.logpt for v in self.observed_RVs] + list(self.potentials), "__datalogp")

    @property
    def bijection(self) -> DictToArrayBijection:
        return DictToArrayBijection(ArrayOrdering(inputvars(self.vars)), self.test_point)

    @property
    def dict_to_array(self) -> Any:
        return self.bijection.map

    @property
    def logp_array(self) -> Any:
        """The log density as a function of the flat vector of all free variables."""
        return self.bijection.mapf(self.fastlogp)

    @property
    def dlogp_array(self) -> Any:
        """Its gradient with respect to the continuous ones."""
        return self.bijection.mapf(self.fastdlogp(inputvars(self.cont_vars)))

    def logp_dlogp_function(self, grad_vars: Any = None, tempered: bool = False, **kwargs: Any) -> ValueGradFunction:
        """Log density and gradient as a function of the flat vector of `grad_vars` (all continuous ones).

        tempered: the free variables' part and the data's part as two costs with weights.
        """
        if grad_vars is None:
            grad_vars = typefilter(self.free_RVs, continuous_types)
        for v in grad_vars:
            if v.dtype not in continuous_types:
                raise ValueError(f"Can only compute the gradient of continuous types: {v}")
        names = {v.name for v in grad_vars}
        extra = [v for v in self.free_RVs if v.name not in names]
        if tempered:
            with self:
                costs = [
                    self._joint([v.logpt for v in self.free_RVs] + list(self.potentials), "__free"),
                    self._joint([v.logpt for v in self.observed_RVs], "__data"),
                ]
        else:
            costs = [self.logpt]
        return ValueGradFunction(costs, list(grad_vars), extra, **kwargs)

    # ---- compiled

    def makefn(self, outs: Any, mode: Any = None, *args: Any, **kwargs: Any) -> Any:
        """`outs` as a function of all free variables, by position or name."""
        return self._function_of(list(self.vars), outs, mode, *args, **kwargs)

    def _function_of(self, variables: list[Any], outs: Any, mode: Any = None, *args: Any, **kwargs: Any) -> Any:
        from ...functions.function import function  # which sampling does not need

        with self:
            return function(
                variables,
                outs,
                *args,
                allow_input_downcast=True,
                on_unused_input="ignore",
                accept_inplace=True,
                mode=mode,
                **kwargs,
            )

    def fn(self, outs: Any, mode: Any = None, *args: Any, **kwargs: Any) -> LoosePointFunc:
        """`outs` as a function of a point."""
        return self._of_point(LoosePointFunc, outs, mode, args, kwargs)

    def fastfn(self, outs: Any, mode: Any = None, *args: Any, **kwargs: Any) -> FastPointFunc:
        """`outs` as a function of a point that has the free variables and nothing else."""
        return self._of_point(FastPointFunc, outs, mode, args, kwargs)

    def of_point(self, kind: Any, outs: Any, shape: tuple[int, ...] | None) -> Any:
        """`outs`, of that shape where it is known, as a function of a point: a FastPointFunc or LoosePointFunc."""
        return self._of_point(kind, outs, None, (), {}, shape)

    def logp_and_slope(self, logp: Any, vars: Any) -> FastPointFunc:
        """Return a log density and its gradient by `vars` as one function of a point that has the free variables."""
        outs, sizes = [logp, gradient(logp, vars)], [getattr(v, "dsize", None) for v in vars]
        if None in sizes or not may_be_made(outs):
            return FastPointFunc(self.makefn(outs), self)
        return self._direct(FastPointFunc, outs, [(), (int(np.sum(sizes)),)])

    def _direct(self, kind: Any, outs: list[Any], shapes: list[tuple[int, ...]]) -> Any:
        """`outs`, of those shapes, as a function of a point of the free variables that there are now."""
        variables, wanted = list(self.vars), outs if len(outs) > 1 else outs[0]
        return kind(partial(self._function_of, variables, wanted), self, DirectCall(variables, outs, shapes))

    def _of_point(
        self,
        kind: Any,
        outs: Any,
        mode: Any,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        shape: tuple[int, ...] | None = None,
    ) -> Any:
        if mode is None and not args and not kwargs and isinstance(outs, Variable) and may_be_made([outs]):
            shape = () if outs.type.ndim == 0 else shape  # type: ignore[attr-defined]
            if shape is not None:
                return self._direct(kind, [outs], [shape])
        return kind(self.makefn(outs, mode, *args, **kwargs), self)

    def profile(
        self, outs: Any, n: int = 1000, point: Any = None, profile: Any = True, *args: Any, **kwargs: Any
    ) -> Any:
        """Return the profile of `n` calls of `outs` as a compiled function, at `point` (the test point)."""
        f = self.makefn(outs, *args, profile=profile, **kwargs)
        point = self.test_point if point is None else point
        for _ in range(n):
            f(**point)
        return f.profile

    def to_c(self, path: Any = None) -> str:
        """The log density and its gradient as a C file that needs nothing of ours: the text, also written to `path`.

        Ours, not the old library's. NotImplementedError for discrete free variables and for what runs in Python.
        """
        text = c_file(self)
        if path is not None:
            with open(path, "w", encoding="ascii") as file:
                file.write(text)
        return text

    def to_jax(self) -> Any:
        """The log density as a JAX function: (function, data), `function(point, data)` for a dict of free variables.

        Ours, not the old library's. `data` are the values of now of `pm.Data`, shared variables and observations, by
        name. Pure: jit, grad, jvp, hessian and vmap work, by the point; the first derivative is our own.
        NotImplementedError for discrete free variables; ImportError without JAX.
        """
        return jax_function(self)

    def explain(self, point: Any = None) -> Any:
        """What the log density and its gradient compute and cost, kernel by kernel, measured at `point` (the test
        point): text by `print`, a page by `.html()` or `.save(path)`.

        Ours, not the old library's. NotImplementedError for discrete free variables.
        """
        return explanation(self, self.test_point if point is None else point)

    def flatten(self, vars: Any = None, order: Any = None, inputvar: Any = None) -> FlatView:
        """Return (a flat vector, what stands for each variable in it, where each lies)."""
        vars = self.free_RVs if vars is None else vars
        order = ArrayOrdering(vars) if order is None else order
        inputvar = TensorType(config.floatX, (False,))("flat_view") if inputvar is None else inputvar
        named = [self.named_vars[place.var] for place in order.vmap]
        return FlatView(inputvar, flat_view(named, inputvar), {place.var: place for place in order.vmap})

    def _logp_terms(self, point: dict[str, Any]) -> dict[str, float]:
        """Log density of each basic variable at `point`, by one compiled function for all."""
        factors = list(self.basic_RVs)
        function = self._functions.get("terms")
        if function is None:
            function = self._functions["terms"] = self.fn([v.logpt for v in factors], mode="PYTHON")
        return {v.name: float(term) for v, term in zip(factors, function(point), strict=True)}

    def check_test_point(self, test_point: Any = None, round_vals: int = 2) -> Any:
        """Log density of each variable at the test point (or another), rounded, as a pandas Series."""
        Series = import_pandas().Series
        terms = self._logp_terms(self.test_point if test_point is None else test_point)
        return Series(
            {name: np.round(term, round_vals) for name, term in terms.items()}, name="Log-probability of test_point"
        )
