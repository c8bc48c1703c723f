"""pymc3."""
from compat.pymc3_api.distributions import *  # noqa
from compat.pymc3_api.model import *  # noqa
from compat.pymc3_api.sampling import *  # noqa
from compat.pymc3_api.step_methods import NUTS  # noqa
from compat.pymc3_api import math  # noqa
