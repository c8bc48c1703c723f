"""Addresses of BLAS and LAPACK routines in SciPy's own OpenBLAS, through the PyCapsules of scipy.linalg's Cython
modules, and their C types. Names are Fortran's: d for double, s for float."""

from __future__ import annotations

import importlib.util
import sys
from functools import cache
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path
from typing import Any

from compat.backends.c.scipy_pointers import _capsule_name, _capsule_pointer
from compat.when_imported import when_imported

_INT, _CHAR, _IN, _OUT = "const int *", "const char *", "const {t} *", "{t} *"
_ARGUMENTS: dict[str, tuple[str, ...]] = {
    "gemm": (_CHAR, _CHAR, _INT, _INT, _INT, _IN, _IN, _INT, _IN, _INT, _IN, _OUT, _INT),
    "trsv": (_CHAR, _CHAR, _CHAR, _INT, _IN, _INT, _OUT, _INT),
    "trsm": (_CHAR, _CHAR, _CHAR, _CHAR, _INT, _INT, _IN, _IN, _INT, _OUT, _INT),
}
_LAPACK: dict[str, tuple[str, ...]] = {
    "potrf": (_CHAR, _INT, _OUT, _INT, "int *"),
    "potri": (_CHAR, _INT, _OUT, _INT, "int *"),
    "getrf": (_INT, _INT, _OUT, _INT, "int *", "int *"),
    "getrs": (_CHAR, _INT, _INT, _OUT, _INT, "int *", _OUT, _INT, "int *"),
    "getri": (_INT, _OUT, _INT, "int *", _OUT, _INT, "int *"),
    "syevd": (_CHAR, _CHAR, _INT, _OUT, _INT, _OUT, _OUT, _INT, "int *", _INT, "int *"),
}
BLAS_TYPES = {letter + name: f"void (*)({', '.join(arguments)})".format(t=t)
              for name, arguments in (_ARGUMENTS | _LAPACK).items() for letter, t in (("d", "double"), ("s", "float"))}

BLAS_TYPES["openblas_threads"] = "int (*)(int)"  # sets their number, returns what it was; may be null


@cache
def blas_pointer(name: str) -> int:
    """The address of a Fortran BLAS or LAPACK routine such as dgemm or dpotrf."""
    if name == "openblas_threads":
        return _threads_setter()
    capsule = _module("cython_lapack" if name[1:] in _LAPACK else "cython_blas").__pyx_capi__[name]
    return _capsule_pointer(capsule, _capsule_name(capsule))


def _module(name: str) -> Any:
    """scipy.linalg's module of that name: alone where nobody has imported scipy.linalg yet, which takes 0.15 s."""
    full = f"scipy.linalg.{name}"
    if full not in sys.modules and "scipy.linalg" not in sys.modules:
        try:
            return _alone(full, name)
        except (ImportError, OSError, AttributeError):  # another SciPy, which has it elsewhere
            sys.modules.pop(full, None)
    return importlib.import_module(full)


def _alone(full: str, name: str) -> Any:
    found = importlib.util.find_spec("scipy")
    folder = Path((found and found.origin) or "").parent / "linalg"
    path = next((p for suffix in EXTENSION_SUFFIXES if (p := folder / f"{name}{suffix}").is_file()), None)
    spec = importlib.util.spec_from_file_location(full, path) if path is not None else None
    if spec is None or spec.loader is None:
        raise ImportError(f"{full} is no extension module in {folder}")
    module = sys.modules[full] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    when_imported("scipy.linalg", lambda package: setattr(package, name, module))  # as its own import would
    return module


def _threads_setter() -> int:
    """The address of OpenBLAS's function that sets the number of threads, 0 where SciPy brings another BLAS.

    Loops of small products want one: waking the others takes longer than a product, and on a busy machine they spin.
    """
    import ctypes

    import scipy

    root = Path(scipy.__file__).parent
    for path in (*root.parent.glob("scipy.libs/*openblas*"), *root.glob(".dylibs/*openblas*")):
        function = getattr(ctypes.CDLL(str(path)), "openblas_set_num_threads_local", None)
        if function is not None:
            return ctypes.cast(function, ctypes.c_void_p).value or 0
    return 0
