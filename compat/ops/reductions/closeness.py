"""`isclose` and `allclose`. Source: theano.tensor.basic."""

from __future__ import annotations

from typing import Any

from ...graph.variable import Variable
from ..elementwise.functions import abs_, and_, eq, invert, isinf, isnan, le, or_
from ..tensor_op import as_tensor
from ..tensor_types import TensorLike
from .functions import all as all_over


def isclose(a: Any, b: Any, rtol: float = 1e-05, atol: float = 1e-08, equal_nan: bool = False) -> Any:
    """Return whether |a - b| <= atol + rtol * |b|, element by element; equal infinities are close.

    a, b: tensors that broadcast together. rtol: the tolerance as a fraction of b. atol: the tolerance itself.
    equal_nan: two NaN are close too.
    """
    a, b = as_tensor(a), as_tensor(b)
    either_infinite = or_(isinf(a), isinf(b))
    close = or_(and_(le(abs_(a - b), atol + rtol * abs_(b)), invert(either_infinite)), and_(either_infinite, eq(a, b)))
    return or_(close, and_(isnan(a), isnan(b))) if equal_nan else close


def allclose(a: Variable, b: TensorLike, rtol: float = 1e-05, atol: float = 1e-08, equal_nan: bool = False) -> Any:
    """Return whether `isclose` holds for all elements, a scalar.

    a, b: tensors of any shape that broadcast together. rtol, atol, equal_nan: as in isclose.
    """
    return all_over(isclose(a, b, rtol, atol, equal_nan))
