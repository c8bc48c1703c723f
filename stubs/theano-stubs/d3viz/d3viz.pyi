# Written by `python -m tools.stubs`.
from theano_compat.old.theano.d3viz.d3viz import d3viz as d3viz
from theano_compat.old.theano.d3viz.d3viz import d3write as d3write
from theano_compat.old.theano.d3viz.d3viz import replace_patterns as replace_patterns
from theano_compat.old.theano.d3viz.d3viz import safe_json as safe_json
from theano_compat.old.theano.d3viz.formatting import PyDotFormatter as PyDotFormatter
