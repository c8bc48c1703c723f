"""`compat`: the short name of `theano_compat`, whose module this is. A project's own `compat` comes before it."""

import sys

import theano_compat

sys.modules[__name__] = theano_compat
