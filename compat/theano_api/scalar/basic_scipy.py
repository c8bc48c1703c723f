"""Special functions of scalars. Source of the names: theano.scalar.basic_scipy."""

from __future__ import annotations

from ...importing.module_getattr import absent_from
from ...ops.elementwise.functions import TABLE
from .basic import BinaryScalarOp, UnaryScalarOp
from .classes import CLASSES
from .result_types import upgrade_to_float, upgrade_to_float64

_ROWS = {
    name: TABLE[name]
    for name in (
        "chi2sf erf erfc erfcinv erfcx erfinv gamma gammainc gammaincc gammal gammaln "
        "gammau i0 i1 iv j0 j1 jv psi tri_gamma"
    ).split()
}
_CLASSES = {
    name: CLASSES[name]
    for name in (
        "Chi2SF Erf Erfc Erfcinv Erfcx Erfinv Gamma GammaInc GammaIncC GammaL "
        "GammaLn GammaU I0 I1 Iv J0 J1 Jv Psi TriGamma"
    ).split()
}
globals().update(_ROWS | _CLASSES)

__all__ = ["BinaryScalarOp", "UnaryScalarOp", "upgrade_to_float", "upgrade_to_float64", *_CLASSES, *_ROWS]
__getattr__ = absent_from(__name__)
