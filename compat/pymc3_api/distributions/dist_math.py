"""Formulas for log densities under their legacy names. Source: pymc3.distributions.dist_math."""

from __future__ import annotations

from typing import Any

from compat.distributions.formulas import all_true, betaln, binomln, factln, inside_or_minus_infinity, logpow
from compat.graph.variable import Variable
from compat.ops.elementwise import erf, gammaln, sqrt
from compat.ops.tensor_op import as_tensor

__all__ = ["alltrue_elemwise", "alltrue_scalar", "betaln", "binomln", "bound", "factln", "gammaln", "logpow", "std_cdf"]


def bound(logp: Any, *conditions: Any, model: Any = None, broadcast_conditions: bool = True) -> Any:
    """`logp` where every condition holds, -inf elsewhere; `logp` itself in a model with check_bounds=False."""
    from compat.pymc3_api.modelling.find import innermost_model

    model = innermost_model() if model is None else model
    if model is not None and not model.check_bounds:
        return logp
    if not conditions:
        return logp if isinstance(logp, Variable) else as_tensor(logp)
    from compat.ops.elementwise import switch

    if not broadcast_conditions:
        import numpy as np

        return switch(alltrue_scalar(conditions), logp, -np.inf)
    return inside_or_minus_infinity(logp, conditions)


def alltrue_elemwise(vals: Any) -> Any:
    """All conditions joined, element by element."""
    return all_true(vals)


def alltrue_scalar(vals: Any) -> Any:
    """Whether all elements of all conditions hold."""
    from compat.ops.reductions import all

    return all_true([all(1 * v) for v in vals])


def std_cdf(x: Any) -> Any:
    """Distribution function of the standard normal."""
    return 0.5 + 0.5 * erf(x / sqrt(2.0))


