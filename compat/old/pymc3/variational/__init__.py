"""Approximations by normalising flows."""
