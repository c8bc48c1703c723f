"""What makes, reads, joins and writes InferenceData in ArviZ 0.2x, built from ArviZ 1's."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from ...models.backends.inference_tree import concatenated, of_tree

FROM_DICT = (  # arguments that are no groups
    *("name", "sample_dims", "save_warmup", "index_origin", "coords", "dims", "pred_dims", "pred_coords"),
    *("check_conventions", "attrs"),
)


def from_dict(real: Callable[..., Any]) -> Callable[..., Any]:
    """Return ArviZ 1's `from_dict`, made to accept groups as arguments, and a posterior alone, as in ArviZ 0.2x."""

    @functools.wraps(real)
    def function(posterior: Any = None, **more: Any) -> Any:
        if posterior is not None and all(isinstance(one, Mapping) for one in posterior.values()):
            return of_tree(real(posterior, **more))
        groups = {} if posterior is None else {"posterior": posterior}
        attrs = {} if more.get("attrs") is None else {"/": more["attrs"]}
        for name in [name for name in more if name not in FROM_DICT]:
            value = more.pop(name)
            if value is None:
                continue
            if name.endswith("_attrs"):
                attrs[name.removesuffix("_attrs")] = value
            else:
                groups[name] = value
        return of_tree(real(groups, **more | ({"attrs": attrs} if attrs else {})))

    return function


def as_trees(arviz: Any, data: Any, names: Any = None) -> Any:
    """Return draws in an array, or in arrays by name, as a tree; several trees as a dict by `names`."""
    if isinstance(data, list | tuple) and any(hasattr(one, "children") for one in data):
        return dict(zip(names or [f"Model {i + 1}" for i in range(len(data))], data, strict=True))
    if isinstance(data, np.ndarray | list | tuple):
        data = {"x": data}
    if not isinstance(data, dict) or any(hasattr(one, "children") or isinstance(one, dict) for one in data.values()):
        return data
    return arviz.from_dict({"posterior": {name: np.atleast_2d(draws) for name, draws in data.items()}})


def with_methods(real: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function of ArviZ 1 that gives its DataTree the methods of InferenceData."""

    @functools.wraps(real)
    def function(*args: Any, **more: Any) -> Any:
        return of_tree(real(*args, **more))

    return function


def concat(*args: Any, dim: str | None = None, copy: bool = True, inplace: bool = False, reset_dim: bool = True) -> Any:
    """Return one object of several, or add to the first of them (inplace=True)."""
    parts = args[0] if len(args) == 1 and isinstance(args[0], list | tuple) else args
    made = concatenated([part.copy(deep=copy) for part in parts], dim, reset_dim)
    if not inplace:
        return made
    for name, child in made.children.items():
        parts[0][name] = child.copy()
    return None


def to_netcdf_of(arviz: Any) -> Callable[..., Any]:
    """Return `to_netcdf`."""

    def to_netcdf(
        data: Any,
        filename: Any,
        *,
        group: str = "posterior",
        engine: str = "h5netcdf",
        coords: Any = None,
        dims: Any = None,
    ) -> Any:
        made = arviz.convert_to_datatree(data, group=group, coords=coords, dims=dims)
        made.to_netcdf(filename, engine=engine)
        return filename

    return to_netcdf
