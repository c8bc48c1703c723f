"""What NumPy did before version 2 with numbers beside arrays, ties, lists as indices, and `==` of unfit arrays."""
