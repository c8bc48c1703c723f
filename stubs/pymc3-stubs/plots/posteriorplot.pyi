# Written by `python -m tools.stubs`.
from theano_compat.models.backends.base import MultiTrace as MultiTrace
from theano_compat.pymc3_api.plots.posteriorplot import plot_posterior_predictive_glm as plot_posterior_predictive_glm
from typing import Any
Callable: Any
"""`collections.abc.Callable`."""
annotations: Any
"""A value of type `__future__._Feature`."""
