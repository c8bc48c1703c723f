# Written by `python -m tools.stubs`.
from theano import config as config
from theano_compat.compilation.modes import Mode as Mode
from theano_compat.compilation.modes import MonitorMode as MonitorMode
from theano_compat.old.theano.optimizing.linkers import WrapLinkerManyOfGraphs as _WrapLinkerMany
from theano_compat.theano_api.compile.monitormode import detect_nan as detect_nan
import theano as theano
WrapLinkerMany = _WrapLinkerMany
