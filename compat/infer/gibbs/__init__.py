"""Sweeps over discrete variables, in Python and in C."""
