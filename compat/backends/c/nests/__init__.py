"""The second stage: computations in loop nests, and passes that choose how each loop runs (order.py)."""
