"""`theano.misc`."""

from ....importing.module_getattr import absent_from

__getattr__ = absent_from(__name__)
