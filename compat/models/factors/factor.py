"""The base of what has a log density: random variables and models. Source: pymc3.model.Factor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ...graph.variable import Variable
from ...ops.reductions.functions import sum as summed
from ...ops.tensor_variable import Tensor
from ..distributions.distribution import Distribution
from ..modelling.functions import FastPointFunc, LoosePointFunc
from ..modelling.theanof import cont_inputs, gradient, hessian, makeiter


class Factor:
    """The base class of models, variables and potentials: log density and derivatives as functions of a point.

    `logp(point)` is a number, `dlogp(vars)(point)` and `d2logp(vars)(point)` are arrays, (n,) and (n, n).
    """

    model: Any
    name: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    def _set_densities(self, distribution: Any, *value: Tensor, **values: Any) -> None:
        """Set the graphs of the log density at a value: by element, summed, and without the Jacobian."""

        def own(name: str) -> bool:  # whether the distribution overrides that method
            return getattr(type(distribution), name, None) is not getattr(Distribution, name)

        self.logp_elemwiset = distribution.logp(*value, **values)
        self.logp_sum_unscaledt = (
            distribution.logp_sum(*value, **values) if own("logp_sum") else summed(self.logp_elemwiset)
        )
        self.logp_nojac_unscaledt = (
            distribution.logp_nojac(*value, **values) if own("logp_nojac") else self.logp_elemwiset
        )

    def _cached(self, key: str, make: Callable[..., Any]) -> Any:
        """Return the function for `key`, compiled once; a model clears its functions when it gets another variable."""
        return self.model._functions.setdefault((id(self), key), None) or self._compile(key, make)

    def _compile(self, key: str, make: Callable[..., Any]) -> Any:
        made = self.model._functions[id(self), key] = make()
        return made

    @property
    def logp(self) -> Any:
        """Return the log density as a function of a point; other names in the point are ignored."""
        return self._cached("logp", lambda: self.model.fn(self.logpt))

    @property
    def logp_elemwise(self) -> Any:
        return self._cached("elemwise", lambda: self.model.fn(self.logp_elemwiset))

    def dlogp(self, vars: Variable | Sequence[Variable] | None = None) -> Any:
        """Return the gradient with respect to `vars`, flat, as a function of a point."""
        return self._gradient(LoosePointFunc, self.logpt, vars)

    def d2logp(self, vars: Variable | Sequence[Variable] | None = None) -> Any:
        """Return the negative Hessian, as a function of a point."""
        return self._hessian(LoosePointFunc, self.logpt, vars)

    @property
    def logp_nojac(self) -> Any:
        return self._cached("nojac", lambda: self.model.fn(self.logp_nojact))

    def dlogp_nojac(self, vars: Variable | Sequence[Variable] | None = None) -> Any:
        return self._gradient(LoosePointFunc, self.logp_nojact, vars)

    def d2logp_nojac(self, vars: Variable | Sequence[Variable] | None = None) -> Any:
        return self._hessian(LoosePointFunc, self.logp_nojact, vars)

    @property
    def fastlogp(self) -> Any:
        """Return the log density as a function of a point with exactly the free variables."""
        return self._cached("fast", lambda: self.model.fastfn(self.logpt))

    def fastdlogp(self, vars: Variable | Sequence[Variable] | None = None) -> Any:
        return self._gradient(FastPointFunc, self.logpt, vars)

    def fastd2logp(self, vars: Variable | Sequence[Variable] | None = None) -> Any:
        return self._hessian(FastPointFunc, self.logpt, vars)

    @property
    def fastlogp_nojac(self) -> Any:
        return self.model.fastfn(self.logp_nojact)

    def fastdlogp_nojac(self, vars: Variable | Sequence[Variable] | None = None) -> Any:
        return self._gradient(FastPointFunc, self.logp_nojact, vars)

    def fastd2logp_nojac(self, vars: Variable | Sequence[Variable] | None = None) -> Any:
        return self._hessian(FastPointFunc, self.logp_nojact, vars)

    def _gradient(self, kind: Any, logp: Tensor, vars: Any) -> Any:
        return self.model.compat_of_point(kind, gradient(logp, vars), _sizes(logp, vars, 1))

    def _hessian(self, kind: Any, logp: Any, vars: Any) -> Any:
        return self.model.compat_of_point(kind, hessian(logp, vars), _sizes(logp, vars, 2))

    @property
    def logpt(self) -> Any:
        """Return the graph of the log density, summed and scaled by `total_size`."""
        return self._scaled(self.logp_sum_unscaledt)

    @property
    def logp_nojact(self) -> Any:
        """Return the graph of the log density without the Jacobian of the transform."""
        return self._scaled(summed(self.logp_nojac_unscaledt))

    def _scaled(self, logp: Variable) -> Any:
        if getattr(self, "total_size", None) is not None:
            logp = logp * self.scaling  # type: ignore[attr-defined]
        if self.name is not None:
            logp.name = f"__logp_{self.name}"
        return logp


def _sizes(logp: Tensor, vars: Variable | Sequence[Variable] | None, rank: int) -> tuple[int, ...] | None:
    """Return the lengths of a flat derivative with respect to free variables; None for other variables."""
    sizes = [getattr(v, "dsize", None) for v in (cont_inputs(logp) if vars is None else makeiter(vars))]
    return None if any(n is None for n in sizes) else (int(sum(sizes)),) * rank  # type: ignore[arg-type]
