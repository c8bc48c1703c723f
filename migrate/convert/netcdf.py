"""Write a netCDF file for ArviZ: groups posterior and sample_stats, and those of warm-up."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from theano_common.arviz_release import release_of
from theano_common.draws import Arrays, Draws
from theano_common.installing import pip_install
from theano_common.saved.inference_data import LEGACY, STAN

from .errors import CannotWrite

LEFT_OUT = "versions that are only known within bounds"


def write(draws: Draws, path: Path) -> None:
    """Write the file. CannotWrite if ArviZ is missing, or chains have unequal lengths, which the format cannot hold."""
    try:
        import arviz
    except ImportError:
        raise CannotWrite(f"netCDF is written by ArviZ: {pip_install('[arviz]')}") from None
    _check_names([*draws.variables, *draws.statistics])
    if len({len(chain) for chain in draws.chains}) != 1:
        raise CannotWrite("netCDF has no place for chains of unequal length: choose .npz")
    renamed = {} if draws.sampler in STAN else {legacy: modern for modern, legacy in LEGACY.items()}
    groups: dict[str, Any] = {"posterior": _stacked([chain.samples for chain in draws.chains], {})}
    if draws.chains[0].stats:
        groups["sample_stats"] = _stacked([chain.stats for chain in draws.chains], renamed)
    if all(chain.warmup_samples for chain in draws.chains):
        groups["warmup_posterior"] = _stacked([chain.warmup_samples or {} for chain in draws.chains], {})
        if all(chain.warmup_stats for chain in draws.chains):
            groups["warmup_sample_stats"] = _stacked([chain.warmup_stats or {} for chain in draws.chains], renamed)
    attrs = {"inference_library": draws.sampler} | _exact_versions(draws)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # ArviZ warns about shapes and its own future
        try:
            named: dict[str, Any] = {"coords": draws.attrs.get("coords"), "dims": _dims(draws), "save_warmup": True}
            data = release_of(arviz).from_dict(arviz, groups, {group: attrs for group in groups}, **named)
            data.to_netcdf(str(path))
        except (ValueError, TypeError, KeyError, RuntimeError, AttributeError) as error:
            raise CannotWrite(f"ArviZ could not write it ({error}): choose .npz") from None


def _check_names(names: Iterable[str]) -> None:
    for name in names:
        if "/" in name or not name.isprintable() or name in ("chain", "draw", ""):
            raise CannotWrite(f"netCDF has no place for the name {name!r}: choose .npz")


def _stacked(chains: list[Arrays], renamed: dict[str, str]) -> Arrays:
    return {renamed.get(name, name): np.stack([chain[name] for chain in chains]) for name in chains[0]}


def _dims(draws: Draws) -> dict[str, list[str]] | None:
    return {name: list(dims) for name, dims in draws.attrs.get("dims", {}).items()} or None


def _exact_versions(draws: Draws) -> dict[str, str]:
    version = draws.attrs.get("versions", {}).get(draws.sampler)
    return {"inference_library_version": version.least} if version and version.least == version.most else {}
