"""`theano.tests`: the parts that projects imported for their own tests. Theano's own tests are not here."""

from ....importing.module_getattr import absent_from

__getattr__ = absent_from(__name__)
