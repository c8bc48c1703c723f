# Written by `python -m tools.stubs`.
from pymc3.backends import base as base
from pymc3.backends import ndarray as ndarray
from theano_compat.models.backends.hdf5 import HDF5 as HDF5
from theano_compat.models.backends.hdf5 import load as load
