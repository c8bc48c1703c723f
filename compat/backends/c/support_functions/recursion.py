"""C functions for forward algorithms in log space: see support/log_recursion.c."""

from __future__ import annotations

from .text import SupportText

# Lower bounds of a factor and of w: a product of three is still a normal number.
_LEAST = (("double", "", "0x1p-300"), ("float", "f", "0x1p-38f"))

LOG_RECURSION = {
    f"compat_{name}{suffix}": SupportText(f"{name}.c", (type_,), {"LEAST": least})
    for name in ("log_recursion", "log_recursion_back")
    for type_, suffix, least in _LEAST
}
