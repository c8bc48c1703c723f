# Written by `python -m tools.stubs`.
from theano_compat.models.backends.report import SamplerWarning as SamplerWarning
from theano_compat.models.backends.report import WarningType as WarningType
from theano_compat.models.step_methods.step_sizes import DualAverageAdaptation as DualAverageAdaptation
