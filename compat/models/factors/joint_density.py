"""The joint log density of a model's variables: its graph, and functions of points and flat vectors."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np

from ...compilation.points.vector_function import may_be_made
from ...graph.hooks import HOOKS
from ...graph.types import TensorType
from ...graph.variable import Variable
from ...ops.reductions.functions import sum as tensor_sum
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike
from ...ops.tensor_variable import Tensor
from ...settings import config
from ..modelling.blocking import ArrayOrdering, DictToArrayBijection
from ..modelling.density import c_file, explanation, jax_function, points_near, points_of, to_export
from ..modelling.functions import DirectCall, FastPointFunc, LoosePointFunc, ValueGradFunction, flat_view
from ..modelling.theanof import gradient, inputvars
from ..optional_packages import import_pandas
from ..vartypes import continuous_types, typefilter
from .factor import Factor

FlatView = namedtuple("FlatView", "input, replacements, view")
FlatView.__doc__ = """What `model.flatten()` returns: a vector in place of the free variables.

input: the vector. replacements: variable -> the part of the vector, in the variable's shape. view: the ArrayOrdering.

Example::

    >>> with pm.Model() as model:
    ...     x, y = pm.Normal("x", 0, 1), pm.Normal("y", 0, 1)
    >>> flat = model.flatten()
    >>> float(theano.clone(x + 10 * y, flat.replacements).eval({flat.input: [1.0, 2.0]}))
    21.0

Source: pymc3.model.
"""


class JointDensity(Factor):
    """A Model seen as a density; its variables are kept by Model."""

    def _joint(self, factors: list[Any], name: str | None) -> Any:
        total: Any = None
        for factor in factors:
            term = factor if factor.ndim == 0 else tensor_sum(factor)
            total = term if total is None else total + term
        total = as_tensor(np.asarray(0.0)) if total is None else total.copy() if len(factors) == 1 else total
        total.name = f"{name}_{self.name}" if name and self.name else name
        return total

    @property
    def _terms(self) -> list[Any]:
        """Return the terms of the log density: variables with a density, and potentials."""
        return [*self.basic_RVs, *self.potentials]

    @property
    def logpt(self) -> Any:
        """Return the graph of the joint log density in the space of the free variables."""
        with self:
            return self._joint([v.logpt for v in self.basic_RVs] + list(self.potentials), "__logp")

    @property
    def logp_nojact(self) -> Any:
        """Return the graph of the joint log density without the Jacobians of the transforms."""
        with self:
            return self._joint([v.logp_nojact for v in self.basic_RVs] + list(self.potentials), "__logp_nojac")

    @property
    def varlogpt(self) -> Any:
        """Return the graph of the free variables' part of the log density."""
        with self:
            return self._joint([v.logpt for v in self.free_RVs], None)

    @property
    def datalogpt(self) -> Any:
        """Return the graph of the data's part of the log density, potentials included."""
        with self:
            return self._joint([v.logpt for v in self.observed_RVs] + list(self.potentials), None)

    @property
    def bijection(self) -> DictToArrayBijection:
        return DictToArrayBijection(ArrayOrdering(inputvars(self.vars)), self.test_point)

    @property
    def dict_to_array(self) -> Any:
        return self.bijection.map

    @property
    def logp_array(self) -> Any:
        """Return the log density as a function of the flat vector of all free variables."""
        return self.bijection.mapf(self.fastlogp)

    @property
    def dlogp_array(self) -> Any:
        """Return the gradient with respect to the continuous variables, as a function of the flat vector."""
        return self.bijection.mapf(self.fastdlogp(inputvars(self.cont_vars)))

    def logp_dlogp_function(
        self, grad_vars: list[Tensor] | None = None, tempered: bool = False, **kwargs: Any
    ) -> ValueGradFunction:
        """Return log density and gradient as a function of the flat vector of `grad_vars` (all continuous ones).

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

    def makefn(self, outs: TensorLike, mode: str | None = None, *args: Any, **kwargs: Any) -> Any:
        """Return `outs` as a function of all free variables, by position or name."""
        return self._function_of(list(self.vars), outs, mode, *args, **kwargs)

    def _function_of(
        self, variables: list[Any], outs: TensorLike, mode: str | None = None, *args: Any, **kwargs: Any
    ) -> Any:
        from ...functions.function import function  # sampling does not need it

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

    def fn(self, outs: TensorLike, mode: str | None = None, *args: Any, **kwargs: Any) -> LoosePointFunc:
        """Return `outs` as a function of a point; other names in the point are ignored."""
        return self._of_point(LoosePointFunc, outs, mode, args, kwargs)

    def fastfn(self, outs: TensorLike, mode: Any = None, *args: Any, **kwargs: Any) -> FastPointFunc:
        """Return `outs` as a function of a point with exactly the free variables."""
        return self._of_point(FastPointFunc, outs, mode, args, kwargs)

    def compat_of_point(self, kind: type, outs: Variable, shape: tuple[int, ...] | None) -> Any:
        """Return `outs`, with its shape if known, as a function of a point: a FastPointFunc or LoosePointFunc."""
        return self._of_point(kind, outs, None, (), {}, shape)

    def compat_logp_and_slope(self, logp: Any, vars: Any) -> FastPointFunc:
        """Return a log density and its gradient by `vars` as one function of a point with the free variables."""
        outs, sizes = [logp, gradient(logp, vars)], [getattr(v, "dsize", None) for v in vars]
        if None in sizes or not may_be_made(outs):
            return FastPointFunc(self.makefn(outs), self)
        return self._direct(FastPointFunc, outs, [(), (int(np.sum(sizes)),)])

    def _direct(self, kind: type, outs: list[Any], shapes: list[tuple[int, ...]]) -> Any:
        """Return `outs`, with these shapes, as a function of a point of the present free variables."""
        variables, wanted = list(self.vars), outs if len(outs) > 1 else outs[0]
        return kind(partial(self._function_of, variables, wanted), self, DirectCall(variables, outs, shapes))

    def _of_point(
        self,
        kind: type,
        outs: TensorLike,
        mode: str | None,
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
        self,
        outs: TensorLike,
        n: int = 1000,
        point: dict[str, Any] | None = None,
        profile: object = True,
        *args: Any,
        **kwargs: Any,
    ) -> Any:
        """Return the profile of `n` calls of `outs` as a compiled function, at `point` (default: the test point)."""
        f = self.makefn(outs, *args, profile=profile, **kwargs)
        point = self.test_point if point is None else point
        for _ in range(n):
            f(**point)
        return f.profile

    def to_c(self, path: Any = None) -> str:
        """Return the log density and its gradient as a self-contained C file, also written to `path` if given.

        This method is ours, not PyMC3's. NotImplementedError for discrete free variables and for Ops that run in
        Python.
        """
        text = c_file(self)
        if path is not None:
            with open(path, "w", encoding="ascii") as file:
                file.write(text)
        return text

    def save(self, path: Any) -> None:
        """Write the model to a file, with its data: `compat.load_model(path)` reads it without the script.

        This method is ours, not PyMC3's. NotPlain, a ValueError, names an Op or a class of the user's: reading such a
        file runs nothing that it brings along. Functions given to a DensityDist are left out: draws from the posterior
        do not call them.
        """
        from ..saving.artefact import save  # imported only when a model is saved

        save(self, path)

    def to_jax(self) -> Any:
        """Return the log density as a JAX function: (function, data), called as `function(point, data)` with a dict.

        This method is ours, not PyMC3's. `data` holds the present values of `pm.Data`, shared variables and
        observations, by name. The function is pure: jit, grad, jvp, hessian and vmap work with respect to the point;
        its first derivative is computed by this package. NotImplementedError for discrete free variables; ImportError
        without JAX.
        """
        return jax_function(self)

    def export(self, path: Any, points: Sequence[dict[str, Any]] | None = None, float32: bool = False) -> Any:
        """Write the log density and its gradient as a file that runs without us: NAME.onnx, or NAME.stablehlo.

        Inputs are the free variables by name, transformed ones as `tau_log__`; outputs are `logp`, and `d_NAME` for
        each continuous variable. The file holds the data. It is run, and compared with our own functions.

        path: where to write. points: where to compare; otherwise the test point, points near it, and drawn ones.
        float32: compute in float32 what is in float64 (ONNX).

        Returns the certificate: its `verdict` is equal, near or differs. Raises CannotExport for a computation that
        the format lacks, ImportError without its packages, ValueError for a point with other names, NotImplementedError
        without a gradient. This method is ours, not PyMC3's.
        """
        given = None if points is None else points_of(self, points)
        inputs, outputs = to_export(self)
        compiled = self._function_of(inputs, outputs, name=self.name or "logp")
        how, near = ("given", given) if given else ("near the test point", points_near(self))
        return HOOKS.export(compiled, path, [[p[v.name] for v in inputs] for p in near], float32, how)

    def explain(self, point: dict[str, Any] | None = None) -> Any:
        """Explain what the log density and its gradient compute and cost, kernel by kernel.

        Costs are measured at `point` (default: the test point). Print the result, or call `.html()` or `.save(path)`.
        The log density alone, where there is no gradient. This method is ours, not PyMC3's.
        """
        return explanation(self, self.test_point if point is None else point)

    def flatten(self, vars: Sequence[Variable] | None = None, order: Any = None, inputvar: Any = None) -> FlatView:
        """Return (a flat vector, each variable's slice of it, each variable's position)."""
        vars = self.free_RVs if vars is None else vars
        order = ArrayOrdering(vars) if order is None else order
        inputvar = TensorType(config.floatX, (False,))("flat_view") if inputvar is None else inputvar
        named = [self.named_vars[place.var] for place in order.vmap]
        return FlatView(inputvar, flat_view(named, inputvar), {place.var: place for place in order.vmap})

    def _logp_terms(self, point: dict[str, Any]) -> dict[str, float]:
        """Return the log density of each basic variable at `point`, from one compiled function."""
        factors = list(self.basic_RVs)
        function = self._functions.get("terms")
        if function is None:
            function = self._functions["terms"] = self.fn([v.logpt for v in factors], mode="PYTHON")
        return {v.name: float(term) for v, term in zip(factors, function(point), strict=True)}

    def check_test_point(self, test_point: dict[str, Any] | None = None, round_vals: int = 2) -> Any:
        """Return each variable's log density at `test_point` (default: the test point) as a rounded pandas Series."""
        Series = import_pandas().Series
        terms = self._logp_terms(self.test_point if test_point is None else test_point)
        return Series(
            {name: np.round(term, round_vals) for name, term in terms.items()}, name="Log-probability of test_point"
        )
