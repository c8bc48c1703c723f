"""`theano.sparse.sandbox`."""

from compat.theano_api.absence import absent_from

__getattr__ = absent_from(__name__)
