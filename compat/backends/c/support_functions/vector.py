"""Our own functions of libm (support/vector_functions.h), and the calls that they take the place of."""

from __future__ import annotations

from .text import SupportText

OWN = ("exp", "expm1", "log", "log1p", "tanh", "erf", "erfc", "sin", "cos", "pow")
# Calls in forms of entries, and the calls that loops in vectors have in their places; the first that fits is taken.
CALLS = {
    "log1p{f}(exp{f}(-fabs{f}(": "own_log1p_to_1{f}(own_exp{f}(-fabs{f}(",  # half of the time of own_log1p
    **{f"{name}{{f}}(": f"own_{name}{{f}}(" for name in OWN},
}

VECTOR_FUNCTIONS = SupportText("vector_functions.h")
LIBM_IN_SCALARS = SupportText("libm_in_scalars.h", ("double", "float"))
