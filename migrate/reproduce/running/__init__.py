"""Running documents: notebooks in a kernel, scripts by `theano-compat run`, both in a copy of their folder."""
