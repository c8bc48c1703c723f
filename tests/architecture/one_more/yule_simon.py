"""A distribution of whole numbers that PyMC3 lacked: one file in compat/distributions/univariate/."""

from __future__ import annotations

from typing import Any

import numpy as np

from theano_compat.distributions.formulas import betaln, float_tensor
from theano_compat.distributions.spec import DistributionSpec, Parameter, words
from theano_compat.ops.elementwise.functions import log


def _draws(size: Any, rho: Any) -> Any:
    return np.random.geometric(np.random.uniform(size=size) ** (1 / rho))


YULE_SIMON = DistributionSpec(
    name="YuleSimon",
    words=words(
        "the Yule-Simon distribution",
        values="1, 2, 3 and so on",
        mean="rho / (rho - 1), where rho > 1",
        rho="shape, above 0",
    ),
    parameters=(Parameter("rho"),),
    quantities=lambda rho: {"rho": float_tensor(rho), "mode": 1},
    discrete=True,
    positive=("rho",),
    support=lambda value: (value >= 1,),
    logp=lambda value, rho: log(rho) + betaln(value, rho + 1),
    random=_draws,
    shown=("rho",),
    reference=lambda stats, rho: stats.yulesimon(rho),
    examples=({"rho": 2.5}, {"rho": 4.0}),
)
