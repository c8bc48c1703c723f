"""Functions and Ops that a real Theano pickled."""
