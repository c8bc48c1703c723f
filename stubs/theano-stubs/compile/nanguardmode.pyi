# Written by `python -m tools.stubs`.
from theano import config as config
from theano import tensor as _T
from theano import tensor as _tt
from theano_compat.compilation.modes import Mode as Mode
from theano_compat.compilation.modes import NanGuardMode as NanGuardMode
from theano_compat.compilation.modes import get_mode as get_mode
from theano_compat.old.theano.gpu_names import GpuArrayType as GpuArrayType
from theano_compat.old.theano.op_tools import flatten as flatten
from theano_compat.theano_api.compile.nanguardmode import contains_inf as contains_inf
from theano_compat.theano_api.compile.nanguardmode import contains_nan as contains_nan
import theano as theano
T = _T
tt = _tt
