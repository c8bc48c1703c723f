"""Classes by which legacy's compiler replaced others; here there is one of each. Source of the names:
theano.sparse.opt."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.ops.sparse.arithmetic import AddSD, MulSD, MulSV, StructuredAddSV
from compat.ops.sparse.parts import CSMGrad
from compat.ops.sparse.products import SamplingDot, StructuredDot, Usmm

AddSD_ccode = AddSD
CSMGradC = CSMGrad
MulSDCSC = MulSDCSR = MulSD
MulSVCSR = MulSV
SamplingDotCSR = SamplingDot
StructuredAddSVCSR = StructuredAddSV
StructuredDotCSC = StructuredDotCSR = StructuredDot
UsmmCscDense = Usmm

__all__ = [
    "AddSD_ccode",
    "CSMGradC",
    "MulSDCSC",
    "MulSDCSR",
    "MulSVCSR",
    "SamplingDotCSR",
    "StructuredAddSVCSR",
    "StructuredDotCSC",
    "StructuredDotCSR",
    "UsmmCscDense",
]
__getattr__ = absent_from(__name__)
