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
"""A link function; a plain function would become a method of the family that holds it."""
identity: Any
"""The identity link."""
inverse: Any
"""A link function; a plain function would become a method of the family that holds it."""
logit: Any
"""A link function; a plain function would become a method of the family that holds it."""
pm_dists = _pm_dists
