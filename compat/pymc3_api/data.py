"""pm.Data: values of a model that can be changed later. Source: pymc3.data."""

from __future__ import annotations

import io
import pkgutil
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ..graph.types import TensorType
from ..importing.module_getattr import absent_from
from ..models.exceptions import ShapeError
from ..models.modelling.current_model import innermost_model
from ..models.modelling.data import is_masked, pandas_to_array
from ..models.modelling.generator import GeneratorAdapter
from ..models.modelling.generator import GenTensorVariable as GenTensorVariable
from ..models.modelling.minibatch import Minibatch, align_minibatches
from ..ops.tensor_variable import TensorSharedVariable

__all__ = ["Data", "GeneratorAdapter", "Minibatch", "align_minibatches", "get_data", "get_data_file"]


def get_data(filename: str) -> Any:
    """Return a data file of PyMC3's examples as io.BytesIO: from pymc3.tests if it is there, else from the web.

    filename: its name, such as "radon.csv".
    """
    import urllib.error
    import urllib.request

    try:
        content = pkgutil.get_data("pymc3.tests", f"data/{filename}")
    except (ImportError, OSError):
        content = None
    if content is None:
        try:
            with urllib.request.urlopen(_EXAMPLES + filename) as handle:
                content = handle.read()
        except urllib.error.HTTPError as error:
            raise urllib.error.URLError(
                f"pm.get_data: PyMC's examples have no file {filename!r} ({error.code} {error.reason})"
            ) from None
        except urllib.error.URLError as error:
            raise urllib.error.URLError(
                f"pm.get_data: {filename!r} is fetched from {_EXAMPLES}, which cannot be reached ({error.reason}): get "
                f"the file elsewhere, and read it by its path, `pd.read_csv({filename!r})`"
            ) from None
    return io.BytesIO(content)


def get_data_file(pkg: str, path: str) -> Any:
    """Return a data file of a package as io.BytesIO; those of PyMC3's own packages by `get_data`.

    pkg: the package, such as "pymc3.examples". path: the file's path in it, such as "data/radon.csv".
    """
    if pkg.partition(".")[0] == "pymc3":
        return get_data(path.rpartition("/")[2])
    content = pkgutil.get_data(pkg, path)
    return io.BytesIO(b"" if content is None else content)


_EXAMPLES = "https://raw.githubusercontent.com/pymc-devs/pymc-examples/main/examples/data/"


class Data:
    """A shared variable in a model, whose values `pm.set_data` changes between samplings.

    name: its name in the model. value: an array of any shape, a list, a Series or a DataFrame.
    dims: names of its dimensions, for InferenceData. export_index_as_coords: whether an index of pandas becomes coords.

    TypeError outside a model, NotImplementedError for missing values.
    """

    def __new__(
        cls,
        name: str,
        value: Any,
        *,
        dims: str | Sequence[str] | None = None,
        export_index_as_coords: bool = False,
    ) -> Any:
        model = innermost_model()
        if model is None:
            raise TypeError(
                "No model on context stack, which is needed to instantiate a data container. Add variable "
                "inside a 'with model:' block."
            )
        array = pandas_to_array(np.array(value) if isinstance(value, list) else value)
        if is_masked(array):
            raise NotImplementedError(
                f"pm.Data({name!r}) with missing values is not supported: pass the array itself "
                "as `observed`, and its missing values are filled from the model."
            )
        full = model.name_for(name)
        shared = TensorSharedVariable(
            full,
            TensorType(array.dtype.name, (False,) * array.ndim),
            np.array(array) if array.flags.writeable else array,
        )
        if isinstance(dims, str):
            dims = (dims,)
        if dims is not None and len(dims) != shared.ndim:
            raise ValueError(
                f"Length of `dims` must match the dimensions of the dataset ({len(dims)} for {shared.ndim})."
            )
        if export_index_as_coords:
            model.add_coords(_coords(value, dims, model.coords))
        if dims and tuple(model.shape_from_dims(dims)) != array.shape:
            raise ValueError(
                f"Data shape does not match with specified `dims`: {name} has shape {array.shape}, and {dims} "
                f"{tuple(model.shape_from_dims(dims))}."
            )
        model.add_random_variable(shared, dims=dims)
        return shared


def _set_coords(model: Any, value: Any, dims: Sequence[str] | None = None) -> dict[str, Any]:
    """Return the coordinates that `pm.Data(..., export_index_as_coords=True)` would add to a model.

    model: a Model. value: an array or a pandas object. dims: the names of its dimensions.
    """
    if dims is not None and len(dims) != np.ndim(value):
        raise ShapeError(
            "Invalid data shape. The rank of the dataset must match the length of `dims`.",
            np.shape(value),
            np.ndim(value),
        )
    return _coords(value, dims, model.coords)


Data.set_coords = staticmethod(_set_coords)  # type: ignore[attr-defined]


def _coords(value: Any, dims: Sequence[str] | None, known: Mapping[str, Any]) -> dict[str, Any]:
    """Return the labels of a pandas object's axes, by dimension; 0, 1, ... of an array's axes that are not `known`."""
    if dims is None:
        return {}
    if isinstance(value, np.ndarray):
        return {d: np.arange(n) for d, n in zip(dims, value.shape, strict=True) if d not in known}
    return {d: np.asarray(axis) for d, axis in zip(dims, getattr(value, "axes", ()), strict=False)}


__getattr__ = absent_from(__name__)
