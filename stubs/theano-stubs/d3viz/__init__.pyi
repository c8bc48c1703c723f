# Written by `python -m tools.stubs`.
from theano.d3viz import formatting as formatting
from theano_compat.old.theano.d3viz.d3viz import d3viz as d3viz
from theano_compat.old.theano.d3viz.d3viz import d3write as d3write
