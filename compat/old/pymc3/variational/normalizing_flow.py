"""Approximations by normalising flows, and their fit.

Source: pymc3.variational.approximations.NormalizingFlowGroup; pymc3.variational.inference.NFVI.
"""

from __future__ import annotations

from typing import Any

from ....infer.variational.approximations import SingleGroupApproximation
from ....infer.variational.errors import ParametrizationError
from ....infer.variational.group import Group
from ....infer.variational.inference import KLqp
from ....infer.variational.memory import node_property
from ....models.distributions.continuous import Normal
from .flows import Formula, flow_for_params, seems_like_flow_params, seems_like_formula


@Group.compat_register_open
class NormalizingFlowGroup(Group):
    """A group of standard normals that a chain of flows maps. `pm.NormalizingFlow` has one.

    group: the variables; None for the rest. vfam: the formula; "scale-loc", which is mean field, by default. params:
    the user's parameters, position in the chain -> name -> parameter, mostly vectors (d,). Further arguments are those
    of Group.
    """

    default_flow = "scale-loc"

    @classmethod
    def compat_takes_name(cls, name: str) -> bool:
        return seems_like_formula(name)

    @classmethod
    def compat_takes_params(cls, params: Any) -> bool:
        return seems_like_flow_params(params)

    def _make_parameters(self) -> None:
        formula = self._kwargs.get("flow", self._vfam)
        if formula is not None and not isinstance(formula, str | Formula):
            raise TypeError("Wrong type provided for NormalizingFlow as `flow` argument, expected Formula or string")
        if self._check_user_flows(formula):
            formula = "-".join(flow_for_params(self.user_params[i]).short_name for i in range(len(self.user_params)))
        if not isinstance(formula, Formula):
            formula = Formula(self.default_flow if formula is None else formula)
        rows = -1 if self.local else self.bdim if self.batched else None
        self.flow = formula(
            dim=self.ddim,
            z0=self.symbolic_initial,
            jitter=self._kwargs.get("jitter", 1),
            params=self.user_params,
            batch_size=rows,
        )

    def _check_user_flows(self, formula: object) -> bool:
        params = self._user_params = self.user_params
        if params is None:
            return False
        if formula is not None:
            raise ParametrizationError("No formula is allowed if user params are provided")
        if not isinstance(params, dict):
            raise TypeError("params should be a dict")
        if not all(isinstance(k, int) for k in params):
            raise TypeError("params should be a dict with `int` keys")
        if set(params) != set(range(len(params))):
            raise ParametrizationError(
                "Passed parameters do not have a needed set of keys, they should be equal, "
                f"needed {list(range(len(params)))}, got {sorted(params)}"
            )
        for number, given in params.items():
            kind = flow_for_params(given)
            if set(kind.__param_spec__) != set(given):
                raise ParametrizationError(
                    f"Passed parameters for flow `{number}` ({kind.__name__}) do not have a "
                    f"needed set of keys, they should be equal, needed "
                    f"{set(kind.__param_spec__)}, got {set(given)}"
                )
        return True

    @property
    def shared_params(self) -> Any:  # type: ignore[override]
        if self.user_params is not None or "flow" not in self.__dict__:
            return None
        return {number: flow.shared_params for number, flow in enumerate(self.flow._chain())}

    @shared_params.setter
    def shared_params(self, value: Any) -> None:
        if self.user_params is not None:
            raise AttributeError("Cannot set when having user params")
        for number, flow in enumerate(self.flow._chain()):
            flow.shared_params = value[number]

    @property
    def params(self) -> list[Any]:
        return self.flow.all_params

    @node_property
    def bdim(self) -> Any:
        if self.local:
            return next(iter(self.user_params[0].values())).shape[0]
        return self.ordering.vmap[0].shp[0] if self.batched else 1

    @node_property
    def symbolic_logq_not_scaled(self) -> Any:
        z0 = self.symbolic_initial
        return Normal.dist().logp(z0).sum(range(1, z0.ndim)) - self.flow.sum_logdets

    @property
    def symbolic_random(self) -> Any:
        return self.flow.forward

    @classmethod
    def get_param_spec_for(cls, flow: Any, **kwargs: Any) -> Any:
        return Formula(flow).get_param_spec_for(**kwargs)


class NormalizingFlow(SingleGroupApproximation):
    """An approximation by standard normals that a chain of flows maps.

    flow: a formula such as "planar*2-scale-loc"; "scale-loc", which is mean field, by default. Further arguments are
    MeanField's: local_rv, model, random_seed. The variables may have any shape.
    """

    _group_class = NormalizingFlowGroup

    def __init__(self, flow: Any = NormalizingFlowGroup.default_flow, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs, flow=flow)


class NFVI(KLqp):
    """Variational inference with a normalizing flow.

    flow: its formula, "scale-loc" by default. Further arguments: local_rv, model, start, random_seed, as for ADVI.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(NormalizingFlow(*args, **kwargs))
