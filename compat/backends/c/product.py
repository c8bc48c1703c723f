"""Products of matrices, in C of our own that is compiled for this processor, once, into an object that all share.

OpenBLAS chooses its kernels by a list of processors: on one that it does not know it has half the speed, or less.
"""

from __future__ import annotations

import ctypes
from functools import cache

from . import threads
from .compilers.build import address_in, load
from .support_functions.text import SupportText

# product(m, n, k, a, ra, ca, b, rb, cb, c, wide): see support/product.c.
SIGNATURE = (
    "int (*)(int64_t, int64_t, int64_t, const {t} *, int64_t, int64_t, const {t} *, int64_t, int64_t, {t} *, int)"
)
TYPES = {"product": SIGNATURE.format(t="double"), "productf": SIGNATURE.format(t="float")}

# What has an f at its end in the text for float.
_NAMES = (
    "BYTES",
    "ROWS",
    "VECTORS",
    "LANES",
    "WIDE",
    "DEPTH",
    "MOST",
    "GROUP",
    "vector",
    "loose",
    "matrix",
    "parallel",
    "less",
    "whole",
    "sums",
    "tile_of",
    "rows_of_tile",
    "tile",
    "lay_out_columns",
    "lay_out_rows",
    "of_lines",
    "few_lines",
    "alone",
    "cut",
    "piece",
    "product",
)
WORTH_THREADS = 2e6  # multiplications, some 40 microseconds: to wake a thread takes as long


def functions(name: str) -> str:
    """Return the C text that defines one of TYPES; both may stand in one file."""
    return _text("product.c", name)


def unit(name: str) -> str:
    """Return the translation unit of one of TYPES."""
    return _text("product_unit.c", name)


def _text(file: str, name: str) -> str:
    named = {"T_": "double"} if name == "product" else {"T_": "float", **{n: f"{n}f" for n in _NAMES}}
    return SupportText(file, words={**named, "WORTH_THREADS": f"{WORTH_THREADS:.1f}"}).text


_kept: dict[str, ctypes.CDLL] = {}  # the objects whose addresses other objects have


@cache
def address(name: str) -> int:
    """Return the address of one of TYPES. CannotCompile where there is no compiler."""
    library = _kept[name] = load(unit(name))
    library["set_pointers"]((ctypes.c_void_p * 1)(threads.address()))
    return address_in(library, name)
