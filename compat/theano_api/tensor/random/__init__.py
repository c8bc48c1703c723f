"""`theano.tensor.random`: the distributions of Theano-PyMC."""

from compat.theano_api.absence import absent_from

__getattr__ = absent_from(__name__)
