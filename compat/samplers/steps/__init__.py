"""Step methods in Python that draw random numbers in the order of PyMC3 3.11.5."""
