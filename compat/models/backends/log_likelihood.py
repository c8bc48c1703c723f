"""The log density of each observed datum for many draws, by one compiled function that fills rows of a table."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ...compilation.densities.density import Density
from ...compilation.densities.entry import Graphs
from ...compilation.equal_values import equal_values_as_numbers
from ...compilation.stages import Written
from ...graph.annotations import Annotation
from ...graph.traversal import replace
from ...graph.types import TensorType
from ...graph.variable import annotated
from ..modelling.functions import flat_view

LARGEST_TABLE = 4_000_000  # elements of a table of draws; more are computed in several tables


def log_likelihood(model: Any, variables: Sequence[Any], columns: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return the log density of each datum.

    variables: observed ones of the model. columns: (draws, *shape) of each free variable, by name.
    Returns name -> (draws, *data), NaN where a datum was missing.
    """
    density = _density(model, variables)
    free = model.free_RVs
    draws = len(columns[free[0].name])
    points = np.concatenate(
        [np.asarray(columns[v.name], dtype="float64").reshape(draws, int(v.dsize)) for v in free], axis=1
    )
    shapes = density.recorded_shapes(points[0] if draws else np.zeros(density.dimension))
    masks = [_mask(v, len(shape)) for v, shape in zip(variables, shapes, strict=True)]
    found = [
        np.empty((draws, *(shape or (1,))), _dtype(v, mask is not None))
        for v, shape, mask in zip(variables, shapes, masks, strict=True)
    ]
    ends = np.cumsum([math.prod(shape) for shape in shapes])
    rows = max(1, LARGEST_TABLE // max(int(ends[-1]), 1))
    for first in range(0, draws, rows):
        block = slice(first, first + rows)
        if len(found) == 1 and found[0].dtype == np.float64:  # filled in place, so that no array exists twice
            density.expand_rows(points[block], found[0][block].reshape(-1, int(ends[-1])))
            continue
        table = density.expand_rows(points[block], np.empty((len(points[block]), int(ends[-1]))))
        for array, shape, end in zip(found, shapes, ends, strict=True):
            array[block] = table[:, end - math.prod(shape) : end].reshape(-1, *(shape or (1,)))
    for array, mask in zip(found, masks, strict=True):
        if mask is not None:
            array[:, mask] = np.nan
    return {v.name: array for v, array in zip(variables, found, strict=True)}


def _density(model: Any, variables: Sequence[Any]) -> Density:
    """Return the compiled function from all free values to the log densities of `variables`; kept with the model."""
    key = "log_likelihood", tuple(v.name for v in variables)
    if key not in model._functions:
        free = list(model.free_RVs)
        outputs = equal_values_as_numbers(free, [v.logp_elemwiset for v in variables])
        dimension = sum(v.dsize for v in free)
        x = annotated(TensorType("float64", (False,)), Annotation(lengths=(dimension,)), "x")

        graphs = LikelihoodGraphs(x, free, outputs)
        written = Written(free, outputs, ("log likelihood", [(v.dshape, v.dtype) for v in free]))
        model._functions[key] = Density(x, graphs, dimension, None, written, written)
    return model._functions[key]


class LikelihoodGraphs(Graphs):
    """The log densities `outputs` over the vector `x` of the free variables."""

    def __init__(self, x: Any, free: Sequence[Any], outputs: Sequence[Any]) -> None:
        super().__init__()
        self._x, self._free, self._outputs = x, free, outputs

    def make(self) -> Mapping[str, list[Any]]:
        wanted = [v if v.dtype == "float64" else v.astype("float64") for v in self._outputs]
        return {"logp": [], "expand": replace(wanted, flat_view(self._free, self._x))}


def _dtype(variable: Any, has_missing: bool) -> str:
    """Return the dtype of the density, or a float type where NaN marks missing data."""
    dtype = variable.logp_elemwiset.dtype
    return "float64" if has_missing and not dtype.startswith("float") else dtype


def _mask(variable: Any, dimensions: int) -> np.ndarray | None:
    """Return a mask of missing data by density; None if no data are missing."""
    mask = getattr(getattr(variable, "observations", None), "mask", None)
    if mask is None or variable.missing_values is None:
        return None
    # a vector has one density, missing if any of its elements is
    return mask.any(axis=-1) if mask.ndim > dimensions else mask
