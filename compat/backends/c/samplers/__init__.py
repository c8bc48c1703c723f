"""Samplers in C, which call compiled densities by their addresses."""
