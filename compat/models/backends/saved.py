"""Traces saved as folders: one for each chain, with metadata.json and samples.npz. Source: pymc3.backends.ndarray.

Nothing is unpickled, so a folder from elsewhere cannot run code.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np

from theano_common.users_lines import warn

from ..exceptions import TraceDirectoryError
from ..modelling.current_model import innermost_model
from .base import MultiTrace
from .memory import NDArray

if TYPE_CHECKING:
    from ..model import Model


def save_trace(trace: MultiTrace, directory: str | None = None, overwrite: bool = False) -> str:
    """Write a trace to a folder and return the folder's name.

    trace: a MultiTrace. directory: `.pymc_1.trace` and so on by default. overwrite: remove a folder that is there;
    OSError without it. Variables may have any shape; warnings are not saved.
    """
    warn(
        "The `save_trace` function will soon be removed. Instead, use `arviz.to_netcdf` to save traces.",
        DeprecationWarning,
    )
    if directory is None:
        number = 1
        while Path(f".pymc_{number}.trace").exists():
            number += 1
        directory = f".pymc_{number}.trace"
    if Path(directory).is_dir():
        if not overwrite:
            raise OSError(
                f"Cautiously refusing to overwrite the already existing {directory}! Please supply a "
                "different directory, or set `overwrite=True`"
            )
        shutil.rmtree(directory)
    Path(directory).mkdir(parents=True)
    for number, chain in trace._straces.items():
        SerializeNDArray(str(Path(directory) / str(number))).save(chain)
    return directory


def load_trace(directory: str, model: Any = None) -> MultiTrace:
    """Read a trace that `save_trace` wrote. TraceDirectoryError if there is none.

    directory: the folder. model: the model; that of the `with` block by default. With one, names and shapes are checked
    (KeyError, ValueError). Without one, which PyMC3 does not allow, the names in the folder are taken.
    """
    warn(
        "The `load_trace` function will soon be removed. Instead, use `arviz.from_netcdf` to load traces.",
        DeprecationWarning,
    )
    folders = sorted(one for one in Path(directory).glob("*") if one.is_dir())
    if not folders:
        raise TraceDirectoryError(f"{directory} is not a PyMC3 saved chain directory.")
    return MultiTrace([SerializeNDArray(str(one)).load(model) for one in folders])


class SerializeNDArray:
    """One chain in one folder: `save` writes an NDArray there, `load(model)` reads it.

    directory: the folder, which `save` makes anew. Draws of variables of any shape are kept.
    """

    metadata_file, samples_file = "metadata.json", "samples.npz"

    def __init__(self, directory: str) -> None:
        self.directory = directory
        self.metadata_path = str(Path(directory) / self.metadata_file)
        self.samples_path = str(Path(directory) / self.samples_file)

    @staticmethod
    def to_metadata(ndarray: NDArray) -> dict[str, Any]:
        """Return everything but the draws, as values for JSON."""
        stats = ndarray._stats
        return {
            "draw_idx": ndarray.draw_idx,
            "draws": ndarray.draws,
            "chain": ndarray.chain,
            "_stats": None if stats is None else [{k: v.tolist() for k, v in one.items()} for one in stats],
            "sampler_vars": None if stats is None else [{k: str(v.dtype) for k, v in one.items()} for one in stats],
        }

    def save(self, ndarray: object) -> None:
        if not isinstance(ndarray, NDArray):
            raise TypeError("Can only save NDArray")
        shutil.rmtree(self.directory, ignore_errors=True)
        Path(self.directory).mkdir()
        Path(self.metadata_path).write_text(json.dumps(self.to_metadata(ndarray)))
        np.savez_compressed(self.samples_path, **ndarray.samples)

    def load(self, model: Model) -> Any:
        """Return the chain, for `model` or else the innermost model. TraceDirectoryError if a file is missing."""
        if not Path(self.samples_path).exists() or not Path(self.metadata_path).exists():
            raise TraceDirectoryError(f"{self.directory} is not a trace directory")
        from theano_common.saved import trace_folder  # readers are imported only when a saved trace is read

        model = innermost_model() if model is None else model
        chain = trace_folder.chain(self.directory)
        samples, stats = chain.samples, [dict(one) for one in chain.stats] or None
        variables = [SimpleNamespace(name=n) for n in samples] if model is None else self._variables(samples, model)
        return NDArray.compat_filled(samples, stats, chain.number, model, variables)

    def _variables(self, samples: dict[str, np.ndarray], model: Model) -> list[Any]:
        """Return the model's variables with the names of `samples`.

        KeyError for one that it lacks, ValueError for one of another shape.
        """
        unknown = sorted(set(samples) - set(model.named_vars))
        if unknown:
            raise KeyError(f"{self.directory} holds {', '.join(unknown)}, which the model does not have.")
        for name, array in samples.items():
            saved, ours = array.shape[1:], np.shape(model[name].tag.test_value)
            if saved != ours:
                raise ValueError(f"{self.directory} holds {name} of shape {saved}; in the model it has shape {ours}.")
        return [model[name] for name in samples]
