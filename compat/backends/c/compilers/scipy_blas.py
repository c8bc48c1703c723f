"""Addresses of BLAS and LAPACK routines in SciPy's own OpenBLAS, and their C types.

They come from the PyCapsules of scipy.linalg's Cython modules. Names are Fortran's: d for double, s for float.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ....ops.scipy_extension import extension
from .scipy_pointers import _capsule_name, _capsule_pointer

_INT, _CHAR, _IN, _OUT = "const int *", "const char *", "const {t} *", "{t} *"
_ARGUMENTS: dict[str, tuple[str, ...]] = {
    "gemm": (_CHAR, _CHAR, _INT, _INT, _INT, _IN, _IN, _INT, _IN, _INT, _IN, _OUT, _INT),
    "trsv": (_CHAR, _CHAR, _CHAR, _INT, _IN, _INT, _OUT, _INT),
    "trsm": (_CHAR, _CHAR, _CHAR, _CHAR, _INT, _INT, _IN, _IN, _INT, _OUT, _INT),
}
_LAPACK: dict[str, tuple[str, ...]] = {
    "potrf": (_CHAR, _INT, _OUT, _INT, "int *"),
    "potrs": (_CHAR, _INT, _INT, _IN, _INT, _OUT, _INT, "int *"),
    "trtrs": (_CHAR, _CHAR, _CHAR, _INT, _INT, _IN, _INT, _OUT, _INT, "int *"),
    "potri": (_CHAR, _INT, _OUT, _INT, "int *"),
    "getrf": (_INT, _INT, _OUT, _INT, "int *", "int *"),
    "getrs": (_CHAR, _INT, _INT, _OUT, _INT, "int *", _OUT, _INT, "int *"),
    "getri": (_INT, _OUT, _INT, "int *", _OUT, _INT, "int *"),
    "syevd": (_CHAR, _CHAR, _INT, _OUT, _INT, _OUT, _OUT, _INT, "int *", _INT, "int *"),
}
BLAS_TYPES = {
    letter + name: f"void (*)({', '.join(arguments)})".format(t=t)
    for name, arguments in (_ARGUMENTS | _LAPACK).items()
    for letter, t in (("d", "double"), ("s", "float"))
}

BLAS_TYPES["openblas_threads"] = "int (*)(int)"  # sets the number of threads and returns the old one; may be null


@cache
def blas_pointer(name: str) -> int:
    """Return the address of a Fortran BLAS or LAPACK routine such as dgemm or dpotrf."""
    if name == "openblas_threads":
        return _threads_setter()
    capsule = extension(f"linalg.{'cython_lapack' if name[1:] in _LAPACK else 'cython_blas'}").__pyx_capi__[name]
    return _capsule_pointer(capsule, _capsule_name(capsule))


def _threads_setter() -> int:
    """Return the address of OpenBLAS's function that sets the number of threads, 0 if SciPy uses another BLAS.

    Loops of small products want one thread: waking the others takes longer than a product, and on a busy machine they
    spin.
    """
    import ctypes

    import scipy

    root = Path(scipy.__file__).parent
    for path in (*root.parent.glob("scipy.libs/*openblas*"), *root.glob(".dylibs/*openblas*")):
        function = getattr(ctypes.CDLL(str(path)), "openblas_set_num_threads_local", None)
        if function is not None:
            return ctypes.cast(function, ctypes.c_void_p).value or 0
    return 0
