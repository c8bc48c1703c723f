"""Where draws are kept: NDArray in memory; Text, SQLite and HDF5, which were gone by PyMC3 3.9, in files."""

from compat.models.backends.memory import NDArray, point_list_to_multitrace
from compat.names_not_here import absent_from, names_of

_LATER = names_of(  # loaded when first used
    hdf5="HDF5",
    ndarray="load_trace save_trace",
    shortcuts="_shortcuts",
    sqlite="SQLite",
    text="Text",
    tracetab="trace_to_dataframe",
)

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

__getattr__ = absent_from(__name__, _LATER)
