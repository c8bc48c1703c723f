"""Passes: C functions as data to C functions as data, each in a file of its own; `order.py` is the list."""
