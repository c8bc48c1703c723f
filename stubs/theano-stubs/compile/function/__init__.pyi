# Written by `python -m tools.stubs`.
from theano.compile.function import types as types
from theano_compat.functions.function import function as function
from theano_compat.old.theano import compat as compat
from theano_compat.theano_api.compile.function import function_dump as function_dump
from theano_compat.theano_api.compile.function.pfunc import pfunc as pfunc
from theano_compat.theano_api.compile.function.types import orig_function as orig_function
