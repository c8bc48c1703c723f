"""A Program as a C translation unit: what it needs from outside, then one function of flat statements and loops."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from compat.backends.c.ctype import ctype
from compat.backends.c.entries import entry_text
from compat.backends.c.items import Items
from compat.backends.c.lengths import Lengths
from compat.backends.c.libm import prototypes
from compat.backends.c.schedule import schedule
from compat.backends.c.scipy_pointers import POINTERS
from compat.backends.c.support import SUPPORT
from compat.backends.c.writer import Writer
from compat.graph.program import Program


@dataclass
class Unit:
    """A translation unit. `pointers`: functions that the loader must fill in, in the order of the table."""

    text: str
    name: str
    pointers: list[str] = field(default_factory=list)


_HEADER = """#include <stdint.h>
#include <stddef.h>
typedef void *(*alloc_t)(void *context, int number, const int64_t *lengths);
"""

_FROM_LIBC = {  # declared, not included, as libm's functions are
    "malloc": "void *malloc(size_t);\n",
    "free": "void free(void *);\n",
    "memset": "void *memset(void *, int, size_t);\n",
    "PADDED": "#define PADDED(count, type) (((size_t)(count) * sizeof(type) + 63) & ~(size_t)63)\n",
    "ALIGNED": "#define ALIGNED(memory) ((char *)(((uintptr_t)(memory) + 63) & ~(uintptr_t)63))\n",
}

_GEMM = "void (*)(const char *, const char *, const int *, const int *, const int *, const {t} *, const {t} *, " \
        "const int *, const {t} *, const int *, const {t} *, {t} *, const int *)"
BLAS_TYPES = {"dgemm": _GEMM.format(t="double"), "sgemm": _GEMM.format(t="float")}


def emit(program: Program, name: str = "run", entry: str = "") -> Unit:
    """The translation unit of `program`; CannotCompile where an Op has no C form.

    entry: "logp" or "expand" adds the function of that name that samplers call (compilation/density.py).
    """
    leaf_name = {id(v): f"in{k}" for k, v in enumerate(program.inputs)}
    for v in program.inputs:
        ctype(v.type.dtype)  # type: ignore[attr-defined]
    lengths = Lengths(program.inputs, leaf_name)
    items = Items(program, lengths, leaf_name)
    writer = Writer(program, items, schedule(items), name)
    text = writer.function() + entry_text(entry, len(program.inputs) - 1, len(program.outputs))
    support = "".join(SUPPORT[n].strip("\n") + "\n" for n in sorted(writer.support))
    pointers = sorted(writer.pointers)
    called = set(re.findall(r"\b[A-Za-z]\w*(?=\()", text + support))
    libc = "".join(declared for n, declared in _FROM_LIBC.items() if n in called)
    return Unit(_HEADER + libc + prototypes(called) + support + _pointer_table(pointers) + text, name, pointers)


def _pointer_table(pointers: list[str]) -> str:
    """Functions of SciPy's libraries as static pointers, and the function that sets them."""
    if not pointers:
        return ""
    types = [POINTERS[p][2] if p in POINTERS else BLAS_TYPES[p] for p in pointers]
    declared = "".join(f"static {t.replace('(*)', f'(*{p})', 1)};\n" for p, t in zip(pointers, types, strict=True))
    lines = "".join(f"    {p} = ({t})table[{k}];\n" for k, (p, t) in enumerate(zip(pointers, types, strict=True)))
    return f"{declared}void set_pointers(void *const *table)\n{{\n{lines}}}\n"


__all__ = ["Unit", "emit"]
