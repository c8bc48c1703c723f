"""Optimizers, their databases and registries, and linkers, in the form in which legacy code composes them."""
