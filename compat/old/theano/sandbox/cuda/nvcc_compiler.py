"""`theano.sandbox.cuda.nvcc_compiler` of Theano until 0.9: nvcc is not used here."""

from __future__ import annotations

from .....importing.module_getattr import absent_from

nvcc_path, nvcc_version = "nvcc", None


def is_nvcc_available() -> bool:
    """Return False: no code of ours is compiled by nvcc, whatever the machine has."""
    return False


__all__ = ["is_nvcc_available", "nvcc_path"]
__getattr__ = absent_from(__name__)
