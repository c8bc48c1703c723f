# Written by `python -m tools.stubs`.
from pymc3 import theanof as theanof
from theano_compat.models.runs.parallel_sampling import Draw as Draw
from theano_compat.models.runs.parallel_sampling import ParallelSampler as ParallelSampler
from theano_compat.models.runs.parallel_sampling import ParallelSamplingError as ParallelSamplingError
from theano_compat.models.runs.parallel_sampling import ProcessAdapter as ProcessAdapter
from theano_compat.models.runs.parallel_sampling import _cpu_count as _cpu_count
from theano_compat.samplers.errors import SamplingError as SamplingError
from typing import Any
logger: Any
"""A stand-in for `logging.getLogger("pymc3")`.

Until somebody imports `logging`, and so could configure it, messages are written as an unconfigured logger would
write them.
"""
