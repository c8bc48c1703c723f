"""Sparse matrices: types, conversion, arithmetic, products."""
