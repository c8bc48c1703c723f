"""The compile cache: the key of a graph, the entry stored under it, and Programs as plain data."""
