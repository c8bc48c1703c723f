"""Functions of one element at a time: a table of entries, one file a family, and the Op that applies them."""
