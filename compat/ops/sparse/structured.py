"""Functions of the elements that a sparse matrix stores; others stay 0. Source: theano.sparse.basic.

Functions that keep 0 (sin, sqrt, ...) have NumPy's names, the others begin with `structured_`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...docstrings import text
from ..elementwise import functions as elementwise
from ..tensor_op import as_tensor
from .compressed_arrays import CSM, csm_properties
from .op import compressed

EXAMPLE = """
import scipy.sparse

x = theano.sparse.csr_matrix("x")
f = theano.function([x], theano.sparse.{}(x{}))
assert f(scipy.sparse.csr_matrix([[0.0, 0.5]])).nnz == 1
"""


def structured_monoid(tensor_op: Callable[..., Any]) -> Callable[[Any], Any]:
    """Return a decorator for functions that apply an operation to the elements that their first argument stores.

    tensor_op: a function of a vector of these elements, and of scalars, the other arguments.
    """

    def decorator(named: Any) -> Any:
        def of_stored(x: Any, *others: Any) -> Any:
            x = compressed(x, named.__name__)
            scalars = [as_tensor(v) for v in others]
            for v in scalars:
                if v.type.ndim:
                    raise TypeError(f"{named.__name__} takes scalars beside the matrix, `{v}` is {v.type}.")
            data, indices, indptr, shape = csm_properties(x)
            return CSM(x.type.format)(tensor_op(data, *scalars), indices, indptr, shape)

        of_stored.__name__ = of_stored.__qualname__ = named.__name__
        of_stored.__doc__ = named.__doc__
        return of_stored

    return decorator


def _structured(name: str, function: str | None = None) -> Any:
    def named() -> None: ...

    named.__name__ = name
    entry = elementwise.TABLE[(function or name).removeprefix("structured_")]
    named.__doc__ = text(
        f"Return, of the elements that a sparse matrix stores, {entry.doc}. The others stay 0.",
        {"x": "a sparse matrix; further operands (y) are scalars" if entry.nin != 1 else "a sparse matrix"},
        EXAMPLE.format(name, ", 2.0" if entry.nin != 1 else ""),
        "theano.sparse.basic",
    )
    return structured_monoid(getattr(elementwise, function or name))(named)


structured_sigmoid = _structured("structured_sigmoid", "sigmoid")
structured_exp = _structured("structured_exp", "exp")
structured_log = _structured("structured_log", "log")
structured_pow = _structured("structured_pow", "pow")
structured_minimum = _structured("structured_minimum", "minimum")
structured_maximum = _structured("structured_maximum", "maximum")
structured_add = _structured("structured_add", "add")

KEEPING_ZERO = (
    "sin",
    "tan",
    "arcsin",
    "arctan",
    "sinh",
    "arcsinh",
    "tanh",
    "arctanh",
    "sgn",
    "ceil",
    "floor",
    "log1p",
    "expm1",
    "deg2rad",
    "rad2deg",
    "trunc",
    "sqr",
    "sqrt",
    "conj",
)
(
    sin,
    tan,
    arcsin,
    arctan,
    sinh,
    arcsinh,
    tanh,
    arctanh,
    sgn,
    ceil,
    floor,
    log1p,
    expm1,
    deg2rad,
    rad2deg,
    trunc,
    sqr,
    sqrt,
    conj,
) = map(_structured, KEEPING_ZERO)
rint = _structured("rint", "round_half_to_even")
