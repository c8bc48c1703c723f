"""Where draws are kept. Text, SQLite and HDF5 were gone by PyMC3 3.11; NDArray is the one there is."""

from compat.pymc3_api.backends.ndarray import NDArray, load_trace, point_list_to_multitrace, save_trace
from compat.pymc3_api.backends.tracetab import trace_to_dataframe

__all__ = ["NDArray", "load_trace", "point_list_to_multitrace", "save_trace", "trace_to_dataframe"]
