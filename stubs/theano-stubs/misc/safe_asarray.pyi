# Written by `python -m tools.stubs`.
from theano import config as config
from theano_compat.theano_api import _asarray as _asarray
