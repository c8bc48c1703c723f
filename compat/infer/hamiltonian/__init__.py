"""Hamiltonian samplers of PyMC3, in Python and in C."""
