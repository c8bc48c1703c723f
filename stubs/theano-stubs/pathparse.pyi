# Written by `python -m tools.stubs`.
from theano_compat.theano_api.pathparse import PathParser as PathParser
