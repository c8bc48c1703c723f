"""Legacy Theano and PyMC3 code, unchanged, on present Python."""
