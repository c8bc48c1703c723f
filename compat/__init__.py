"""The short name of `theano_compat`, for whoever has no `compat` of their own."""

import sys

import theano_compat

sys.modules[__name__] = theano_compat
