"""Three ways to run a Program: interpreted in NumPy or JAX (array.py), or compiled to C (c/)."""
