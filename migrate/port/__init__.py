"""`migrate-port`: from PyMC3 and Theano to PyMC and PyTensor of today; what a person must decide is marked."""
