"""A netCDF file of ArviZ: netCDF 4, which is HDF5 and is read by h5py."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from ..draws import Draws
from . import inference_data
from .errors import CannotRead
from .inference_data import GROUPS, Group
from .memory_bound import enough_room

PACKING = ("dtype", "_Unsigned", "_FillValue", "missing_value", "scale_factor", "add_offset")


def of_hdf5(file: Any, size: int) -> Draws:
    """Return the draws in an open h5py.File. size: of the file in bytes."""
    return inference_data.of_groups({name: _group(file[name], size) for name in GROUPS if name in file})


def _group(group: Any, size: int) -> Group:
    import h5py

    variables, coords = {}, {}
    names = {name: one for name in group if isinstance(one := _inside(group, name), h5py.Dataset)}
    scales = {_address(one): name for name, one in names.items() if one.is_scale}
    for name, one in names.items():
        if one.is_scale and one.ndim == 1:
            coords[name] = _labels(one, size)
        elif one.dtype.kind in "biufc":
            variables[name] = (_dims(one, scales), _values(one, name, size))
    return Group(variables, coords, {name: _text(value) for name, value in group.attrs.items()})


def _inside(group: Any, name: str) -> Any:
    import h5py

    if not isinstance(group.get(name, getlink=True), h5py.HardLink):  # not an external link into another file
        raise CannotRead(f"{group.name}/{name} leads to another file, or is damaged")
    return group[name]


def _address(dataset: Any) -> Any:
    import h5py

    return h5py.h5o.get_info(dataset.id).addr


def _dims(dataset: Any, scales: dict[Any, str]) -> tuple[str, ...]:
    found = []
    for i, dim in enumerate(dataset.dims):
        name = scales.get(_address(dim[0])) if len(dim) else None
        found.append(name or dim.label or f"{dataset.name.rpartition('/')[2]}_dim_{i}")
    return tuple(found)


def _values(dataset: Any, name: str, size: int) -> np.ndarray:
    array = stored(dataset, name, size)
    array = array.astype(array.dtype.newbyteorder("="), copy=False)
    return unpacked(array, {key: _text(dataset.attrs[key]) for key in PACKING if key in dataset.attrs})


def unpacked(array: np.ndarray, attrs: Mapping[str, Any]) -> np.ndarray:
    """Return the numbers that a file's array stands for, by its attributes.

    Of the CF conventions, section 8.1: integers with a factor, an offset and a number for what is missing; and xarray's
    mark of booleans.
    """
    if attrs.get("dtype") == "bool":
        return array.astype(bool)
    if str(attrs.get("_Unsigned", "")).lower() == "true" and array.dtype.kind == "i":
        array = array.view(array.dtype.str.replace("i", "u"))
    missing = [np.asarray(attrs[key]).astype(array.dtype) for key in ("_FillValue", "missing_value") if key in attrs]
    factor, offset = (attrs.get(key) for key in ("scale_factor", "add_offset"))
    gaps = np.isin(array, np.concatenate([one.ravel() for one in missing])) if missing else np.zeros((), bool)
    if factor is not None or offset is not None or (gaps.any() and array.dtype.kind in "iu"):
        array = array.astype(float)
    if factor is not None:
        array = array * float(factor)
    if offset is not None:
        array = array + float(offset)
    return np.where(gaps, np.nan, array).astype(array.dtype) if gaps.any() else array


def stored(dataset: Any, name: str, size: int) -> np.ndarray:
    """Return the numbers of a dataset.

    CannotRead when they are in another file, or would be far more than the file can hold.
    """
    if dataset.external or dataset.is_virtual:
        raise CannotRead(f"{name} lies in another file")
    enough_room(dataset.size * dataset.dtype.itemsize, size, name)
    try:
        return dataset[()]
    except (OSError, ValueError, MemoryError) as error:
        raise CannotRead(f"{name} is damaged: {error}") from None


def _labels(dataset: Any, size: int) -> list[Any]:
    enough_room(dataset.size * 8, size, dataset.name)
    if dataset.dtype.kind == "O":
        return [_text(one) for one in dataset[()]]
    if dataset.dtype.kind == "S":
        return [_text(one) for one in dataset[()]]
    return stored(dataset, dataset.name, size).tolist() if dataset.dtype.kind in "biuf" else []


def _text(value: object) -> Any:
    if isinstance(value, bytes | np.bytes_):
        return value.decode("utf-8", errors="replace")
    if isinstance(value, np.ndarray) and value.shape == (1,):
        return _text(value[0])
    return value.item() if isinstance(value, np.generic) else value
