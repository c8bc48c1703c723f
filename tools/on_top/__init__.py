"""The names of libraries that stood on Theano or PyMC3, read from their releases."""
