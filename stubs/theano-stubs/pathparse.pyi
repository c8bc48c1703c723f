# Written by `python -m tools.stubs`.
from theano_compat.old.theano.pathparse import PathParser as PathParser
