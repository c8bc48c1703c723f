"""Convert users' tables to columns and labels. Source: pymc3.glm.utils."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...graph.variable import Variable
from ...importing.module_getattr import absent_from
from ...ops.shapes.join import stack
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike


def any_to_tensor_and_labels(x: TensorLike, labels: Sequence[str] | None = None) -> tuple[Any, list[Any]]:
    """Return (a matrix variable, a label for each of its columns).

    x: an array of shape (n, k) or (n,), a list, a DataFrame, a Series, a dict of columns, or a variable. labels: names
    of the columns, which a variable needs. DataFrames, named Series and dicts have some; arrays and lists get x0, x1
    and so on. Otherwise `labels` replace those found, except in a dict, whose columns have no other order.
    """
    labels = [labels] if isinstance(labels, str) else None if labels is None else list(labels)
    found: list[Any] | None = None
    if isinstance(x, dict):
        labels, x = list(x), _columns(list(x.values()))
    elif hasattr(x, "to_numpy") and hasattr(x, "columns"):
        found = [f"x{name}" for name in x.columns] if type(x.columns).__name__ == "RangeIndex" else list(x.columns)
        x = x.to_numpy()
    elif hasattr(x, "to_numpy"):
        found, x = [x.name], x.to_numpy()[:, None]
    elif not isinstance(x, Variable):
        x = np.asarray(x)
    ndim = x.ndim
    if ndim == 0:
        raise ValueError("Cannot use scalars")
    if ndim == 1:
        x = x[:, None]
    if isinstance(x, Variable):
        if labels is None:
            raise ValueError("Please provide labels as we cannot infer shape of input")
        return x, labels
    labels = labels or found or [f"x{k}" for k in range(x.shape[1])]
    if len(labels) != x.shape[1]:
        raise ValueError(
            f"Please provide full list of labels for coefficients, got len(labels)={len(labels)} instead "
            f"of {x.shape[1]}"
        )
    return as_tensor(x), labels


def _columns(values: list[Any]) -> Any:
    if any(isinstance(v, Variable) for v in values):
        return stack([as_tensor(v) for v in values], axis=1)
    if any(isinstance(v, dict) for v in values):  # DataFrame.to_dict("dict"): row label -> value
        return np.column_stack([list(v.values()) if isinstance(v, dict) else v for v in values])
    return np.column_stack(values)


__getattr__ = absent_from(__name__)
