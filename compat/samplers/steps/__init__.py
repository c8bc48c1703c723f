"""Step methods in Python, drawing random numbers in the order in which PyMC3 3.11.5 drew them."""
