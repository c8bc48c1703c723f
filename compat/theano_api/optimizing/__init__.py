"""Optimizers, their databases and registries, and linkers, as legacy code composes them."""
