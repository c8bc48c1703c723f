"""Univariate distributions: entries, in files by family. `compat.distributions.table` finds them."""
