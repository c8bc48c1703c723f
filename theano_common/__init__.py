"""Code shared by `theano_compat` and `theano_migrate`: draws, statistics, saved posteriors, Python 2 sources."""
