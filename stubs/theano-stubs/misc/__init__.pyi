# Written by `python -m tools.stubs`.
from theano.misc import frozendict as frozendict
from theano.misc import ordered_set as ordered_set
from theano.misc import safe_asarray as safe_asarray
