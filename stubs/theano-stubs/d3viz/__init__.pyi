# Written by `python -m tools.stubs`.
from theano.d3viz import formatting as formatting
from theano_compat.theano_api.d3viz.d3viz import d3viz as d3viz
from theano_compat.theano_api.d3viz.d3viz import d3write as d3write
