"""Approximations with one family for all variables. Source: pymc3.variational.approximations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...functions.graphs.clone import clone
from ...graph.variable import Variable
from ...importing.module_getattr import absent_from, names_of
from ...theano_api.scan_module import scan
from .approximation import Approximation
from .empirical_group import EmpiricalGroup
from .errors import LocalGroupError
from .gaussian_groups import FullRankGroup, MeanFieldGroup
from .group import Group

if TYPE_CHECKING:
    from ...models.backends.base import MultiTrace

__all__ = ["MeanField", "FullRank", "Empirical", "NormalizingFlow", "sample_approx"]  # noqa: F822


def sample_approx(approx: Approximation, draws: int = 100, include_transformed: bool = True) -> Any:
    """Draw from an approximation: `approx.sample` as a function.

    approx: an Approximation. draws: number of draws, each with the shapes of the variables.
    include_transformed: whether transformed variables are in the trace, too.
    """
    return approx.sample(draws=draws, include_transformed=include_transformed)


class SingleGroupApproximation(Approximation):
    """The base class of approximations with one group: MeanField, FullRank, Empirical, NormalizingFlow.

    local_rv: variable -> its parameters, which the user computes from data (AEVB). Attributes of the group are
    attributes of the approximation.
    """

    _group_class: Any = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        local_rv, model = kwargs.get("local_rv"), kwargs.get("model")
        groups = [self._group_class(None, *args, **kwargs)]
        groups += [Group([v], params=p, local=True, model=model) for v, p in (local_rv or {}).items()]
        super().__init__(groups, model=model)

    def __getattr__(self, item: str) -> Any:
        if item.startswith("__") or "groups" not in self.__dict__:
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '{item}'")
        return getattr(self.groups[0], item)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *dir(self.groups[0])})


class MeanField(SingleGroupApproximation):
    """Independent normal distributions on the unconstrained scale.

    Its arguments are ADVI's: local_rv, model, start, random_seed. `sample(n)` draws, `mean` and `std` are its
    parameters, `bij.rmap` of them gives values by variable.
    """

    _group_class = MeanFieldGroup


class FullRank(SingleGroupApproximation):
    """A normal distribution with a full covariance matrix, on the unconstrained scale.

    Its arguments are ADVI's: local_rv, model, start, random_seed. `sample(n)` draws, `mean` and `cov` are its
    parameters.
    """

    _group_class = FullRankGroup


class Empirical(SingleGroupApproximation):
    """Particles: draws of a trace, or draws around the start that SVGD moves.

    trace: a MultiTrace. size: the number of particles, in place of a trace.

    `histogram` has the shape (particles, scalars of the model).
    """

    _group_class = EmpiricalGroup

    def __init__(self, trace: MultiTrace | None = None, size: int | Variable | None = None, **kwargs: Any) -> None:
        if kwargs.get("local_rv") is not None:
            raise LocalGroupError("Empirical approximation does not support local variables")
        super().__init__(trace=trace, size=size, **kwargs)

    def evaluate_over_trace(self, node: Any) -> Any:
        """Return `node`, an expression of the model's variables, at every particle."""
        flat, given = self.to_flat_input(node), self.input
        return scan(lambda post: clone(flat, {given: post}), self.histogram)[0]


_LATER = names_of(**{"pymc3.variational.normalizing_flow": "NormalizingFlow NormalizingFlowGroup"})
__getattr__ = absent_from(__name__, _LATER)
