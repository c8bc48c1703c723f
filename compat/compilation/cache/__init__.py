"""What an earlier process compiled: the key of a graph, what is kept under it, Programs as plain data."""
