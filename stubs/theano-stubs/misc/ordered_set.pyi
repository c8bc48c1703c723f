# Written by `python -m tools.stubs`.
from theano_compat.theano_api.misc.ordered_set import OrderedSet as OrderedSet
