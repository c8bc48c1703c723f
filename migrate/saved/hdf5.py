"""An HDF5 file: of `pm.backends.HDF5`, or ArviZ's, whose netCDF files are HDF5 too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from compat.draws import Draws
from migrate.saved import inference_data
from migrate.saved.errors import CannotRead
from migrate.saved.recorded import NO_TUNING_MARK, Recorded, draws_of

REMARK = f"There are no statistics in the file; {NO_TUNING_MARK}."


def load(path: str | Path) -> Draws:
    """Told apart by content: ArviZ has a group `posterior`, the backend a group of `samples` for each chain."""
    with _opened(path) as file:
        backend = "posterior" not in file
        made = _chains(file) if backend else []
    if not backend:
        return inference_data.read_netcdf(str(path))
    return draws_of(made) if any(one.stats for one in made) else draws_of(made, REMARK)


def chains(path: str | Path) -> list[Recorded]:
    """The chains in a file of the backend."""
    with _opened(path) as file:
        return _chains(file)


def _opened(path: str | Path) -> Any:
    try:
        import h5py
    except ImportError:
        raise CannotRead("HDF5 files are read by h5py: python -m pip install h5py") from None
    try:
        return h5py.File(path, "r")
    except OSError as error:
        raise CannotRead(f"it cannot be opened as HDF5: {error}") from None


def _chains(file: Any) -> list[Recorded]:
    numbers = sorted(int(name) for name in file if name.isdigit() and "samples" in file[name])
    if not numbers:
        raise CannotRead(f"an HDF5 file without chains: it holds {', '.join(file) or 'nothing'}")
    return [_chain(file[str(number)], number) for number in numbers]


def _chain(group: Any, number: int) -> Recorded:
    samples = _arrays(group["samples"], f"chain {number}")
    stats = group.get("stats", {})
    by_step = [_arrays(stats[step], f"chain {number}") for step in sorted(filter(str.isdigit, stats), key=int)]
    return Recorded(number, samples, tuple(filter(None, by_step)))


def _arrays(group: Any, where: str) -> dict[str, np.ndarray]:
    import h5py

    made = {}
    for name in group:
        inside = isinstance(group.get(name, getlink=True), h5py.HardLink)  # not a link into another file
        if not inside or not isinstance(group[name], h5py.Dataset) or group[name].dtype.kind not in "biufc":
            raise CannotRead(f"{where}: {name} is no array of numbers")
        try:
            made[name] = group[name][()]
        except OSError as error:
            raise CannotRead(f"{where}: {name} is damaged: {error}") from None
    return made
