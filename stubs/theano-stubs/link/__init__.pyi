# Written by `python -m tools.stubs`.
from theano.link import basic as basic
