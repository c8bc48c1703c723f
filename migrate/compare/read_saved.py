"""A saved posterior, whatever wrote it, as Draws."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from compat.draws import Draws
from migrate.compare import draws_npz, inference_data, saved_multitrace
from migrate.compare.errors import CannotRead
from migrate.compare.read_pickle import read_pickle

OTHERS = {
    b"\x1f\x8b": "gzip: gunzip it first",
    b"BZh": "bzip2: bunzip2 it first",
    b"\xfd7zXZ": "xz: unxz it first",
    b"SQLite": "an SQLite trace, which is not read yet",
}


def load(path: str | Path) -> Draws:
    """Read a pickled MultiTrace (alone or in a dict), a netCDF of ArviZ, or an .npz of ours.

    Nothing that the file names is imported or called. Raises CannotRead with the file's name and the
    reason; OSError when the file cannot be opened.
    """
    path = Path(path)
    if path.is_dir():
        raise CannotRead(f"{path}: folders of pm.save_trace and text traces are not read yet")
    try:
        draws = _read(path, path.read_bytes())
    except CannotRead as error:
        raise CannotRead(f"{path}: {error}") from None
    return replace(draws, attrs={**draws.attrs, "source": path.name})


def _read(path: Path, data: bytes) -> Draws:
    for magic, reason in OTHERS.items():
        if data.startswith(magic):
            raise CannotRead(f"it is {reason}")
    if data.startswith(b"PK\x03\x04"):
        return draws_npz.load(path)
    if data.startswith((b"\x89HDF", b"CDF")):
        return inference_data.read_netcdf(str(path))
    if not data:
        raise CannotRead("it is empty")
    return saved_multitrace.draws_of(read_pickle(data))
