"""C types of dtypes, the suffixes of libm functions, and literals."""

from __future__ import annotations

from typing import Any

import numpy as np

from .errors import CannotCompile

_TYPES = {
    "bool": "_Bool",
    "int8": "int8_t",
    "int16": "int16_t",
    "int32": "int32_t",
    "int64": "int64_t",
    "uint8": "uint8_t",
    "uint16": "uint16_t",
    "uint32": "uint32_t",
    "uint64": "uint64_t",
    "float32": "float",
    "float64": "double",
    "complex64": "float _Complex",
    "complex128": "double _Complex",
}


def ctype(dtype: str) -> str:
    """Return the C type of one element."""
    try:
        return _TYPES[dtype]
    except KeyError:
        raise CannotCompile(f"the C backend has no type for {dtype}") from None


def kind(dtype: str) -> str:
    """Return "b", "i", "u", "f" or "c": the kind under which an entry has its C form."""
    return np.dtype(dtype).kind


def suffix(dtype: str) -> str:
    """Return the suffix of libm's functions for this dtype."""
    return "f" if dtype in ("float32", "complex64") else ""


def literal(value: Any, dtype: str) -> str:
    """Return `value` as an exact C constant of `dtype`."""
    k = kind(dtype)
    if k == "b":
        return "1" if value else "0"
    if k in "iu":
        number = int(value)
        if dtype == "int64":
            return (
                "INT64_MIN"
                if number == -(2**63)
                else f"INT64_C({number})"
                if abs(number) > 2**31 - 1
                else f"{number}"
                if number >= 0
                else f"({number})"
            )
        if dtype == "uint64":
            return f"UINT64_C({number})"
        return f"(({ctype(dtype)}){number})"
    if k == "c":
        number_type = "float32" if dtype == "complex64" else "float64"
        return (
            f"({literal(value.real, number_type)} + {literal(value.imag, number_type)} * "
            f"({ctype(dtype)})__builtin_complex({literal(0, number_type)}, {literal(1, number_type)}))"
        )
    number_f = float(value)
    f = "f" if dtype == "float32" else ""
    if np.isnan(number_f):
        return f'__builtin_nan{f}("")'
    if np.isinf(number_f):
        return f"__builtin_inf{f}()" if number_f > 0 else f"(-__builtin_inf{f}())"
    text = repr(float(np.float32(number_f))) if f else repr(number_f)
    text = text + f
    if number_f < 0 or text.startswith("-"):
        return f"({text})"
    return text


def cast(text: str, source: str, target: str) -> str:
    """Return `text`, of dtype `source`, as an expression of dtype `target`."""
    if source == target:
        return text
    if target == "bool":
        return f"({text} != 0)"
    if source == "bool" and kind(target) == "f":  # gcc cannot vectorise a cast of _Bool
        return f"({text} ? {literal(1, target)} : {literal(0, target)})"
    return f"(({ctype(target)}){text})"
