"""Random walks and differential evolution, in Python and in C."""
