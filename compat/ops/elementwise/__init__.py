"""Elementwise functions: a table of entries, one file for each family, and the Op that applies them."""
