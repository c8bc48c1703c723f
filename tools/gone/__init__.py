"""What NumPy, SciPy, pandas, matplotlib, Python and others had in the years of Theano and have no more."""
