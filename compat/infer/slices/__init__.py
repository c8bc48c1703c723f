"""Slice samplers, in Python and in C."""
