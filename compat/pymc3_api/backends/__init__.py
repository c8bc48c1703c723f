"""Where draws are kept: NDArray in memory; Text, SQLite and HDF5, which were gone by PyMC3 3.9, in files."""

from compat.models.backends import hdf5, sqlite, text
from compat.models.backends.hdf5 import HDF5
from compat.models.backends.memory import NDArray, point_list_to_multitrace
from compat.models.backends.ndarray import load_trace, save_trace
from compat.models.backends.shortcuts import _shortcuts  # noqa: F401
from compat.models.backends.sqlite import SQLite
from compat.models.backends.text import Text
from compat.models.backends.tracetab import trace_to_dataframe
from compat.names_not_here import absent_from

__all__ = [
    "HDF5",
    "NDArray",
    "SQLite",
    "Text",
    "hdf5",
    "load_trace",
    "point_list_to_multitrace",
    "save_trace",
    "sqlite",
    "text",
    "trace_to_dataframe",
]

__getattr__ = absent_from(__name__)
