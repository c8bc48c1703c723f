"""`theano.tests`: what projects imported for tests of their own. Theano's own tests are not here."""

from ...importing.module_getattr import absent_from

__getattr__ = absent_from(__name__)
