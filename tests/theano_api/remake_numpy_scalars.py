"""Makes numpy_scalars.json: which NumPy scalars each door takes for each dtype, and what becomes of them.

Run by the real Theano-PyMC 1.1.2 (NumPy 1.21):

    THEANO_FLAGS=blas__ldflags= python remake_numpy_scalars.py

Door -> scalar -> one answer for each of `DTYPES`: "." where what is held then is the scalar's own value, else that
value, "?" where C does not define it, or the error: T is a TypeError, V a ValueError.
"""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import numpy as np

DTYPES = "bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 complex64 complex128".split()
SCALARS = [
    *("np.bool_(False)", "np.bool_(True)", "np.int8(3)", "np.int8(-1)", "np.int16(3)", "np.int16(300)", "np.int32(3)"),
    *("np.int32(70000)", "np.int64(0)", "np.int64(1)", "np.int64(3)", "np.int64(-1)", "np.int64(2**40)"),
    *("np.int64(2**53+1)", "np.int64(2**63-1)", "np.intc(3)", "np.longlong(3)", "np.uint8(3)", "np.uint8(200)"),
    *("np.uint16(3)", "np.uint32(3)", "np.uint64(3)", "np.uint64(2**63)", "np.uint64(2**64-1)", "np.ulonglong(3)"),
    *("np.float16(3)", "np.float16(0.5)", "np.float16(0.1)", "np.float32(3)", "np.float32(0.5)", "np.float32(0.1)"),
    *("np.float32(1e30)", "np.float64(0)", "np.float64(3)", "np.float64(-1)", "np.float64(0.5)", "np.float64(0.1)"),
    *("np.float64(1e10)", "np.float64(1e300)", "np.float64('nan')", "np.float64('inf')", "np.float64('-0.0')"),
    *("np.float32('nan')", "np.float16('inf')", "np.longdouble(3)", "np.longdouble(0.5)", "np.longdouble('0.1')"),
    *("np.complex64(3)", "np.complex64(3+1j)", "np.complex128(0.5)", "np.complex128(0.1j)", "np.clongdouble(3)"),
    *("np.str_('3')", "np.bytes_(b'3')", "np.datetime64(3, 'D')", "np.timedelta64(3, 's')"),
    "np.zeros((), 'i4,f4')[()]",
]
FEW = [s for s in SCALARS if "1e" not in s and "2**" not in s and "0.1" not in s and "np.float64('" not in s]
FEWER = FEW[1::3]  # where each value makes a function of its own
_functions: dict[str, Any] = {}


def in_function(theano: Any, variable: Any, value: Any, **keywords: Any) -> Any:
    key = str((variable.type, keywords))
    if key not in _functions:
        _functions[key] = theano.function([variable], variable, **keywords)
    return _functions[key](value)


def in_default(theano: Any, variable: Any, value: Any, **keywords: Any) -> Any:
    given = theano.In(variable, value=value, **keywords)
    return theano.function([given], variable)()


def in_strict(theano: Any, variable: Any, value: Any) -> Any:
    key = f"strict {variable.type}"
    if key not in _functions:
        _functions[key] = theano.function([theano.In(variable, strict=True)], variable)
    return _functions[key](value)


def in_givens(theano: Any, variable: Any, value: Any) -> Any:
    both = theano.tensor.stack([variable, variable])
    return theano.function([], both, givens={variable: value})()[0]


def in_shared(theano: Any, variable: Any, value: Any, **keywords: Any) -> Any:
    shared = theano.shared(np.zeros((), variable.dtype), **keywords)
    shared.set_value(value)
    return shared.get_value()


def in_vector(theano: Any, variable: Any, value: Any) -> Any:
    return in_function(theano, theano.tensor.vector(dtype=variable.dtype), value)


OF_THE_TYPE: dict[str, Any] = {
    f"filter {kind}, downcast {downcast}, {floatX}": (
        lambda theano, v, value, kind=kind, downcast=downcast, floatX=floatX: _filtered(
            theano, v, value, kind, downcast, floatX
        )
    )
    for kind in ("scalar", "array")
    for downcast in (None, True, False)
    for floatX in ("float64", "float32")
    if not (downcast and floatX == "float32")
}


def _filtered(theano: Any, variable: Any, value: Any, kind: str, downcast: Any, floatX: str) -> Any:
    with theano.config.change_flags(floatX=floatX):
        return variable.type.filter(np.asarray(value) if kind == "array" else value, allow_downcast=downcast)


DOORS: dict[str, Any] = {
    "function": in_function,
    "function, downcast": lambda t, v, value: in_function(t, v, value, allow_input_downcast=True),
    "In(value=)": in_default,
    "In(value=, allow_downcast=False)": lambda t, v, value: in_default(t, v, value, allow_downcast=False),
    "In(strict=True)": in_strict,
    "givens": in_givens,
    "set_value": in_shared,
    "set_value, downcast": lambda t, v, value: in_shared(t, v, value, allow_downcast=True),
    "set_value, strict": lambda t, v, value: in_shared(t, v, value, strict=True),
    "a vector": in_vector,
    "make_constant": lambda t, v, value: v.type.make_constant(value).data,
}


def answer(theano: Any, door: Any, scalar: str, dtype: str) -> str:
    """What `door` makes of it: the value, or the name of the error."""
    value = eval(scalar, {"np": np})
    try:
        found = np.asarray(door(theano, theano.tensor.scalar("x", dtype=dtype), value))
    except Exception as error:  # noqa: BLE001  (which one is the answer)
        return next((n for k, n in {TypeError: "T", ValueError: "V"}.items() if isinstance(error, k)), repr(error))
    assert found.dtype == dtype, (scalar, dtype, found)
    if np.dtype(dtype).kind in "iu" and value.dtype.kind in "fc" and not abs(float(value.real)) < 2**31:
        return "?" if found != value else "."
    same = value.dtype.kind in "biufc" and (found == value or (found != found and value != value))
    return "." if same else repr(found.item())


def answers(theano: Any, door: Any, scalars: list[str]) -> dict[str, str]:
    return {s: " ".join(answer(theano, door, s, dtype) for dtype in DTYPES) for s in scalars}


def main() -> None:
    import theano

    warnings.simplefilter("ignore")
    found = {name: answers(theano, door, SCALARS) for name, door in OF_THE_TYPE.items()}
    for name, door in DOORS.items():
        found[name] = answers(theano, door, FEWER if name.startswith(("In(value", "givens")) else FEW)
    Path(__file__).with_name("numpy_scalars.json").write_text(json.dumps(found, indent=0) + "\n")


if __name__ == "__main__":
    main()
