# Written by `python -m tools.stubs`.
from pymc3.backends import base as base
from pymc3.backends import ndarray as ndarray
from pymc3.backends import tracetab as _ttab
from theano_compat.distributions.formulas import float_x as _floatX
from theano_compat.models.backends.text import Text as Text
from theano_compat.models.backends.text import dump as dump
from theano_compat.models.backends.text import load as load
from theano_compat.models.modelling.current_model import modelcontext as modelcontext
floatX = _floatX
ttab = _ttab
