"""ArviZ's InferenceData from any source as groups of named arrays, and its conversion to Draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ..draws import Arrays, Chain, Draws
from .errors import CannotRead
from .versions import Version

# ArviZ's names of statistics -> the legacy names.
LEGACY = {
    "lp": "model_logp",
    "logp": "model_logp",  # nutpie's
    "tree_depth": "depth",
    "acceptance_rate": "mean_tree_accept",
    "n_steps": "tree_size",
}
STAN = ("pystan", "cmdstanpy", "cmdstan", "stan", "rstan")  # their lp drops constants, so it is not a model_logp
GROUPS = ("posterior", "sample_stats", "warmup_posterior", "warmup_sample_stats")


@dataclass(frozen=True)
class Group:
    """One group: variable -> (dimension names, array), dimension -> labels, and attributes."""

    variables: dict[str, tuple[tuple[str, ...], np.ndarray]]
    coords: dict[str, list[Any]] = field(default_factory=dict)
    attrs: dict[str, Any] = field(default_factory=dict)


def draws_of(data: object) -> Draws:
    """Return the draws of an InferenceData, or of any object with its groups."""
    return of_groups({name: _group(group) for name in GROUPS if (group := getattr(data, name, None)) is not None})


def of_groups(groups: Mapping[str, Group]) -> Draws:
    """Return the draws in `posterior` and `sample_stats`, with the warm-up groups if there are any."""
    posterior = groups.get("posterior")
    if posterior is None or not posterior.variables:
        raise CannotRead("the InferenceData has no group `posterior`, or it is empty")
    library = str(posterior.attrs.get("inference_library", ""))
    renamed = {} if library.lower() in STAN else LEGACY
    samples = _by_chain(posterior)
    stats, warmup, warmup_stats = (
        _by_chain(groups[name], names) if name in groups else []
        for name, names in (("sample_stats", renamed), ("warmup_posterior", {}), ("warmup_sample_stats", renamed))
    )
    if any(len(other) not in (0, len(samples)) for other in (stats, warmup, warmup_stats)):
        raise CannotRead("an InferenceData whose groups have unlike numbers of chains")
    chains = []
    for i, one in enumerate(samples):
        before = (warmup[i] if warmup else None, warmup_stats[i] if warmup and warmup_stats else None)
        chains.append(Chain(one, stats[i] if stats else {}, *before))
    return Draws(tuple(chains), sampler=library, attrs=_labels(posterior) | _versions(posterior.attrs))


def _by_chain(group: Group, renamed: Mapping[str, str] | None = None) -> list[Arrays]:
    made: list[Arrays] = []
    for name, (dims, array) in group.variables.items():
        if array.dtype.kind not in "biufc" or "chain" not in dims or "draw" not in dims:
            continue  # a text (of a warning), or one number for the whole run
        rest = [i for i, dim in enumerate(dims) if dim not in ("chain", "draw")]
        ordered = array.transpose([dims.index("chain"), dims.index("draw"), *rest])
        made = made or [{} for _ in range(len(ordered))]
        if len(made) != len(ordered):
            raise CannotRead(f"{name} has {len(ordered)} chains, other variables {len(made)}")
        for chain, values in zip(made, ordered, strict=True):
            chain[(renamed or {}).get(name, name)] = values
    return made


def _labels(posterior: Group) -> dict[str, Any]:
    """Return the names of axes: dims, variable -> dimensions; coords, dimension -> labels."""
    dims = {
        name: tuple(dim for dim in of if dim not in ("chain", "draw"))
        for name, (of, _) in posterior.variables.items()
        if len(of) > 2
    }
    used = {dim for of in dims.values() for dim in of}
    coords = {name: list(labels) for name, labels in posterior.coords.items() if name in used}
    return ({"dims": dims} if dims else {}) | ({"coords": coords} if coords else {})


def _versions(attrs: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Version] = {}
    library, version = attrs.get("inference_library"), attrs.get("inference_library_version")
    if isinstance(library, str) and isinstance(version, str):
        found[library] = Version(version, version, "the attribute inference_library_version")
    if isinstance(version := attrs.get("arviz_version"), str):
        found["arviz"] = Version(version, version, "the attribute arviz_version")
    return {"versions": found} if found else {}


def _group(data: Any) -> Group:
    """Return a group of a live InferenceData, an xarray.Dataset."""
    variables = {str(name): (tuple(map(str, data[name].dims)), data[name].values) for name in data.data_vars}
    coords = {str(name): data.coords[name].values.tolist() for name in data.coords if data.coords[name].ndim == 1}
    return Group(variables, coords, dict(data.attrs))
