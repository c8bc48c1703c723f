# Written by `python -m tools.stubs`.
from theano_compat.old.theano.misc.strutil import pretty_format as pretty_format
from theano_compat.old.theano.misc.strutil import render_string as render_string
from theano_compat.old.theano.misc.strutil import strip_leading_white_space as strip_leading_white_space
