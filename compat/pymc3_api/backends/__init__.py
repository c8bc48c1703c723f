"""Backends for draws: NDArray in memory; Text, SQLite and HDF5 (dropped by PyMC3 3.9) in files."""

from typing import TYPE_CHECKING

from ...importing.module_getattr import absent_from, names_of
from ...models.backends.memory import NDArray, point_list_to_multitrace

if TYPE_CHECKING:  # for type checkers
    from ...models.backends.hdf5 import HDF5 as HDF5
    from ...models.backends.ndarray import load_trace as load_trace
    from ...models.backends.ndarray import save_trace as save_trace
    from ...models.backends.shortcuts import _shortcuts as _shortcuts
    from ...models.backends.sqlite import SQLite as SQLite
    from ...models.backends.text import Text as Text
    from ...models.backends.tracetab import trace_to_dataframe as trace_to_dataframe

_LATER = names_of(  # loaded on first use
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
