"""`theano.tensor.random`: the distributions of Theano-PyMC."""

from ....names_not_here import absent_from

__getattr__ = absent_from(__name__)
