# Written by `python -m tools.stubs`.
from pymc3 import distributions as _pm_dists
from theano_compat.models.modelling.current_model import modelcontext as modelcontext
from theano_compat.pymc3_api.glm.families import Binomial as Binomial
from theano_compat.pymc3_api.glm.families import Family as Family
from theano_compat.pymc3_api.glm.families import Identity as Identity
from theano_compat.pymc3_api.glm.families import NegativeBinomial as NegativeBinomial
from theano_compat.pymc3_api.glm.families import Normal as Normal
from theano_compat.pymc3_api.glm.families import Poisson as Poisson
from theano_compat.pymc3_api.glm.families import StudentT as StudentT
from typing import Any
exp: Any
"""The exp link: a parameter of the data's distribution is exp(x), element by element.

x: the predictor.

Example::

    >>> pm.glm.families.exp(np.array(2.0)).eval().round(4)
    np.float64(7.3891)

Source: pymc3.glm.families.
"""
identity: Any
"""The identity link: the mean of the data is the predictor.

x: the predictor, of any shape.

Example::

    >>> pm.glm.families.identity(2.0)
    2.0

Source: pymc3.glm.families.
"""
inverse: Any
"""The inverse link: a parameter of the data's distribution is 1 / x, element by element.

x: the predictor.

Example::

    >>> pm.glm.families.inverse(np.array(2.0)).eval().round(4)
    np.float64(0.5)

Source: pymc3.glm.families.
"""
logit: Any
"""The logit link: a parameter of the data's distribution is 1 / (1 + exp(-x)), element by element.

x: the predictor.

Example::

    >>> pm.glm.families.logit(np.array(2.0)).eval().round(4)
    np.float64(0.8808)

Source: pymc3.glm.families.
"""
pm_dists = _pm_dists
