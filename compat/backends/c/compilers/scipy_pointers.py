"""Addresses of special functions inside SciPy: `scipy.special.cython_special` exports them as PyCapsules.

The name of a capsule is the C signature of its function. Fused functions have one entry per type, numbered in an
unspecified order, so a function is looked up by name and signature.
"""

from __future__ import annotations

import ctypes
from functools import cache

_ONE, _TWO = "double (*)(double, int)", "double (*)(double, double, int)"
_THREE = "double (*)(double, double, double, int)"
_MODULE = "scipy.special.cython_special"

# name in emitted C -> (module, name in its __pyx_capi__ without the prefix of fused ones, pointer type).
# The last argument is Cython's own (pass 0); a SciPy built without it ignores it under every C calling
# convention in which arguments travel in registers.
POINTERS: dict[str, tuple[str, str, str]] = {
    "compat_gammainc": (_MODULE, "gammainc", _TWO),
    "compat_gammaincc": (_MODULE, "gammaincc", _TWO),
    "compat_chdtrc": (_MODULE, "chdtrc", _TWO),
    "compat_jv": (_MODULE, "jv", _TWO),
    "compat_iv": (_MODULE, "iv", _TWO),
    "compat_i0": (_MODULE, "i0", _ONE),
    "compat_i1": (_MODULE, "i1", _ONE),
    "compat_i0e": (_MODULE, "i0e", _ONE),
    "compat_i1e": (_MODULE, "i1e", _ONE),
    "compat_betainc": (_MODULE, "betainc", _THREE),
}


@cache
def load_pointer(name: str) -> int:
    """Return the address of the function that POINTERS calls `name`; ImportError if SciPy does not export it."""
    import importlib

    module, function, pointer = POINTERS[name]
    capsules = importlib.import_module(module).__pyx_capi__
    wanted = _plain(pointer.replace("(*)", ""))
    for exported, capsule in capsules.items():
        if exported.removeprefix("__pyx_fuse_").lstrip("0123456789") == function:
            signature = _capsule_name(capsule)
            if _plain(signature.decode()) == wanted:
                return _capsule_pointer(capsule, signature)
    raise ImportError(
        f"SciPy exports no {function} with the C signature {wanted}: it is {_version()}, and "
        'theano-compat knows 1.11 to 1.17; run this function with mode="PYTHON".'
    )


def _plain(signature: str) -> str:
    """Return a signature without Cython's own argument, such as "double(double)"."""
    returned, arguments = signature.replace("noexcept", "").rstrip(")").split("(", 1)
    kept = [a.strip() for a in arguments.split(",") if not a.strip().startswith("int")]
    return f"{returned.strip()}({', '.join(kept)})"


def _capsule_name(capsule: object) -> bytes:
    get_name = ctypes.pythonapi.PyCapsule_GetName
    get_name.restype, get_name.argtypes = ctypes.c_char_p, [ctypes.py_object]
    return get_name(capsule)


def _capsule_pointer(capsule: object, name: bytes) -> int:
    get_pointer = ctypes.pythonapi.PyCapsule_GetPointer
    get_pointer.restype, get_pointer.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]
    return int(get_pointer(capsule, name))


def _version() -> str:
    import scipy

    return str(scipy.__version__)
