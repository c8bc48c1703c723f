# Written by `python -m tools.stubs`.
from pymc3.backends import base as base
from pymc3.backends import ndarray as ndarray
from pymc3.backends import tracetab as _ttab
from theano_compat.models.backends.sqlite import SQLite as SQLite
from theano_compat.models.backends.sqlite import load as load
ttab = _ttab
