"""Matrix products, factorisations, linear systems, decompositions."""
