"""From ArviZ's InferenceData, or any object with its groups, to Draws."""

from __future__ import annotations

from typing import Any

import numpy as np

from compat.draws import Chain, Draws
from migrate.saved.errors import CannotRead

# ArviZ's names for what the old library called otherwise.
LEGACY = {
    "lp": "model_logp",
    "tree_depth": "depth",
    "acceptance_rate": "mean_tree_accept",
    "n_steps": "tree_size",
}


def draws_of(data: Any) -> Draws:
    """The groups `posterior` and `sample_stats`, warm-up groups included when there are any."""
    if not hasattr(data, "posterior"):
        raise CannotRead("the InferenceData has no group `posterior`")
    samples = _by_chain(data.posterior)
    stats = _by_chain(getattr(data, "sample_stats", None), LEGACY)
    warmup = _by_chain(getattr(data, "warmup_posterior", None))
    chains = [Chain(one, stats[i] if stats else {}, warmup[i] if warmup else None) for i, one in enumerate(samples)]
    return Draws(tuple(chains), sampler=str(data.posterior.attrs.get("inference_library", "")))


def read_netcdf(path: str) -> Draws:
    """The draws in a netCDF file that ArviZ wrote."""
    try:
        import arviz
    except ImportError:
        raise CannotRead("netCDF files are read by ArviZ: python -m pip install 'theano-compat[arviz]'") from None
    try:
        data = arviz.from_netcdf(path)
    except Exception as error:  # h5netcdf, netCDF4 and xarray each have their own
        raise CannotRead(f"ArviZ cannot read it: {error}") from None
    return draws_of(data)


def _by_chain(group: Any, renamed: dict[str, str] | None = None) -> list[dict[str, np.ndarray]]:
    if group is None:
        return []
    arrays = {(renamed or {}).get(str(name), str(name)): group[name].values for name in group.data_vars}
    return [{name: array[i] for name, array in arrays.items()} for i in range(group.sizes["chain"])]
