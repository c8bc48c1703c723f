"""Compiling text to an object: the compilers, the cache, and the addresses of BLAS."""
