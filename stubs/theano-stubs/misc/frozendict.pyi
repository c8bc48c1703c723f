# Written by `python -m tools.stubs`.
from theano_compat.theano_api.misc.frozendict import frozendict as frozendict
