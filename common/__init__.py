"""The short name of `theano_common`, for whoever has no `common` of their own."""

import sys

import theano_common

sys.modules[__name__] = theano_common
