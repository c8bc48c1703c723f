"""C functions for matrices, over LAPACK through SciPy's pointers. Matrices are square, row-major, (n, n).

Fortran sees the transpose of what lies in memory. Each function returns 0, 1 where LinAlgError is due (not positive
definite, singular), or 1 where memory ran out: the caller runs the call again in Python, which words the error.
Below SMALL rows plain loops are faster than the way into LAPACK; Cholesky factors are our own up to MIDDLE rows.
"""

from __future__ import annotations

from ..compilers.scipy_blas import BLAS_TYPES
from .recursion import LOG_RECURSION
from .text import SupportText

_WORDS = {
    # OpenBLAS's threads wait for each other, on a busy machine much longer than the work takes: see
    # ops/linear_algebra/blas.py.
    "ONE_THREAD": "openblas_threads && n > 24 && n < 460 ? openblas_threads(1) : 1",
    "MIDDLE": "200",  # rows; a matrix of more does not stay in the second cache beside its inverse
    "SMALL": "12",  # rows; dpotrf and dtrsm take about 0.4 microseconds to get going
    "WRITTEN_OUT": "4",  # rows; the compiler unrolls so many, and keeps a column in registers
}

_ROUTINES = {  # of LAPACK and BLAS, that a function calls; without a letter: that of its type
    "cholesky": ("potrf",),
    "cholesky_inverse": ("potri",),
    "triangular": ("trsm", "trsv"),
    "solve": ("getrf", "getrs"),
    "inverse": ("getrf", "getri"),
    "determinant": ("getrf",),
    "eigh": ("dsyevd",),
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

__all__ = ["MATRIX_FUNCTIONS"]
