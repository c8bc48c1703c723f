# Written by `python -m tools.stubs`.
from theano_compat.old.theano.misc.frozendict import frozendict as frozendict
