"""An InferenceData in a pickle, of ArviZ 0.2x (its groups are xarray Datasets) or ArviZ 1 (nodes of a DataTree)."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..draws import Draws
from . import inference_data
from .errors import CannotRead
from .inert_objects import Inert
from .inference_data import GROUPS, Group
from .numpy_values import texts_of, value_of
from .pandas_frame import values_of_index


def draws_of(data: Inert) -> Draws:
    """Return the draws of a pickled InferenceData."""
    held = data.attributes
    if isinstance(children := held.get("_children"), dict):  # ArviZ 1
        held = children
    groups = {name: _group(held[name]) for name in GROUPS if isinstance(held.get(name), Inert)}
    if not groups:
        raise CannotRead("an InferenceData without a group of draws")
    return inference_data.of_groups(groups)


def _group(dataset: Inert) -> Group:
    held = dataset.attributes
    variables, names = held.get("_variables"), held.get("_coord_names")
    if isinstance(of_node := held.get("_data_variables"), dict):  # a node of a DataTree
        own = held.get("_node_coord_variables")
        names = list(own) if isinstance(own, dict) else []
        variables = {**of_node, **(own if isinstance(own, dict) else {})}
    if not isinstance(variables, dict):
        raise CannotRead(f"a {dataset.path} in a form of xarray that is not known here: save it as netCDF")
    coordinates = set(texts_of(names) or [])
    arrays, coords = {}, {}
    for name, one in variables.items():
        if not (isinstance(name, str) and isinstance(one, Inert)):
            continue
        dims = texts_of(one.get("_dims"))
        if dims is None:
            continue
        if name in coordinates:
            coords[name] = _labels(one.get("_data"))
        elif isinstance(array := value_of(data := _unwrapped(one.get("_data"))), np.ndarray):
            arrays[name] = (tuple(dims), array)
        elif isinstance(data, Inert) and data.path.startswith("xarray."):
            raise CannotRead(f"{name} is not in the pickle: it came from a file that was not loaded. Read that file")
    attrs = held.get("_attrs")
    return Group(arrays, coords, dict(attrs) if isinstance(attrs, dict) else {})


def _unwrapped(data: object) -> Any:
    """Return the array inside xarray's wrappers for lazy indexing and caching of files."""
    for _ in range(8):
        if isinstance(data, Inert) and data.path.startswith("xarray.") and (inner := data.get("array")) is not None:
            data = inner
    return data


def _labels(data: object) -> list[Any]:
    """Return the labels of a coordinate, which is an array or an adapter around a pandas Index."""
    data = _unwrapped(data)
    array = value_of(data)
    if isinstance(array, Inert):
        array = values_of_index(array)
    if isinstance(array, np.ndarray):
        return array.tolist()
    return list(array) if isinstance(array, list) else texts_of(data) or []
