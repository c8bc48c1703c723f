"""A saved posterior, whatever wrote it, as Draws."""

from __future__ import annotations

import glob
import mmap
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from compat.draws import Draws
from migrate.regular_file import NoRegularFile, regular
from migrate.saved import (
    compressed,
    csv_table,
    dataframe_csv,
    draws_npz,
    hdf5,
    object_in_pickle,
    pickled,
    sqlite,
    stan_csv,
    text_backend,
    trace_folder,
)
from migrate.saved.consistent import consistent
from migrate.saved.errors import CannotRead

# How a file begins -> who reads it.
READERS: dict[bytes, Callable[[Path], Draws]] = {
    b"PK\x03\x04": draws_npz.load,
    b"PK\x05\x06": draws_npz.load,
    hdf5.MAGIC: hdf5.load,
    b"SQLite format 3": sqlite.load,
}
OTHERS = {
    b"CDF": "netCDF 3, which has no groups: no file of ArviZ",
    b"\x04\x22\x4d\x18": "lz4: unpack it first (joblib.load, joblib.dump without compression)",
}
MAPPED = 1 << 26  # bytes from which a pickle is looked at where it lies, not copied
HEAD = 1 << 20  # bytes in which a CSV file shows two lines
NESTED = 3  # one compression within another


def load(path: str | Path) -> Draws:
    """Read a saved posterior. A path with `*` names several files: one chain each, or more.

    Read are pickles (dill's, joblib's and cloudpickle's too) of a MultiTrace, an InferenceData, a DataFrame or arrays
    by name, bare or among other things; folders of pm.save_trace; what the backends Text, SQLite and HDF5 wrote;
    netCDF files of ArviZ; CSV files of pm.trace_to_dataframe and of Stan (a folder of these too); .npz files; and any
    of these within gzip, bzip2, xz or zlib.

    Nothing that a file names is imported or called. What a format does not keep is said in `attrs["remarks"]`, names
    of axes are in `attrs["dims"]` and `["coords"]`, what is known of the writer's version in `["versions"]`.
    Raises CannotRead with the file's name and the reason; OSError when the file cannot be opened.
    """
    path = Path(path)
    try:
        if path.is_dir():
            draws = _folder(path)
        elif not path.exists() and glob.has_magic(str(path)) and (found := sorted(glob.glob(str(path)))):
            draws = _several([Path(one) for one in found])
        else:
            draws = _file(path)
        draws = consistent(draws)
    except CannotRead as error:
        raise CannotRead(f"{path}: {error}") from None
    except NoRegularFile as error:
        raise CannotRead(f"{error.filename}: {error.strerror}") from None
    except (MemoryError, RecursionError) as error:  # bounds are set wherever a file says how much there is
        raise CannotRead(f"{path}: it takes more than there is: {type(error).__name__}") from None
    return replace(draws, attrs={**draws.attrs, "source": path.name})


def _folder(path: Path) -> Draws:
    for one in (*path.iterdir(), *path.glob("*/*")):
        if not one.is_dir() and one.exists():
            regular(one)
    if text_backend.files(path):
        return text_backend.load(path)
    if trace_folder.folders(path):
        return trace_folder.load(path)
    if files := [one for one in sorted(path.glob("*.csv")) if stan_csv.looks_like_stan(_head(one))]:
        return stan_csv.of_files(files)
    raise CannotRead("neither a folder of pm.save_trace nor one of the text backend, nor of Stan's CSV files")


def _several(paths: list[Path]) -> Draws:
    if all(stan_csv.looks_like_stan(_head(one)) for one in paths):
        return stan_csv.of_files(paths)
    made = []
    for path in paths:
        try:
            made.append(_folder(path) if path.is_dir() else _file(path))
        except CannotRead as error:
            raise CannotRead(f"{path.name}: {error}") from None
    first = made[0]
    for path, one in zip(paths, made, strict=True):
        if set(one.variables) != set(first.variables):
            raise CannotRead(f"{path.name} has other variables than {paths[0].name}")
    remarks = tuple(dict.fromkeys(said for one in made for said in one.attrs.get("remarks", ())))
    chains = tuple(chain for one in made for chain in one.chains)
    return replace(first, chains=chains, attrs={**first.attrs, "remarks": remarks})


def _head(path: Path) -> bytes:
    with open(regular(path), "rb") as opened:
        return opened.read(HEAD)


def _file(path: Path, name: str = "", depth: int = 0) -> Draws:
    """name: how the file is called where `path` is only where it was expanded to."""
    head = _head(path)
    for magic, reason in OTHERS.items():
        if head.startswith(magic):
            raise CannotRead(f"it is {reason}")
    for magic, read in READERS.items():
        if head.startswith(magic):
            return read(path)
    if not head:
        raise CannotRead("it is empty")
    if compressed.kind_of(head):
        return _expanded(path, name or path.name, depth)
    if stan_csv.looks_like_stan(head):
        return stan_csv.load(path)
    if Path(name or path).suffix.lower() == ".csv" or csv_table.looks_like_csv(head):
        return dataframe_csv.load(path)
    with open(path, "rb") as opened:
        large = path.stat().st_size >= MAPPED
        # A map is closed when nothing looks into it any more.
        data = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) if large else opened.read()
    return object_in_pickle.draws_of(pickled.read(data))


def _expanded(path: Path, name: str, depth: int) -> Draws:
    if depth == NESTED:
        raise CannotRead(f"one compressed file within another, {NESTED} times: this is no posterior")
    with tempfile.TemporaryDirectory(prefix="migrate-", ignore_cleanup_errors=True) as folder:
        inside = Path(folder) / "expanded"
        compressed.expand(path, inside)
        return _file(inside, name.rpartition(".")[0] or name, depth + 1)
