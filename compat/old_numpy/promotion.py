"""Numbers beside arrays as NumPy computed with them before version 2: by their values, not by their types.

A float64 scalar beside an array of float32 left it float32, and is float64 now; np.float32(3) - 1e100 was a float64,
and is a float32 now, of infinite size; an array of uint8 plus 300 was uint16, and is refused now. No switch of NumPy
brings the old rules back. Here they are written down: a scalar is converted to the type that it counted as, and
today's NumPy then gives the old result. `operators` compiles the user's operators so that their operands come through
here.
"""

from __future__ import annotations

from typing import Any

import numpy as np

NUMPY = (np.ndarray, np.generic)
NUMBERS = (*NUMPY, int, float, complex)
RANKS = {"b": 0, "i": 1, "u": 1, "f": 2, "c": 2}  # of dtype kinds; complex numbers count as floats
PLAIN = frozenset((int, float, str, bool, type(None), list, tuple, dict))  # neither needs a look
Array = np.ndarray


def operands(left: Any, right: Any) -> tuple[Any, Any]:
    """Return both operands of an operator, scalars of them converted to the type that they counted as."""
    if type(left) in PLAIN and type(right) in PLAIN:
        return left, right
    known = isinstance(left, NUMBERS) and isinstance(right, NUMBERS)
    if not known or not (isinstance(left, NUMPY) or isinstance(right, NUMPY)):
        return left, right
    if np.ndim(left):
        return left, right if np.ndim(right) else beside(left.dtype, right)
    if np.ndim(right):
        return beside(right.dtype, left), right
    return _with_a_type(left), _with_a_type(right)


def compared(left: Any, right: Any) -> tuple[Any, Any]:
    """Return what `left == right` and `left != right` compare: 0 and 1, which are not equal, where NumPy gave False.

    That is for an array beside a text, or two arrays whose shapes do not fit.
    """
    if type(left) in PLAIN and type(right) in PLAIN:
        return left, right
    if isinstance(left, Array):
        never = _is_never(left, right)
    elif isinstance(right, Array):
        never = _is_never(right, left)
    else:
        return operands(left, right)
    return (0, 1) if never else operands(left, right)


def written(value: Any, target: Any) -> Any:
    """Return the operand of `target += value` and its like."""
    left, right = operands(target, value)
    if left is target or not isinstance(right, np.generic):
        return right
    return right.astype(np.result_type(left, right))  # a number of Python keeps its place, so the other one is widened


def beside(dtype: np.dtype, scalar: Any) -> Any:
    """Return a scalar in the type that it counts as beside an array of this dtype."""
    value = _with_a_type(scalar)
    kind = getattr(value, "dtype", np.dtype(object)).kind
    if dtype.kind not in RANKS or kind not in RANKS:
        return scalar
    if RANKS[kind] > RANKS[dtype.kind]:
        return value
    least = smallest(value, signed=dtype.kind != "u")
    return value.astype(np.promote_types(dtype, least))


def smallest(value: Any, signed: bool) -> np.dtype:
    """Return the smallest type that holds a value; of whole numbers the signed one, if it is asked for and fits."""
    least = np.min_scalar_type(value)
    if least.kind == "u" and signed and value <= np.iinfo(f"i{least.itemsize}").max:
        return np.dtype(f"i{least.itemsize}")
    return least


def _with_a_type(scalar: Any) -> Any:
    """Return a number of Python as NumPy's; one that is too large stays as it is."""
    if isinstance(scalar, np.generic):
        return scalar
    if isinstance(scalar, np.ndarray):
        return scalar[()]
    try:
        made = np.asarray(scalar)
    except OverflowError:
        return scalar
    return scalar if made.dtype == object else made[()]


def _is_never(array: np.ndarray, other: Any) -> bool:
    if isinstance(other, str | bytes):
        return array.dtype.kind in RANKS
    if array.dtype.names or type(other) not in (np.ndarray, list, tuple):
        return False
    try:
        shape = np.shape(other)
    except ValueError:  # rows of other lengths
        return False
    return any(n != m and 1 not in (n, m) for n, m in zip(array.shape[::-1], shape[::-1], strict=False))


__all__ = ["beside", "compared", "operands", "smallest", "written"]
