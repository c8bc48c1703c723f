"""Types of tensors, and the functions that make variables of them: `matrix`, `dscalar`, `fvectors`, ...

In legacy code `dscalar` is itself a TensorType that is called to make a variable; so it is here, and it can be used
in `itypes` and `otypes` of an Op.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...docstrings import text
from ...graph import dtypes
from ...graph.types import TensorType, Type
from ...graph.variable import Variable
from ...importing.module_getattr import absent_from
from ...ops.tensor_types import TensorLike
from ...settings import config

DTYPES = {
    "b": "int8",
    "w": "int16",
    "i": "int32",
    "l": "int64",
    "f": "float32",
    "d": "float64",
    "c": "complex64",
    "z": "complex128",
}
PATTERNS: dict[str, tuple[bool, ...]] = {
    "scalar": (),
    "vector": (False,),
    "matrix": (False, False),
    "row": (True, False),
    "col": (False, True),
    **{f"tensor{n}": (False,) * n for n in (3, 4, 5, 6, 7)},
}
PLURALS = {
    "scalar": "scalars",
    "vector": "vectors",
    "matrix": "matrices",
    "row": "rows",
    "col": "cols",
    **{f"tensor{n}": f"tensor{n}s" for n in (3, 4, 5, 6, 7)},
}

SOURCE = "theano.tensor.basic"
WORDS = {
    "name": "shown in errors and printed graphs",
    "dtype": "a NumPy dtype; `config.floatX` by default, as it is when the function is called",
}


def _told(kind: str, pattern: tuple[bool, ...]) -> str:
    """Return what a kind of variable is: `a matrix, (n, m)`."""
    lengths = ", ".join("1" if one else letter for one, letter in zip(pattern, "nmklpqr", strict=False))
    if not kind.startswith("tensor"):
        return f"a {kind} ({lengths}{',' * (len(pattern) == 1)})" if pattern else f"a {kind}"
    return f"a tensor with {len(pattern)} dimensions, of shape ({lengths})"


def _maker(kind: str, pattern: tuple[bool, ...]) -> Callable[..., Any]:
    def make(name: str | None = None, dtype: str | None = None) -> Any:
        return TensorType(config.floatX if dtype is None else dtype, pattern)(name)

    make.__name__ = make.__qualname__ = kind
    make.__doc__ = text(f"Make a variable: {_told(kind, pattern)}.", WORDS, f'x = tt.{kind}("x")', SOURCE)
    return make


def _several(kind: str, one: Callable[..., Any]) -> Callable[..., Any]:
    def make(*names: str) -> Any:
        if len(names) == 1:
            if isinstance(names[0], str) and len(names[0]) == 1:
                return one(names[0])  # a single variable, as theano.tensor.basic._multi gave
            names = (None,) * names[0] if isinstance(names[0], int) else tuple(names[0])
        return [one(name) for name in names]

    make.__name__ = make.__qualname__ = kind
    said = "Make a list of variables, by their names or their number. One name of one letter gives the variable itself."
    make.__doc__ = text(said, {}, f'x, y = tt.{kind}("x", "y")\nunnamed = tt.{kind}(2)', SOURCE)
    return make


def _all_makers() -> dict[str, Any]:
    """Return every spelling: `matrix`, `matrices`, `dmatrix`, `dmatrices`, ..."""
    makers: dict[str, Any] = {}
    for kind, pattern in PATTERNS.items():
        makers[kind] = _maker(kind, pattern)
        makers[PLURALS[kind]] = _several(PLURALS[kind], makers[kind])
        for letter, dtype in DTYPES.items():
            makers[letter + kind] = TensorType(dtype, pattern)
            if letter in "ilfd":
                makers[letter + PLURALS[kind]] = _several(letter + PLURALS[kind], makers[letter + kind])
    return makers


int_dtypes, uint_dtypes = list(dtypes.INTEGERS), list(dtypes.UNSIGNED)
float_dtypes, complex_dtypes = list(dtypes.FLOATS), list(dtypes.COMPLEX)
integer_dtypes = [*int_dtypes, *uint_dtypes]
discrete_dtypes, continuous_dtypes = ["bool", *integer_dtypes], [*float_dtypes, *complex_dtypes]
all_dtypes = [*discrete_dtypes, *continuous_dtypes]

MAKERS = _all_makers()
globals().update(MAKERS)


def tensor(*args: Any, name: str | None = None, **kwargs: Any) -> Any:
    """Make a variable of any type, by its dtype and pattern: `tensor(dtype, broadcastable)`.

    name: shown in errors and printed graphs. The pattern has a bool for each dimension: whether its length is 1 in the
    shape of every value.
    """
    return TensorType(*args, **kwargs)(name)


def values_eq_approx_remove_inf(a: Any, b: Any) -> bool:
    """Return whether two arrays are equal up to rounding, with infinities of the first equal to anything.

    a, b: arrays of one shape. A variable's `tag.values_eq_approx` may be this, for DebugMode.
    """
    return TensorType.values_eq_approx(a, b, allow_remove_inf=True)


def values_eq_approx_remove_nan(a: Any, b: Any) -> bool:
    """Return whether two arrays are equal up to rounding, with NaN of the first equal to anything.

    a, b: arrays of one shape. A variable's `tag.values_eq_approx` may be this, for DebugMode.
    """
    return TensorType.values_eq_approx(a, b, allow_remove_nan=True)


def values_eq_approx_remove_inf_nan(a: Any, b: Any) -> bool:
    """Return whether two arrays are equal up to rounding, with infinities and NaN of the first equal to anything.

    a, b: arrays of one shape. A variable's `tag.values_eq_approx` may be this, for DebugMode.
    """
    return TensorType.values_eq_approx(a, b, allow_remove_inf=True, allow_remove_nan=True)


def values_eq_approx_always_true(a: TensorLike, b: TensorLike) -> bool:
    """Return True: a comparison for values that may differ, such as random ones.

    a, b: arrays of any shape.
    """
    return True


__all__ = [
    "TensorType",
    "Type",
    "Variable",
    "all_dtypes",
    "complex_dtypes",
    "continuous_dtypes",
    "discrete_dtypes",
    "float_dtypes",
    "int_dtypes",
    "integer_dtypes",
    "tensor",
    "uint_dtypes",
    "values_eq_approx_always_true",
    "values_eq_approx_remove_inf",
    "values_eq_approx_remove_inf_nan",
    "values_eq_approx_remove_nan",
    *MAKERS,
]
__getattr__ = absent_from(__name__)
