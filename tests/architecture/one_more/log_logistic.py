"""A distribution that PyMC3 lacked: one file in compat/distributions/univariate/."""

from __future__ import annotations

from typing import Any

import numpy as np

from theano_compat.distributions.formulas import float_tensor
from theano_compat.distributions.spec import DistributionSpec, Parameter, words
from theano_compat.ops.elementwise.functions import log, log1p


def _quantities(alpha: Any, beta: Any) -> dict[str, Any]:
    alpha, beta = float_tensor(alpha), float_tensor(beta)
    return {"alpha": alpha, "beta": beta, "median": alpha}


def _draws(size: Any, alpha: Any, beta: Any) -> Any:
    u = np.random.uniform(size=size)
    return alpha * (u / (1 - u)) ** (1 / beta)


LOG_LOGISTIC = DistributionSpec(
    name="LogLogistic",
    words=words(
        "the log-logistic distribution",
        values="x >= 0",
        mean="alpha * (pi / beta) / sin(pi / beta), where beta > 1",
        alpha="scale, above 0",
        beta="shape, above 0",
    ),
    parameters=(Parameter("alpha"), Parameter("beta")),
    quantities=_quantities,
    transform="log",
    positive=("alpha", "beta"),
    support=lambda value: (value >= 0,),
    logp=lambda value, alpha, beta: (
        log(beta / alpha) + (beta - 1) * log(value / alpha) - 2 * log1p((value / alpha) ** beta)
    ),
    logcdf=lambda value, alpha, beta: (-log1p((value / alpha) ** -beta), value >= 0),
    random=_draws,
    shown=("alpha", "beta"),
    reference=lambda stats, alpha, beta: stats.fisk(beta, 0, alpha),
    examples=({"alpha": 1.0, "beta": 3.0}, {"alpha": 2.5, "beta": 1.2}),
)
