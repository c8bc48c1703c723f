"""Values of `output_types_preference` in users' scalar Ops: functions from input to output types."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...docstrings import arguments, text
from ...graph.dtypes import upcast
from ...graph.dtypes import upcast_to_float as _to_float
from ...graph.types import Type
from ...ops.elementwise.scalar_type import Scalar

Types = tuple[Scalar, ...]


def _real_only(of: Callable[..., Types], message: str) -> Callable[..., Types]:
    """Make `of` raise TypeError for complex inputs."""

    def result(*types: Type) -> Types:
        if any(t.dtype.startswith("complex") for t in types):
            raise TypeError(message)
        return of(*types)

    result.__doc__ = f"{of.__doc__} TypeError for complex inputs."
    return result


def _no_bool(of: Callable[..., Types], message: str) -> Callable[..., Types]:
    """Make `of` raise TypeError for bool."""

    def result(*types: Type) -> Types:
        found = of(*types)
        if found[0].dtype == "bool":
            raise TypeError(message)
        return found

    result.__doc__ = f"{of.__doc__} TypeError for bool."
    return result


def _min8(of: Callable[..., Types]) -> Callable[..., Types]:
    """Make `of` give int8 for bool."""

    def result(*types: Type) -> Types:
        found = of(*types)
        return (Scalar("int8"),) if found[0].dtype == "bool" else found

    result.__doc__ = f"{of.__doc__} It is int8 for bool."
    return result


def same_out(type: Any) -> Types:
    """Return the type of the input."""
    return (type,)


def same_out_float_only(type: Any) -> Types:
    """Return the type of the input, which must be a float."""
    if not type.dtype.startswith("float"):
        raise TypeError("only float type are supported")
    return (type,)


def upcast_out(*types: Type) -> Types:
    """Return the upcast of the types."""
    return (Scalar(upcast(*(t.dtype for t in types))),)


def upgrade_to_float(*types: Type) -> Types:
    """Return the float type that the types upcast to."""
    return (Scalar(_to_float(*(t.dtype for t in types))),)


def upgrade_to_float64(*types: Type) -> Types:
    """Return float64."""
    return (Scalar("float64"),)


def int_out(*types: Type) -> Types:
    """Return int64."""
    return (Scalar("int64"),)


def float_out(*types: Type) -> Types:
    """Return float64."""
    return (Scalar("float64"),)


def real_out(type: Type) -> Types:
    """Return the type of the real part."""
    return (Scalar({"complex64": "float32", "complex128": "float64"}.get(type.dtype, type.dtype)),)


class specific_out:
    """A function that always returns the types that it is made of."""

    def __init__(self, *spec: Any) -> None:
        self.spec = spec

    def __call__(self, *types: Type) -> Any:
        return self.spec


class transfer_type:
    """A function that returns the types of the inputs with these numbers; the upcast of all for None."""

    def __init__(self, *transfer: Any) -> None:
        self.transfer = transfer

    def __call__(self, *types: Type) -> list[Any]:
        upcasted = upcast_out(*types)
        return [upcasted[0] if number is None else types[number] for number in self.transfer]


_COMPLEX = "complex argument not supported"
RESULTS = {
    "same_out": same_out,
    "same_out_min8": _min8(same_out),
    "same_out_float_only": same_out_float_only,
    "same_out_nobool": _no_bool(same_out, "bool input not supported"),
    "same_out_nocomplex": _real_only(same_out, _COMPLEX),
    "upcast_out": upcast_out,
    "upcast_out_min8": _min8(upcast_out),
    "upcast_out_nobool": _no_bool(upcast_out, "bool output not supported"),
    "upcast_out_no_complex": _real_only(upcast_out, "complex type are not supported"),
    "upgrade_to_float": upgrade_to_float,
    "upgrade_to_float64": upgrade_to_float64,
    "upgrade_to_float_no_complex": _real_only(upgrade_to_float, _COMPLEX),
    "int_out": int_out,
    "int_out_nocomplex": _real_only(int_out, _COMPLEX),
    "float_out": float_out,
    "float_out_nocomplex": _real_only(float_out, _COMPLEX),
    "real_out": real_out,
    "specific_out": specific_out,
    "transfer_type": transfer_type,
}
for _name, _made in RESULTS.items():
    _call = {"specific_out": "(theano.scalar.int8)", "transfer_type": "(0)"}.get(_name, "")
    _made.__doc__ = text(
        f"{_made.__doc__}\n\nIt is given to a user's scalar Op as `output_types_preference`.",
        dict.fromkeys(arguments(_made), "the type of the input, a Scalar"),
        f"result = theano.scalar.{_name}{_call}(theano.scalar.float32)",
        "theano.scalar.basic",
    )
