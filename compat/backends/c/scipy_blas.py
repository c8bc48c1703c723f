"""Addresses of BLAS and LAPACK routines in SciPy's own OpenBLAS, through scipy.linalg.cython_blas's PyCapsules."""

from __future__ import annotations

from functools import cache

from compat.backends.c.scipy_pointers import _capsule_name, _capsule_pointer


@cache
def blas_pointer(name: str) -> int:
    """The address of a Fortran BLAS routine such as dgemm."""
    from scipy.linalg import cython_blas

    capsule = cython_blas.__pyx_capi__[name]
    return _capsule_pointer(capsule, _capsule_name(capsule))
