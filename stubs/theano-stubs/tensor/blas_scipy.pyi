# Written by `python -m tools.stubs`.
from theano_compat.compilation.rewriting.user_rules import local_optimizer as local_optimizer
from theano_compat.old.theano.optimizing.optimizers import in2out as in2out
