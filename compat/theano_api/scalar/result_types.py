"""What users' scalar Ops give as `output_types_preference`: from the Scalar types of the inputs, that of the output."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from compat.graph.dtypes import DISCRETE, upcast
from compat.graph.dtypes import upcast_to_float as _to_float
from compat.ops.scalar_type import Scalar

_FLOAT64 = {dtype: "float64" for dtype in DISCRETE}


def _refusing(kind: str, of: Callable[..., Any]) -> Callable[..., Any]:
    """`of`, with TypeError where an input is of `kind` ("bool", or "complex")."""
    def result(*types: Any) -> Any:
        if any(t.dtype.startswith(kind) for t in types):
            raise TypeError(f"{kind} is not supported.")
        return of(*types)
    return result


def same_out(type: Any) -> list[Scalar]:
    return [type]


def same_out_float_only(type: Any) -> list[Scalar]:
    if not type.dtype.startswith("float"):
        raise TypeError("only float type is supported")
    return [type]


def upcast_out(*types: Any) -> list[Scalar]:
    return [Scalar(upcast(*(t.dtype for t in types)))]


def upcast_out_min8(*types: Any) -> list[Scalar]:
    found = upcast(*(t.dtype for t in types))
    return [Scalar("int8" if found == "bool" else found)]


def upgrade_to_float(*types: Any) -> list[Scalar]:
    return [Scalar(_to_float(*(t.dtype for t in types)))]


def upgrade_to_float64(*types: Any) -> list[Scalar]:
    return [Scalar(upcast(*(_FLOAT64.get(t.dtype, t.dtype) for t in types)))]


def int_out(*types: Any) -> list[Scalar]:
    return [Scalar("int64")]


def float_out(*types: Any) -> list[Scalar]:
    return [Scalar("float64")]


def real_out(type: Any) -> list[Scalar]:
    return [Scalar({"complex64": "float32", "complex128": "float64"}.get(type.dtype, type.dtype))]


class specific_out:
    """Always these types."""

    def __init__(self, *spec: Any) -> None:
        self.spec = spec

    def __call__(self, *types: Any) -> Any:
        return self.spec


class transfer_type:
    """The types of the inputs with these numbers; None for the upcast of all."""

    def __init__(self, *transfer: Any) -> None:
        self.transfer = transfer

    def __call__(self, *types: Any) -> list[Any]:
        upcasted = upcast_out(*types)
        return [upcasted[0] if number is None else types[number] for number in self.transfer]


RESULTS = {
    "same_out": same_out, "same_out_min8": upcast_out_min8, "same_out_float_only": same_out_float_only,
    "same_out_nobool": _refusing("bool", same_out), "same_out_nocomplex": _refusing("complex", same_out),
    "upcast_out": upcast_out, "upcast_out_min8": upcast_out_min8, "upcast_out_nobool": _refusing("bool", upcast_out),
    "upcast_out_no_complex": _refusing("complex", upcast_out), "upgrade_to_float": upgrade_to_float,
    "upgrade_to_float64": upgrade_to_float64, "upgrade_to_float_no_complex": _refusing("complex", upgrade_to_float),
    "int_out": int_out, "int_out_nocomplex": _refusing("complex", int_out), "float_out": float_out,
    "float_out_nocomplex": _refusing("complex", float_out), "real_out": real_out, "specific_out": specific_out,
    "transfer_type": transfer_type,
}
