"""Where draws are kept: NDArray in memory; Text, SQLite and HDF5, which were gone by PyMC3 3.9, in files."""

from compat.pymc3_api.absence import absent_from
from compat.pymc3_api.backends import hdf5, sqlite, text
from compat.pymc3_api.backends.hdf5 import HDF5
from compat.pymc3_api.backends.memory import NDArray, point_list_to_multitrace
from compat.pymc3_api.backends.ndarray import load_trace, save_trace
from compat.pymc3_api.backends.sqlite import SQLite
from compat.pymc3_api.backends.text import Text
from compat.pymc3_api.backends.tracetab import trace_to_dataframe

__all__ = ["HDF5", "NDArray", "SQLite", "Text", "hdf5", "load_trace", "point_list_to_multitrace", "save_trace",
           "sqlite", "text", "trace_to_dataframe"]

# pm.sample(trace="text"): the backend, and the name of what it writes.
_shortcuts = {
    "text": {"backend": Text, "name": "mcmc"},
    "sqlite": {"backend": SQLite, "name": "mcmc.sqlite"},
    "hdf5": {"backend": HDF5, "name": "mcmc.hdf5"},
}

__getattr__ = absent_from(__name__)
