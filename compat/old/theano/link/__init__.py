"""`theano.link`: linkers under the names of Theano-PyMC 1.1; `theano.gof.link` has older ones."""

from __future__ import annotations

from ....importing.module_getattr import absent_from

__getattr__ = absent_from(__name__)
