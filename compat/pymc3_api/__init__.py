"""pymc3."""
from compat.pymc3_api.distributions import *  # noqa
from compat.pymc3_api.model import *  # noqa
