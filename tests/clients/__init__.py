"""Packages of other people that stand on Theano or PyMC3, unchanged: their own tests and scripts, by `make clients`."""
