"""PyMC3's step methods in compiled runs: their forms in C, and the runs."""
