"""Distributions of single numbers: an entry each, in files by family. `compat.distributions.table` finds them."""
