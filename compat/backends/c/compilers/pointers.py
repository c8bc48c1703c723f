"""Functions that a compiled unit calls through pointers: SciPy's, its BLAS's, or those of an object of ours."""

from __future__ import annotations

from .. import threads, workspace
from .scipy_blas import BLAS_TYPES, blas_pointer
from .scipy_pointers import POINTERS, load_pointer


def type_of(name: str) -> str:
    """Return the C type of the pointer to a function."""
    if name in POINTERS:
        return POINTERS[name][2]
    return (threads.TYPES | workspace.TYPES | BLAS_TYPES)[name]


def address_of(name: str) -> int:
    """Return the address of the function in this process."""
    if name in POINTERS:
        return load_pointer(name)
    if name in threads.TYPES:
        return threads.address()
    if name in workspace.TYPES:
        return workspace.address(name)
    return blas_pointer(name)
