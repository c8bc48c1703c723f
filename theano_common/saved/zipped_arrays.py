"""The arrays in an .npz file, read without pickles and with memory bounded by the file's size."""

from __future__ import annotations

import math
import struct
import tokenize
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from .errors import CannotRead
from .memory_bound import enough_room

KINDS = "biufcSU"
STAMP = (1980, 1, 1, 0, 0, 0)  # the earliest date of the format: equal draws make equal files


def arrays(path: str | Path) -> dict[str, np.ndarray]:
    """Read name -> array. Raises CannotRead for damage, arrays of objects, and arrays too large for the file."""
    size = Path(path).stat().st_size
    try:
        with open(path, "rb") as opened, zipfile.ZipFile(opened) as file:
            members = [one for one in file.infolist() if one.filename.endswith(".npy")]
            enough_room(sum(one.file_size for one in members), size, "all arrays together")
            if len({one.filename for one in members}) < len(members):
                raise CannotRead("the .npz file has two arrays of one name")
            return {one.filename[: -len(".npy")]: _array(file, one) for one in members}
    except CannotRead:
        raise
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, struct.error, KeyError) as error:
        raise CannotRead(f"the .npz file is damaged: {error}") from None
    except (SyntaxError, MemoryError, tokenize.TokenError) as error:  # headers are parsed as Python literals
        raise CannotRead(f"an array of the .npz file is damaged: its header is {error}") from None
    except (NotImplementedError, RuntimeError, RecursionError) as error:  # compression methods, passwords
        raise CannotRead(f"an .npz file of an unknown kind: {error}") from None


def write(path: str | Path, arrays: Mapping[str, np.ndarray]) -> None:
    """Write an .npz file; unlike `np.savez`, an array may be named `file`.

    ValueError for a name that a zip file cannot hold.
    """
    for name in arrays:
        if "\0" in name:
            raise ValueError(f"an .npz file has no place for the name {name!r}")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, array in arrays.items():
            with out.open(zipfile.ZipInfo(f"{name}.npy", STAMP), "w", force_zip64=True) as opened:
                np.lib.format.write_array(opened, np.asanyarray(array), allow_pickle=False)


def _array(file: zipfile.ZipFile, member: zipfile.ZipInfo) -> np.ndarray:
    name = member.filename[: -len(".npy")]
    with file.open(member) as opened:
        shape, fortran, kind = _header(opened)
        if kind.hasobject:
            raise CannotRead(f"{name} is an array of objects, which NumPy reads with allow_pickle alone")
        if kind.kind not in KINDS:
            raise CannotRead(f"{name} is no array of numbers")
        wanted = math.prod(shape) * kind.itemsize
        if wanted > member.file_size or any(n < 0 for n in shape):
            raise CannotRead(f"{name} is said to have shape {shape}, and holds {member.file_size} bytes: it is damaged")
        data = opened.read(wanted)
    if len(data) != wanted:
        raise CannotRead(f"{name} is cut off")
    flat = np.frombuffer(data, dtype=kind) if wanted else np.empty(0, kind)
    return flat.reshape(shape, order="F" if fortran else "C").copy()


def _header(opened: Any) -> tuple[tuple[int, ...], bool, np.dtype]:
    version = np.lib.format.read_magic(opened)
    read = {(1, 0): np.lib.format.read_array_header_1_0, (2, 0): np.lib.format.read_array_header_2_0}.get(version)
    if read is None:
        raise CannotRead(f"an array of format {version}")
    return read(opened)
