"""Compiling text to an object: compilers, the cache, BLAS and its addresses."""
