"""An HDF5 file: of `pm.backends.HDF5`, or of ArviZ, whose netCDF files are HDF5 too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from ..draws import Draws
from ..installing import pip_install
from . import inference_data_netcdf, pymc_2
from .backend_chains import NO_TUNING_MARK, Recorded, draws_of
from .errors import CannotRead
from .format import Format

MAGIC = b"\x89HDF"
REMARK = f"There are no statistics in the file; {NO_TUNING_MARK}."


def load(path: str | Path) -> Draws:
    """Read either: ArviZ's has a group `posterior`, the backend's a group with `samples` for each chain."""
    size = Path(path).stat().st_size
    with _opened(path) as file:
        if "posterior" in file:
            return inference_data_netcdf.of_hdf5(file, size)
        made = _chains(file, size)
    return draws_of(made) if any(one.stats for one in made) else draws_of(made, REMARK)


def is_hdf5(path: Path) -> bool:
    """Say whether a file has the HDF5 signature."""
    with open(path, "rb") as opened:
        return opened.read(len(MAGIC)) == MAGIC


def chains(path: str | Path) -> list[Recorded]:
    """Return the chains in a file of the backend."""
    with _opened(path) as file:
        return _chains(file, Path(path).stat().st_size)


@contextmanager
def _opened(path: str | Path) -> Iterator[Any]:
    """Open an h5py.File; any error inside the block means that the file is damaged."""
    try:
        import h5py
    except ImportError:
        raise CannotRead(f"HDF5 files are read by h5py: {pip_install('h5py')}") from None
    try:
        file = h5py.File(path, "r")
    except OSError as error:
        raise CannotRead(f"it cannot be opened as HDF5: {error}") from None
    with file:
        try:
            yield file
        except CannotRead:
            raise
        except (KeyError, RuntimeError, OSError, ValueError, TypeError, AttributeError) as error:
            raise CannotRead(f"the HDF5 file is damaged: {error}") from None


def _chains(file: Any, size: int) -> list[Recorded]:
    if any(name.startswith("chain") and pymc_2.HDF5_TABLE in file[name] for name in file):
        pymc_2.refuse("hdf5")
    numbers = sorted(int(name) for name in file if name.isdigit() and "samples" in file[name])
    if not numbers:
        raise CannotRead(f"an HDF5 file without chains: it holds {', '.join(file) or 'nothing'}")
    return [_chain(file[str(number)], number, size) for number in numbers]


def _chain(group: Any, number: int, size: int) -> Recorded:
    samples = _arrays(group["samples"], f"chain {number}", size)
    stats = group.get("stats", {})
    steps = sorted(filter(str.isdigit, stats), key=int)
    return Recorded(number, samples, tuple(filter(None, (_statistics(stats[one], number, size) for one in steps))))


def _statistics(group: Any, number: int, size: int) -> dict[str, np.ndarray]:
    """Return the numeric statistics; PyMC3 keeps texts among them too."""
    import h5py

    names = [n for n in group if isinstance(group.get(n), h5py.Dataset) and group[n].dtype.kind in "biufc"]
    return _arrays(group, f"chain {number}", size, names)


def _arrays(group: Any, where: str, size: int, names: Iterable[str] | None = None) -> dict[str, np.ndarray]:
    import h5py

    made = {}
    for name in group if names is None else names:
        inside = isinstance(group.get(name, getlink=True), h5py.HardLink)  # not an external link into another file
        if not inside or not isinstance(group[name], h5py.Dataset) or group[name].dtype.kind not in "biufc":
            raise CannotRead(f"{where}: {name} is no array of numbers")
        made[name] = inference_data_netcdf.stored(group[name], f"{where}: {name}", size)
    return made


FORMAT = Format("a file of the HDF5 backend, or a netCDF file of ArviZ", load, begins=(MAGIC,))
