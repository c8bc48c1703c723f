"""`migrate-port`: translate PyMC3 and Theano to today's PyMC and PyTensor, with marks where a person must decide."""
