"""The short name of `theano_migrate`, for whoever has no `migrate` of their own."""

import sys

import theano_migrate

sys.modules[__name__] = theano_migrate
