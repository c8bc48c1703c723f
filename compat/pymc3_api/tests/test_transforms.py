"""Checks of transforms. Source of the names: pymc3.tests.test_transforms."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...functions.function import function
from ...graph.types import TensorType
from ...importing.module_getattr import absent_from
from ...models.modelling.theanof import jacobian
from ...ops.elementwise.functions import abs_, log
from ...ops.linear_algebra.inverse import det
from ...ops.shapes.diagonals import diag
from ...ops.tensor_op import as_tensor
from .checks import close_to
from .domains import R
from .helpers import select_by_precision

tol = select_by_precision(float64=1e-7, float32=1e-6)
_scalar = TensorType("float64", ())
_vector = TensorType("float64", (False,))


def _input(constructor: Any, name: str, test: Any) -> Any:
    variable = constructor(name)
    variable.tag.test_value = test
    return variable


def check_transform(transform: Any, domain: Any, constructor: Any = _scalar, test: Any = 0) -> None:
    """Assert that `backward` inverts `forward`, and that `forward_val` agrees, at each value of a domain.

    transform: the Transform. domain: a Domain, whose `vals` are numbers or arrays. constructor: makes the variable,
    such as `tt.dvector`; a scalar by default. test: its test value.
    """
    x = _input(constructor, "x", test)
    forward = transform.forward(x)
    f = function([x], [forward, transform.backward(forward)])
    for value in domain.vals:
        there, back = f(value)
        close_to(value, back, tol)
        close_to(transform.forward_val(value), there, tol)


def check_vector_transform(transform: object, domain: Any) -> None:
    """Call `check_transform` for vectors."""
    check_transform(transform, domain, _vector, test=np.array([0, 0]))


def get_values(transform: Any, domain: Any = R, constructor: Any = _scalar, test: Any = 0) -> np.ndarray:
    """Return the result of `backward` for each value of `domain`."""
    x = _input(constructor, "x", test)
    backward = function([x], transform.backward(x))
    return np.array([backward(value) for value in domain.vals])


def check_jacobian_det(
    transform: Any,
    domain: Any,
    constructor: Any = _scalar,
    test: Any = 0,
    make_comparable: Any = None,
    elemwise: bool = False,
) -> None:
    """Assert that `jacobian_det` is the log determinant of the derivatives of `backward`.

    make_comparable: selects as many elements of `backward`'s result as it has inputs. elemwise: diagonal matrix.
    """
    y = _input(constructor, "y", test)
    x = transform.backward(y)
    derivatives = jacobian(x if make_comparable is None else make_comparable(x), [y])
    expected = log(abs_(diag(derivatives))) if elemwise else log(det(derivatives))
    f = function([y], [expected, as_tensor(transform.jacobian_det(y))], on_unused_input="ignore")
    for value in domain.vals:
        close_to(*f(value), tol)


__all__ = ["check_jacobian_det", "check_transform", "check_vector_transform", "get_values", "tol"]
__getattr__ = absent_from(__name__)
