"""Chains in an HDF5 file. Source: pymc3.backends.hdf5, gone in PyMC3 3.9."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from theano_common.installing import optional_module

from ...importing.module_getattr import absent_from
from .base import MultiTrace
from .on_disk import OnDisk, loaded

if TYPE_CHECKING:
    from theano_common.saved.backend_chains import Recorded

    from ..model import Model

__all__ = ["HDF5", "load"]


class HDF5(OnDisk):
    """A file with a group per chain: `samples`, name -> (draws, *shape), and `stats`, a group per step method.

    name: the file. model: the model; that of the `with` block by default. vars: variables to record, of any shape; all
    by default. test_point: a point of the model, name -> value, which tells shapes and dtypes.
    ImportError with the pip command where h5py is missing.
    """

    supports_sampler_stats = True

    def __init__(
        self,
        name: str,
        model: Model | None = None,
        vars: Any = None,
        test_point: dict[str, Any] | None = None,
    ) -> None:
        _h5py()
        super().__init__(name, model, vars, test_point)

    @staticmethod
    def compat_recorded(name: str) -> list[Recorded]:
        from theano_common.saved import hdf5  # readers are imported only when a saved trace is read

        return hdf5.chains(name) if Path(name).exists() else []

    def _append(self, rows: slice) -> None:
        with _h5py().File(self.name, "a") as file:
            chain = file.require_group(str(self.chain))
            chain.attrs["name"] = self.chain
            file.attrs["records_stats"] = self._stats is not None
            _extend(chain.require_group("samples"), {n: self.samples[n] for n in self.varnames}, rows)
            steps = chain.require_group("stats")
            for i, one in enumerate(self._stats or []):
                _extend(steps.require_group(str(i)), one, rows)


def load(name: str, model: Any = None) -> MultiTrace:
    """Read a file written by `HDF5`. ValueError if it has no draws.

    name: the file. model: the model that was sampled, whose names and shapes the file has; that of the `with` block by
    default.
    """
    chains = HDF5.compat_recorded(name)
    if not chains:
        raise ValueError(f"There is no file {name}.")
    return loaded(HDF5, name, chains, model)


def _extend(group: Any, arrays: dict[str, np.ndarray], rows: slice) -> None:
    for name, array in arrays.items():
        if name not in group:
            group.create_dataset(name, (0, *array.shape[1:]), array.dtype, maxshape=(None, *array.shape[1:]))
        group[name].resize(rows.stop, axis=0)
        group[name][rows] = array[rows]


def _h5py() -> Any:
    return optional_module("h5py", "pm.backends.HDF5 needs", "h5py")


__getattr__ = absent_from(__name__)
