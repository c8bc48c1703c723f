"""The first stage: the computations of a Program, the lengths of its arrays, and how each value is read."""
