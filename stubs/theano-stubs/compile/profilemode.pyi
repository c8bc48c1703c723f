# Written by `python -m tools.stubs`.
from theano_compat.compilation.modes import ProfileMode as ProfileMode
