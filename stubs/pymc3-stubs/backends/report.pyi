# Written by `python -m tools.stubs`.
from pymc3.parallel_sampling import logger as logger
from theano_compat.models.backends.report import SamplerReport as SamplerReport
from theano_compat.models.backends.report import SamplerWarning as SamplerWarning
from theano_compat.models.backends.report import WarningType as WarningType
from theano_compat.models.backends.report import merge_reports as merge_reports
from theano_compat.models.modelling.util import get_untransformed_name as get_untransformed_name
from theano_compat.models.modelling.util import is_transformed_name as is_transformed_name
from typing import Any
_LEVELS: Any
