"""A distribution that PyMC3 lacked: one file in compat/distributions/univariate/."""

from __future__ import annotations

from typing import Any

import numpy as np

from theano_compat.distributions.formulas import float_tensor
from theano_compat.distributions.spec import DistributionSpec, Parameter, words
from theano_compat.ops.elementwise.functions import exp, expm1, log, log1p


def _quantities(shape_parameter: Any, rate: Any) -> dict[str, Any]:
    c, rate = float_tensor(shape_parameter), float_tensor(rate)
    return {"shape_parameter": c, "rate": rate, "median": log1p(log(2.0) / c) / rate}


GOMPERTZ = DistributionSpec(
    name="Gompertz",
    words=words(
        "the Gompertz distribution",
        values="x >= 0",
        shape_parameter="shape, above 0",
        rate="rate, above 0",
    ),
    parameters=(Parameter("shape_parameter"), Parameter("rate", 1.0)),
    quantities=_quantities,
    transform="log",
    positive=("shape_parameter", "rate"),
    support=lambda value: (value >= 0,),
    logp=lambda value, shape_parameter, rate: (
        log(shape_parameter * rate) + rate * value - shape_parameter * expm1(rate * value)
    ),
    logcdf=lambda value, shape_parameter, rate: (log1p(-exp(-shape_parameter * expm1(rate * value))), value >= 0),
    random=lambda size, shape_parameter, rate: (
        np.log1p(-np.log1p(-np.random.uniform(size=size)) / shape_parameter) / rate
    ),
    shown=("shape_parameter", "rate"),
    reference=lambda stats, shape_parameter, rate: stats.gompertz(shape_parameter, 0, 1 / rate),
    examples=({"shape_parameter": 0.7}, {"shape_parameter": 2.0, "rate": 0.3}),
)
