"""`theano.sandbox`."""

from ...names_not_here import absent_from

__getattr__ = absent_from(__name__)
