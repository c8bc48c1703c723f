"""Variational inference of the stand-in."""
