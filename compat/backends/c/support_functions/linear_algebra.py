"""C functions of square row-major matrices, (n, n), over LAPACK through SciPy's pointers.

Fortran sees the transpose of what lies in memory. Each function returns 0, or 1 if the matrix is not positive definite
or singular, or if memory ran out; the caller then repeats the call in Python, which raises the error. Below SMALL rows
plain loops are faster than a LAPACK call; Cholesky factors are computed by our own code up to MIDDLE rows.
"""

from __future__ import annotations

from ....rules import thresholds
from ..compilers.scipy_blas import BLAS_TYPES
from ..target import CACHED_ROWS, LAPACK_ROWS, UNROLLED_ROWS
from .recursion import LOG_RECURSION
from .text import SupportText

_WORDS = {
    # OpenBLAS's threads wait for each other, on a busy machine much longer than the work takes: see
    # ops/linear_algebra/blas.py
    "ONE_THREAD": "openblas_threads && n > 24 && n < 460 ? openblas_threads(1) : 1",
    "MIDDLE": str(CACHED_ROWS),
    "SMALL": str(LAPACK_ROWS),
    "WRITTEN_OUT": str(UNROLLED_ROWS),
    "FEWEST": repr(thresholds.PRODUCT_BLOCK),
    "NARROWEST": str(thresholds.PRODUCT_BLOCK_LINES),
    "THINNEST": str(thresholds.PRODUCT_THIN_LINES),
    "MOST": repr(thresholds.PRODUCT_BY_BLAS),
}

_ROUTINES = {  # routines of LAPACK and BLAS that a function calls; without a letter, that of its type
    "cholesky": ("potrf",),
    "cholesky_inverse": ("potri",),
    "triangular": ("trsm", "trsv"),
    "solve": ("getrf", "getrs"),
    "inverse": ("getrf", "getri"),
    "determinant": ("getrf",),
    "eigh": ("dsyevd",),
    "product": ("gemm",),
}

# name in emitted C -> (text, routines that it calls); the float forms end in f
MATRIX_FUNCTIONS: dict[str, tuple[SupportText, tuple[str, ...]]] = {
    f"compat_{name}{suffix}": (
        SupportText(f"{name}.c", (type_,), _WORDS),
        ("openblas_threads", *(r if r in BLAS_TYPES else letter + r for r in routines)),
    )
    for name, routines in _ROUTINES.items()
    for letter, type_, suffix in (("d", "double", ""), ("s", "float", "f"))
} | {name: (text, ()) for name, text in {**LOG_RECURSION, "compat_affine": SupportText("affine.c")}.items()}
