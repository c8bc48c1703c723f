"""What `theano_compat` and `theano_migrate` share: draws, statistics, saved posteriors, sources of Python 2."""
