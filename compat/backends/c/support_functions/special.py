"""Special functions that neither libm nor SciPy has as a plain double function.

Each is within a few units in the last place of mpmath's value (tests/ops/test_special_accuracy.py). The float form
computes in double.
"""

from __future__ import annotations

from .text import SupportText

SPECIAL = {
    **{f"compat_{name}": SupportText(f"{name}.c") for name in ("gammaln", "psi", "trigamma", "erfcx")},
    **{
        f"compat_{name}": SupportText(f"{name}.c", words={"QUANTILE": f"compat_{name}_quantile"})
        for name in ("erfinv", "erfcinv")
    },
}
