"""Fits as an xarray Dataset with the dimensions fit, chain and draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from theano_common.draws import Arrays
from theano_common.installing import optional_module

if TYPE_CHECKING:
    from ..models.model import Model

AXES = ("fit", "chain", "draw")


def import_xarray() -> Any:
    """Return the xarray module. ImportError with the command that installs it."""
    return optional_module("xarray", "This needs", "[arviz]")


def dataset(
    model: Model, samples: Arrays, stats: Arrays, words: Mapping[str, Sequence[str]], attrs: dict[str, Any]
) -> Any:
    """Return a Dataset: the draws by name; statistics of chains, and `words` of fits, as coordinates.

    words: by name, such as "failure", a text for each fit. A coordinate whose name a variable of the model has gets
    an underscore.
    """
    xarray = import_xarray()
    variables: dict[str, tuple[tuple[str, ...], np.ndarray]] = {
        name: ((*AXES, *_dimensions(model, name, values.shape[3:])), values) for name, values in samples.items()
    }
    coords: dict[str, Any] = {"fit": np.arange(len(words["failure"]))}
    for axis, of in zip(AXES[1:], (1, 2), strict=True):
        coords[axis] = np.arange(next(iter(samples.values())).shape[of]) if samples else np.arange(0)
    more: dict[str, Any] = {name: (AXES[:2], values) for name, values in stats.items()}
    more |= {name: ("fit", np.array(texts, dtype=str)) for name, texts in words.items()}
    coords |= {f"{name}_" if name in variables else name: value for name, value in more.items()}
    named = {axis for axes, _ in variables.values() for axis in axes}
    labels = {name: np.asarray(labels) for name, labels in model.coords.items() if name in named}
    return xarray.Dataset(variables, {**labels, **coords}, attrs)


def _dimensions(model: Model, name: str, shape: tuple[int, ...]) -> list[str]:
    given = model.RV_dims.get(name)
    if given is not None and len(given) == len(shape):
        return list(given)
    return [f"{name}_dim_{k}" for k in range(len(shape))]


__all__ = ["dataset", "import_xarray"]
