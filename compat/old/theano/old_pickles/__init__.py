"""Functions and Ops in pickles of a real Theano."""
