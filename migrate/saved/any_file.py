"""A saved posterior, whatever wrote it, as Draws."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from compat.draws import Draws
from migrate.saved import (
    csv_table,
    dataframe_csv,
    draws_npz,
    hdf5,
    inference_data,
    multitrace,
    sqlite,
    text_backend,
    trace_folder,
)
from migrate.saved.errors import CannotRead
from migrate.saved.pickled import read_pickle

# How a file begins -> who reads it.
READERS: dict[bytes, Callable[[Path], Draws]] = {
    b"PK\x03\x04": draws_npz.load,
    b"\x89HDF": hdf5.load,
    b"CDF": lambda path: inference_data.read_netcdf(str(path)),
    b"SQLite format 3": sqlite.load,
}
OTHERS = {
    b"\x1f\x8b": "gzip: gunzip it first",
    b"BZh": "bzip2: bunzip2 it first",
    b"\xfd7zXZ": "xz: unxz it first",
}
HEAD = 1 << 20  # bytes in which a CSV file shows two lines


def load(path: str | Path) -> Draws:
    """Read a pickled MultiTrace (alone or in a dict), a folder of pm.save_trace, what the backends Text, SQLite and
    HDF5 wrote, a CSV file of pm.trace_to_dataframe, a netCDF of ArviZ, or an .npz of ours.

    Nothing that the file names is imported or called. What a format does not keep is said in `attrs["remarks"]`.
    Raises CannotRead with the file's name and the reason; OSError when the file cannot be opened.
    """
    path = Path(path)
    try:
        draws = _folder(path) if path.is_dir() else _file(path)
    except CannotRead as error:
        raise CannotRead(f"{path}: {error}") from None
    return replace(draws, attrs={**draws.attrs, "source": path.name})


def _folder(path: Path) -> Draws:
    if text_backend.files(path):
        return text_backend.load(path)
    if trace_folder.folders(path):
        return trace_folder.load(path)
    raise CannotRead("neither a folder of pm.save_trace nor one of the text backend")


def _file(path: Path) -> Draws:
    with open(path, "rb") as opened:
        head = opened.read(HEAD)
    for magic, reason in OTHERS.items():
        if head.startswith(magic):
            raise CannotRead(f"it is {reason}")
    for magic, read in READERS.items():
        if head.startswith(magic):
            return read(path)
    if not head:
        raise CannotRead("it is empty")
    if path.suffix.lower() == ".csv" or csv_table.looks_like_csv(head):
        return dataframe_csv.load(path)
    return multitrace.draws_of(read_pickle(path.read_bytes()))
