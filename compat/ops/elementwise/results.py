"""Result dtypes of elementwise functions from those of the operands, with Theano's rules and TypeErrors.

Source of the behaviour: the `output_types_preference` functions of theano.scalar.basic. The table
tests/ops/elementwise_dtypes.csv was recorded from the real libraries.
"""

from __future__ import annotations

from ...graph.dtypes import COMPLEX, DISCRETE, FLOATS, upcast, upcast_to_float
from ...settings import config


def same(x: str) -> str:
    """Return the dtype of the only operand."""
    return x


def last(*dtypes: str) -> str:
    """Return the dtype of the last operand."""
    return dtypes[-1]


def truth(*dtypes: str) -> str:
    """Return bool, whatever the operands are."""
    return "bool"


def without_condition(condition: str, *branches: str) -> str:
    """Return the upcast of the branches, without the condition."""
    return upcast(*branches)


def same_or_real(x: str) -> str:
    """Return float32 for complex64, float64 for complex128, any other dtype unchanged."""
    return {"complex64": "float32", "complex128": "float64"}.get(x, x)


def same_or_int8(x: str) -> str:
    """Return the dtype of the only operand, int8 for a bool."""
    return "int8" if x == "bool" else x


def same_not_bool(x: str) -> str:
    """Return the dtype of the only operand; TypeError for a bool."""
    if x == "bool":
        raise TypeError("a bool is not supported; cast it to int8 first")
    return x


def same_ordered(x: str) -> str:
    """Return the dtype of the only operand of `sgn`. TypeError for bool and complex."""
    if x in COMPLEX:
        raise TypeError("a complex argument is not supported")
    return same_not_bool(x)


def same_float(x: str) -> str:
    """Return the dtype of the only operand. TypeError unless it is a float dtype."""
    if x not in FLOATS:
        raise TypeError("only floats are supported; cast it to a float type first")
    return x


def upcast_not_bool(*dtypes: str) -> str:
    """Return the upcast of the operands. TypeError if all are bools."""
    found = upcast(*dtypes)
    if found == "bool":
        raise TypeError("a difference of bools is not supported; use xor, or cast them to int8 first")
    return found


def upcast_min_int8(*dtypes: str) -> str:
    """Return the upcast of the operands, int8 if all are bools."""
    return same_or_int8(upcast(*dtypes))


def upcast_real(*dtypes: str) -> str:
    """Return the upcast of the operands; TypeError where one is complex."""
    if any(d in COMPLEX for d in dtypes):
        raise TypeError("complex arguments are not supported")
    return upcast(*dtypes)


def upcast_to_real_float(*dtypes: str) -> str:
    """Return the upcast of the operands to a float; TypeError where one is complex."""
    if any(d in COMPLEX for d in dtypes):
        raise TypeError("complex arguments are not supported")
    return upcast_to_float(*dtypes)


def quotient(*dtypes: str) -> str:
    """Return floatX for a quotient of integers, otherwise the upcast."""
    return config.floatX if all(d in DISCRETE for d in dtypes) else upcast(*dtypes)


def float64(*dtypes: str) -> str:
    """Return float64, whatever the operands are."""
    return "float64"


def bits(*dtypes: str) -> str:
    """Return the upcast of integers, or of bools; bitwise functions do not mix them."""
    found = set(dtypes)
    if found == {"bool"} or (found <= DISCRETE and "bool" not in found):
        return upcast(*dtypes)
    raise TypeError("bitwise functions take integers only, or bools only; cast the other argument")


def complex_of_parts(x: str, y: str) -> str:
    """Return the complex dtype of two real parts; TypeError where one is complex.

    It is complex128 for parts in float64 or in integers of 32 or 64 bits, else complex64.
    """
    if x in COMPLEX or y in COMPLEX:
        raise TypeError("the parts of a complex number must be real")
    return "complex128" if upcast(x, y) in ("float64", "int64", "uint64", "int32", "uint32") else "complex64"
