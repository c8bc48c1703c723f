# Written by `python -m tools.stubs`.
from theano_compat.old.theano.misc.ordered_set import OrderedSet as OrderedSet
