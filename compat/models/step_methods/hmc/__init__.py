"""Hamiltonian samplers."""
