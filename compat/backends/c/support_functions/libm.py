"""The libm functions that emitted C calls: every unit declares all of them, with their vector forms."""

from __future__ import annotations

from .text import SupportText

# functions with a vector form, of one number and of two
ONE = (
    *"exp log sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh".split(),
    *"exp2 expm1 log2 log10 log1p erf erfc".split(),
)
TWO = ("pow", "atan2", "hypot")

PROTOTYPES = SupportText(
    "libm.h",
    ("double", "float"),
    {"OF_ONE": ", ".join(f"{name}F_(T_)" for name in ONE), "OF_TWO": ", ".join(f"{name}F_(T_, T_)" for name in TWO)},
)
