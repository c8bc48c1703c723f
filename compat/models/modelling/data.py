"""Conversion of observed data to what graphs hold. Source: pymc3.model.pandas_to_array, as_tensor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...distributions.formulas import float_x, int_x
from ...emulated_versions import older_than
from ...graph.variable import SharedVariable, Variable
from ...ops.tensor_op import as_tensor as to_tensor
from ...ops.tensor_types import TensorLike
from ...ops.tensor_variable import Tensor
from ...settings import config
from .current_model import modelcontext
from .generator import generator


def is_masked(value: TensorLike) -> bool:
    """Return whether `value` is a masked array, without importing NumPy's module for them where it is none."""
    return isinstance(value, np.ndarray) and type(value) is not np.ndarray and isinstance(value, np.ma.MaskedArray)


def pandas_to_array(data: Any) -> Any:
    """Return data as an array, masked if values are missing; variables are returned unchanged.

    data: an array, a pandas object, a list (never masked), a generator or a sparse matrix, of any shape. Floats become
    floatX. An array that needs no conversion is returned itself, so whoever keeps it must copy it.
    """
    if isinstance(data, np.ndarray) and not data.dtype.isnative:  # of a FITS file, say
        data = data.astype(data.dtype.newbyteorder("="))
    if hasattr(data, "to_numpy") and hasattr(data, "isnull"):
        values, mask = data.to_numpy(), np.asarray(data.isnull())  # that of an Index is an array
        found = np.ma.MaskedArray(values, mask) if mask.any() else values
    elif is_masked(data):
        found = data if data.mask.any() else data.filled()
    elif isinstance(data, np.ndarray):
        mask = np.isnan(data) if data.dtype.kind in "fc" else np.zeros((), bool)
        found = np.ma.MaskedArray(data, mask) if mask.any() else data
    elif isinstance(data, Variable):
        found = data
    elif hasattr(data, "__next__"):
        found = generator(data)
    elif type(data).__module__.startswith("scipy.sparse"):
        found = data
    else:
        found = np.asarray(data)
    _refuse_what_is_no_number(found)
    if "int" in str(getattr(data, "dtype", "")) and not older_than("3.9"):
        return int_x(found)
    if type(found) is np.ndarray and found.dtype == config.floatX:
        return found
    return float_x(found)


def _refuse_what_is_no_number(found: Any) -> None:
    """Raise TypeError for dates and texts."""
    kind = found.dtype.kind if isinstance(found, np.ndarray) else "f"
    if kind in "mMUST" or kind == "O" and any(isinstance(one, str) for one in np.ravel(found)[:1]):
        raise TypeError(
            f"observed data are {'dates' if kind in 'mM' else 'texts'} ({str(np.ravel(found)[0])!r}, ...), and a "
            "density takes numbers: give the number of each, such as "
            + ("days, `(dates - dates[0]).days`." if kind in "mM" else "`pd.factorize(column)[0]`.")
        )


def cast(data: Any, dtype: str) -> Any:
    """Return data in the dtype of a distribution, without NumPy 2's warning for NaN or infinity cast to integers.

    Such values occur under the mask of missing counts. NumPy 1 did not warn, and some test suites run with `-W error`.
    """
    if data.dtype == dtype:
        return data
    with np.errstate(invalid="ignore", over="ignore"):
        return data.astype(dtype)


def scaling(total_size: int | Sequence[Any] | None, shape: Tensor, ndim: int) -> Any:
    """Return the factor of a mini-batch's log density: total_size over the batch's length, for each axis."""
    if total_size is None:
        return float_x(1)
    if isinstance(total_size, int):
        return to_tensor(float_x(float_x(total_size) / float_x(shape[0] if ndim >= 1 else 1)))
    if not isinstance(total_size, list | tuple):
        raise TypeError(f"Unrecognized `total_size` type, expected int or list of ints, got {total_size!r}")
    if not all(isinstance(n, int) for n in total_size if n is not Ellipsis and n is not None):
        raise TypeError(f"Unrecognized `total_size` type, expected int or list of ints, got {total_size!r}")
    if total_size.count(Ellipsis) > 1:
        raise ValueError(f"Double Ellipsis in `total_size` is restricted, got {total_size!r}")
    cut = list(total_size).index(Ellipsis) if Ellipsis in total_size else len(total_size)
    first, last = list(total_size[:cut]), list(total_size[cut + 1 :])
    if len(first) + len(last) > ndim:
        raise ValueError(
            f"Length of `total_size` is too big, number of scalings is bigger that ndim, got {total_size!r}"
        )
    axes = [*enumerate(first), *enumerate(last, start=ndim - len(last))]
    factor: Any = float_x(1)
    for axis, n in axes:
        if n is not None:
            factor = factor * (float_x(n) / shape[axis])
    return to_tensor(float_x(factor))


def set_data(new_data: dict[str, Any], model: Any = None) -> None:
    """Set new values for `pm.Data` containers. TypeError for a variable that is not one.

    new_data: name -> new value, whose shape may be another one. model: the model; that of the `with` block by default.
    """
    model = modelcontext(model)
    for name, value in new_data.items():
        container = model[name]
        if not isinstance(container, SharedVariable):
            raise TypeError(
                f"The variable `{name}` must be defined as `pymc3.Data` inside the model to allow "
                f"updating. The current type is: {type(container)}."
            )
        container.set_value(pandas_to_array(np.array(value) if isinstance(value, list) else value))
