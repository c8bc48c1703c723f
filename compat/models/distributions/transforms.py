"""Transforms under their legacy module, and the distribution of a transformed value.

Source: pymc3.distributions.transforms; the maps themselves are in compat.distributions.transforms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...distributions import transforms as _maps
from ...distributions.transforms import (
    Chain,
    Circular,
    ElemwiseTransform,
    Interval,
    Log,
    LogExpM1,
    LogOdds,
    LowerBound,
    Transform,
    UpperBound,
    circular,
    interval,
    log,
    log_exp_m1,
    logodds,
    lowerbound,
    transform,
    upperbound,
)
from ...importing.module_getattr import absent_from, names_of
from ...ops.tensor_variable import Tensor
from .distribution import Distribution
from .drawing import draw_values

if TYPE_CHECKING:  # for type checkers
    from ...distributions.vector_transforms import BrokenStick as BrokenStick
    from ...distributions.vector_transforms import CholeskyCovPacked as CholeskyCovPacked
    from ...distributions.vector_transforms import Ordered as Ordered
    from ...distributions.vector_transforms import StickBreaking as StickBreaking
    from ...distributions.vector_transforms import SumTo1 as SumTo1
    from ...distributions.vector_transforms import ordered as ordered
    from ...distributions.vector_transforms import stick_breaking as stick_breaking
    from ...distributions.vector_transforms import sum_to_1 as sum_to_1

_LATER = names_of(  # loaded on first use
    **{
        "theano_compat.distributions.vector_transforms": (
            "BrokenStick CholeskyCovPacked Ordered StickBreaking SumTo1 ordered stick_breaking sum_to_1"
        )
    }
)
__all__ = [
    *(name for name in _LATER if name != "BrokenStick"),
    "Transform",
    "transform",
    "logodds",
    "interval",
    "log_exp_m1",
    "lowerbound",
    "upperbound",
    "log",
    "circular",
    "Chain",
    "Circular",
    "ElemwiseTransform",
    "Interval",
    "Log",
    "LogExpM1",
    "LogOdds",
    "LowerBound",
    "UpperBound",
    "TransformedDistribution",
    "t_stick_breaking",
]


def t_stick_breaking(eps: float) -> BrokenStick:
    """Return the simplex transform of PyMC3 3.8, which stays away from the edges.

    eps: how far.
    """
    from ...distributions.vector_transforms import BrokenStick  # few models have simplices

    return BrokenStick(eps)


class TransformedDistribution(Distribution):
    """The distribution of transform.forward(x), for x from another one.

    dist: the distribution of x. transform: a transform. The shape is that of the transformed value.
    """

    def __init__(self, dist: Any, transform: Any, *args: Any, **kwargs: Any) -> None:
        default = dist.default()
        start = transform.forward(default)
        self.dist, self.transform_used = dist, transform
        whole = transform.forward(dist.type.filter(np.asarray(np.ones(dist.shape, dist.dtype) * default)))
        stand_in = transform.forward(dist.type("v"))
        shape = np.shape(whole.tag.test_value if hasattr(whole, "tag") else whole)
        super().__init__(shape, stand_in.dtype, start, dist.defaults, *args, **kwargs)
        self.type = stand_in.type

    def logp(self, x: Tensor) -> Any:
        """Return the log density of the transformed value, including the Jacobian."""
        logp, jacobian = self.logp_nojac(x), self.transform_used.jacobian_det(x)
        if logp.ndim > jacobian.ndim:
            logp = logp.sum(axis=-1)
        return logp + jacobian

    def logp_nojac(self, x: Tensor) -> Any:
        return self.dist.logp(self.transform_used.backward(x))

    def _repr_latex_(self, **kwargs: Any) -> None:
        return None

    __latex__ = _repr_latex_

    def _distr_parameters_for_repr(self) -> list[str]:
        return []


_maps.APPLY["to"] = TransformedDistribution.dist
_maps.VALUES["of"] = lambda parameters, point: draw_values([p - 0.0 for p in parameters], point=point)

__getattr__ = absent_from(__name__, _LATER)
