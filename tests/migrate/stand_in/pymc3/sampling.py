"""The module that `pymc3.sample` comes from."""

from pymc3 import sample  # noqa: F401
