"""InferenceData under ArviZ 1, whose groups form a DataTree of xarray: with the methods that ArviZ 0.2x gave it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import xarray

OF_TREES = frozenset({"name", "children", "parent", "dataset"})


class GroupNames(tuple[str, ...]):
    """The paths of a tree's groups, as ArviZ 1 asks for them; called, the names, as ArviZ 0.2x gave them."""

    def __call__(self) -> list[str]:
        return [path.removeprefix("/") for path in self if path != "/"]


class InferenceData(xarray.DataTree):
    """A DataTree with what ArviZ 0.2x's InferenceData could do, and its groups with what a Dataset can."""

    __slots__ = ()

    def __init__(self, *args: Any, **groups: Any) -> None:
        of_tree = {name: groups.pop(name) for name in OF_TREES & groups.keys()}
        attrs, _ = groups.pop("attrs", None), groups.pop("save_warmup", None)
        super().__init__(*args, **of_tree)
        if attrs:
            self.attrs.update(attrs)
        self.add_groups(groups)

    @property
    def groups(self) -> GroupNames:  # type: ignore[override]
        """Return the names of the groups."""
        return GroupNames(super().groups)

    def add_groups(self, group_dict: Mapping[str, Any] | None = None, **groups: Any) -> None:
        """Add groups in place: datasets, or mappings from a variable to its array (chains, draws, ...)."""
        for name, data in {**(group_dict or {}), **groups}.items():
            if name in self.children:
                raise ValueError(f"{name} group(s) already exists.")
            self[name] = type(self)(_dataset(data))

    def extend(self, other: xarray.DataTree, join: str = "left") -> None:
        """Add the groups of another in place. join: "left" keeps a group that both have, "right" replaces it."""
        if join not in ("left", "right"):
            raise ValueError(f"join must be either 'left' or 'right', found {join}")
        for name, child in other.children.items():
            if join == "right" or name not in self.children:
                self[name] = type(self)(child.to_dataset())

    def map(
        self, fun: Callable[..., Any], groups: Any = None, filter_groups: Any = None, inplace: bool = False, **more: Any
    ) -> InferenceData | None:
        """Return the object with `fun(dataset)` in the place of each of `groups` (default: all)."""
        args = more.pop("args", ())
        chosen = self.chosen(groups, filter_groups)
        made = {
            name: fun(child.to_dataset(), *args, **more) if name in chosen else child.to_dataset()
            for name, child in self.children.items()
        }
        if inplace:
            for name in chosen:
                self[name] = type(self)(made[name])
            return None
        return type(self).from_dict(made)

    def to_netcdf(  # type: ignore[override]
        self, filename: Any = None, compress: bool = True, groups: Any = None, **more: Any
    ) -> Any:
        """Write a file, of all groups or those that are named; return its name. compress: as ArviZ 0.2x did."""
        if filename is None:
            return super().to_netcdf(**more)
        chosen = self.chosen(groups)
        written = self if groups is None else type(self).from_dict({n: self[n].to_dataset() for n in chosen})
        if compress and "encoding" not in more:
            names = {n: [str(v) for v, x in self[n].data_vars.items() if x.dtype.kind in "biufc"] for n in chosen}
            more["encoding"] = {f"/{n}": {v: {"zlib": True} for v in of} for n, of in names.items() if of}
        xarray.DataTree.to_netcdf(written, filename, **more)
        return filename

    def chosen(self, groups: Any, how: str | None = None) -> list[str]:
        """Return the names of groups that are meant, by name, part of the name (how="like") or pattern ("regex")."""
        if groups is None:
            return list(self.children)
        given = [groups] if isinstance(groups, str) else list(groups)
        of_kinds = {"posterior_groups": POSTERIOR, "prior_groups": PRIOR, "observed_vars": OBSERVED}
        names = [one for name in given for one in of_kinds.get(name, (name,))]
        if how == "like":
            return [name for name in self.children if any(part in name for part in names)]
        if how == "regex":
            return [name for name in self.children if any(re.search(part, name) for part in names)]
        return [name for name in self.children if name in names]

    def __getattr__(self, name: str) -> Any:
        """Return a method of Dataset that a DataTree lacks; for the whole, one that is applied to its groups."""
        try:
            return super().__getattr__(name)
        except AttributeError:
            if name.startswith("_") or not hasattr(xarray.Dataset, name):
                raise
            if self.has_data or not callable(getattr(xarray.Dataset, name)):
                return getattr(self.to_dataset(), name)

        def of_groups(
            *args: Any, groups: Any = None, filter_groups: Any = None, inplace: bool = False, **how: Any
        ) -> Any:
            return self.map(
                lambda dataset: getattr(dataset, name)(*args, **how), groups, filter_groups, inplace=inplace
            )

        return of_groups


POSTERIOR = ("posterior", "posterior_predictive", "sample_stats", "log_likelihood")
PRIOR = ("prior", "prior_predictive", "sample_stats_prior")
OBSERVED = ("posterior_predictive", "observed_data", "prior_predictive")


def of_tree(found: Any) -> Any:
    """Return a DataTree as InferenceData; anything else as it is."""
    if not isinstance(found, xarray.DataTree) or isinstance(found, InferenceData):
        return found
    made = InferenceData.from_dict({path: node.to_dataset() for path, node in found.subtree_with_keys})
    if found._close is not None:  # a file that is read when it is asked for
        made.set_close(found._close)
    return made


def concatenated(parts: Iterable[xarray.DataTree], dim: str | None = None, reset_dim: bool = True) -> InferenceData:
    """Return one object of several: of their groups, or with `dim` ("chain", "draw") of their draws."""
    parts = list(parts)
    made = InferenceData()
    if dim is None:
        for part in parts:
            for name, child in part.children.items():
                if name in made.children:
                    raise TypeError("Concatenating overlapping groups is not supported unless `dim` is defined.")
                made[name] = InferenceData(child.to_dataset())
        return made
    if dim.lower() not in ("chain", "draw"):
        raise TypeError(f"Invalid `dim`: {dim}. Valid `dim` are {{group, chain, draw}}")
    for name, first in parts[0].children.items():
        if dim not in first.dims:
            made[name] = InferenceData(first.to_dataset())
            continue
        joined = xarray.concat([part[name].to_dataset() for part in parts], dim=dim, combine_attrs="override")
        if reset_dim:
            joined[dim] = range(joined.sizes[dim])
        made[name] = InferenceData(joined)
    return made


def _dataset(data: Any) -> Any:
    if isinstance(data, xarray.DataTree):
        return data.to_dataset()
    if not isinstance(data, Mapping) or isinstance(data, xarray.Dataset):
        return data
    import arviz  # its tree is what we are

    return arviz.dict_to_dataset(data)
