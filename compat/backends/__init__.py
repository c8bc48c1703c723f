"""Three ways to run a Program: NumPy and JAX by one walk (array.py), and C (c/)."""
