# Written by `python -m tools.stubs`.
from theano_compat.compilation.modes import Mode as Mode
from theano_compat.compilation.modes import MonitorMode as MonitorMode
from theano_compat.theano_api.compile.monitormode import detect_nan as detect_nan
from theano_compat.theano_api.optimizing.linkers import WrapLinkerManyOfGraphs as _WrapLinkerMany
from typing import Any
import theano as theano
WrapLinkerMany = _WrapLinkerMany
config: Any
