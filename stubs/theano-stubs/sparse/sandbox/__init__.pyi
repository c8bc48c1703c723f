# Written by `python -m tools.stubs`.
from theano.sparse.sandbox import sp2 as sp2
