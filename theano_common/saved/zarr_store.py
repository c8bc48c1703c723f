"""A folder in zarr's format: of ArviZ's `to_zarr`, or as nutpie writes draws while it samples.

The packages that decode an array are named in its description, among them pickle: these are read before zarr is asked.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import numpy as np

from ..draws import Draws
from ..installing import pip_install
from ..regular_file import regular
from . import inference_data
from .errors import CannotRead
from .format import Format
from .inference_data import GROUPS, Group
from .inference_data_netcdf import PACKING, unpacked
from .memory_bound import enough_room

# What describes a group and an array, in version 3 and in version 2 of the format.
VERSION_3, GROUP_2, ARRAY_2, ATTRIBUTES_2 = "zarr.json", ".zgroup", ".zarray", ".zattrs"
# Codecs that turn bytes into numbers and texts, and do nothing else.
CODECS = frozenset(
    "bytes transpose blosc zstd gzip zlib lz4 lzma bz2 crc32c sharding_indexed vlen-utf8 delta shuffle "
    "fixedscaleoffset packbits".split()
)
NOT_DRAWN = "sampling had not come to its end: the last {} draws of chain {} are not there yet"


def load(path: Path) -> Draws:
    """Return the draws in the folder, those that are there if sampling has not ended."""
    size = sum(regular(one).stat().st_size for one in _files(path))
    groups = {name: _group(path / name, size) for name in GROUPS if (path / name).is_dir()}
    return _drawn(inference_data.of_groups(groups))


def _files(path: Path) -> Iterator[Path]:
    for one in path.rglob("*"):
        if one.is_symlink():
            raise CannotRead(f"{one.relative_to(path)} leads to another file")
        if not one.is_dir():
            yield one


def _group(folder: Path, size: int) -> Group:
    variables, coords = {}, {}
    for name in sorted(
        one.name for one in folder.iterdir() if any((one / file).is_file() for file in (VERSION_3, ARRAY_2))
    ):
        version = _version(folder / name)
        dims, attrs, kind = _described(folder / name, version)
        if kind == "numbers":
            array = unpacked(_array(folder / name, version, size), attrs)
            if dims == (name,):
                coords[name] = array.tolist()
            else:
                variables[name] = (dims, array)
        elif kind == "texts" and dims == (name,):
            coords[name] = [str(one) for one in _array(folder / name, version, size)]
    return Group(variables, coords, _attributes(folder, _version(folder)))


def _version(folder: Path) -> Literal[2, 3]:
    """Return the version of the format. It is told to zarr, which then reads the description that was read here."""
    return 3 if (folder / VERSION_3).is_file() else 2


def _described(folder: Path, version: Literal[2, 3]) -> tuple[tuple[str, ...], dict[str, Any], str]:
    """Return an array's dimensions, how its numbers are packed, and what it holds: numbers, texts, or "" for neither.

    Raises CannotRead where a codec is named that is none of `CODECS`.
    """
    about, attrs = _json(folder / (VERSION_3 if version == 3 else ARRAY_2)), _attributes(folder, version)
    try:
        if version == 3:
            dims, dtype = about.get("dimension_names"), about["data_type"]
            named = list(_codecs(about["codecs"]))
        else:
            dims, dtype = attrs.get("_ARRAY_DIMENSIONS"), about["dtype"]
            named = [one["id"] for one in [about.get("compressor"), *(about.get("filters") or ())] if one]
        refused = [str(one) for one in named if str(one).removeprefix("numcodecs.") not in CODECS]
        if refused:
            raise CannotRead(f"{folder.name} is coded by {refused[0]!r}, which is not read here")
        if not isinstance(dims, list) or len(dims) != len(about["shape"]):
            dims = [f"{folder.name}_dim_{i}" for i in range(len(about["shape"]))]
        packing = {key: _packing(attrs[key], dtype) for key in PACKING if key in attrs}
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError) as error:
        raise CannotRead(f"the description of {folder.name} cannot be read: {error!r}") from None
    return tuple(map(str, dims)), packing, _kind(dtype, named)


def _codecs(several: Any) -> Iterator[str]:
    for one in several:
        yield one["name"]
        of_shards = one.get("configuration", {}) if one["name"] == "sharding_indexed" else {}
        for inner in ("codecs", "index_codecs"):
            yield from _codecs(of_shards.get(inner, ()))


def _kind(dtype: Any, codecs: list[str]) -> str:
    if dtype == "string" or "vlen-utf8" in codecs:
        return "texts"
    try:
        kind = np.dtype(dtype).kind
    except TypeError:
        return ""
    return "numbers" if kind in "biufc" else "texts" if kind == "U" else ""


def _packing(value: Any, dtype: Any) -> Any:
    """Return an attribute of packing; floating numbers are in base 64 in version 3."""
    kind = np.dtype(dtype) if isinstance(dtype, str) and dtype != "string" else None
    if isinstance(value, str) and kind is not None and kind.kind == "f":
        try:
            return np.frombuffer(base64.b64decode(value, validate=True), kind.newbyteorder("<"))[0]
        except (ValueError, IndexError):
            return float(value)
    return value


def _array(folder: Path, version: Literal[2, 3], size: int) -> np.ndarray:
    try:
        import zarr
    except ImportError:
        raise CannotRead(f"folders of zarr are read by zarr: {pip_install('zarr')}") from None
    try:
        array = zarr.open_array(str(folder), mode="r", zarr_format=version)
        width = getattr(array.dtype, "itemsize", 8)
        enough_room(int(np.prod(array.shape, dtype=float)) * width, size, folder.name)
        return np.asarray(array[...])
    except CannotRead:
        raise
    except Exception as error:  # zarr and its codecs raise of all kinds at damaged files
        raise CannotRead(f"{folder.name} is damaged: {error}") from None


def _attributes(folder: Path, version: int) -> dict[str, Any]:
    if version == 3:
        found = _json(folder / VERSION_3).get("attributes", {})
    else:
        found = _json(folder / ATTRIBUTES_2) if (folder / ATTRIBUTES_2).is_file() else {}
    return dict(found) if isinstance(found, Mapping) else {}


def _json(file: Path) -> dict[str, Any]:
    try:
        read = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise CannotRead(f"{file.parent.name}/{file.name} cannot be read: {error}") from None
    if not isinstance(read, dict):
        raise CannotRead(f"{file.parent.name}/{file.name} is no description of zarr's")
    return read


def _drawn(draws: Draws) -> Draws:
    """Leave out the last draws of a chain if sampling never came to them: all its floating numbers are NaN there."""
    chains, remarks = [], []
    for i, chain in enumerate(draws.chains):
        floating = [one.reshape(len(one), -1) for one in chain.samples.values() if one.dtype.kind == "f" and one.size]
        there = np.any([~np.isnan(one).all(axis=1) for one in floating], axis=0) if floating else np.ones(len(chain))
        end = int(np.max(np.flatnonzero(there), initial=-1)) + 1
        if end < len(chain):
            remarks.append(NOT_DRAWN.format(len(chain) - end, i))
        chains.append(chain.first(end))
    if not remarks:
        return draws
    said = tuple(f"{one[0].upper()}{one[1:]}." for one in remarks)
    held = tuple(one for one in chains if len(one))
    return Draws(held, draws.sampler, "interrupted", draws.seconds, {**draws.attrs, "remarks": said})


def is_store(folder: Path) -> bool:
    """Say whether a folder is a store with a posterior."""
    return any((folder / "posterior" / name).is_file() for name in (VERSION_3, GROUP_2))


FORMAT = Format("a folder of zarr, of ArviZ or nutpie", load, is_folder=is_store, order=7)
