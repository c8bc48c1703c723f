"""C functions that entries of the elementwise table call (`c_includes`), besides SciPy's (scipy_pointers.py).

A text defines `name` for double and, if `name` is called with the suffix {f}, `namef` for float. It needs only the
prototypes that it declares, and compiles with -std=c11 under gcc and clang.
"""

from __future__ import annotations

from .special import SPECIAL
from .text import SupportText

_BOTH = ("double", "float")

SUPPORT: dict[str, SupportText] = {
    "compat_mod": SupportText("mod.c", _BOTH),
    "compat_floor_divide": SupportText("floor_divide.c", _BOTH),
    "compat_mod_i": SupportText("mod_i.c"),
    "compat_floor_divide_i": SupportText("floor_divide_i.c"),
    "compat_int_pow": SupportText("int_pow.c"),
    "compat_uint_pow": SupportText("uint_pow.c"),
    "compat_complex_pow": SupportText("complex_pow.c", _BOTH),
    "compat_ultra_fast_sigmoid": SupportText("ultra_fast_sigmoid.c", _BOTH),
    "compat_exp_in_vectors": SupportText("exp_in_vectors.c", _BOTH),
    **SPECIAL,
}
