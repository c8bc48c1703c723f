"""C functions for forward algorithms that were written with logarithms: see support/log_recursion.c."""

from __future__ import annotations

from .text import SupportText

# What a factor, and w, may be at the least: a product of three is still a normal number.
_LEAST = (("double", "", "0x1p-300"), ("float", "f", "0x1p-38f"))

LOG_RECURSION = {
    f"compat_{name}{suffix}": SupportText(f"{name}.c", (type_,), {"LEAST": least})
    for name in ("log_recursion", "log_recursion_back")
    for type_, suffix, least in _LEAST
}

__all__ = ["LOG_RECURSION"]
