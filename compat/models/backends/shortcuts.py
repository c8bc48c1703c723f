"""Trace backends by the names that `pm.sample(trace=...)` accepts."""

from .hdf5 import HDF5
from .sqlite import SQLite
from .text import Text

# pm.sample(trace="text"): the backend, and the default name of what it writes
_shortcuts = {
    "text": {"backend": Text, "name": "mcmc"},
    "sqlite": {"backend": SQLite, "name": "mcmc.sqlite"},
    "hdf5": {"backend": HDF5, "name": "mcmc.hdf5"},
}
