"""Products, factors, systems of equations, decompositions."""
