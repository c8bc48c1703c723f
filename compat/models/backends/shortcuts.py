"""Backends by the word that `pm.sample(trace=...)` takes."""

from .hdf5 import HDF5
from .sqlite import SQLite
from .text import Text

# pm.sample(trace="text"): the backend, and the name of what it writes.
_shortcuts = {
    "text": {"backend": Text, "name": "mcmc"},
    "sqlite": {"backend": SQLite, "name": "mcmc.sqlite"},
    "hdf5": {"backend": HDF5, "name": "mcmc.hdf5"},
}
