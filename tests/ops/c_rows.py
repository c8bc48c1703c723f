"""Every row of the elementwise table, for many dtypes, as a C loop of its own in one shared object."""

from __future__ import annotations

import ctypes
import subprocess
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from theano_compat.backends.c.compilers.scipy_pointers import POINTERS, load_pointer
from theano_compat.backends.c.errors import CannotCompile
from theano_compat.backends.c.expression import entry_expression
from theano_compat.backends.c.support_functions.elementwise import SUPPORT
from theano_compat.ops.elementwise.functions import TABLE, Elementwise

C_TYPES = {
    "bool": "_Bool",
    "int8": "int8_t",
    "int16": "int16_t",
    "int32": "int32_t",
    "int64": "int64_t",
    "uint8": "uint8_t",
    "uint16": "uint16_t",
    "uint32": "uint32_t",
    "uint64": "uint64_t",
    "float32": "float",
    "float64": "double",
    "complex64": "float _Complex",
    "complex128": "double _Complex",
}
MIXED = {
    2: (("int64", "float32"), ("uint8", "int8"), ("float32", "float64"), ("bool", "float64"), ("float32", "int8")),
    3: (("bool", "float64", "int64"), ("float64", "int8", "float32"), ("int8", "uint8", "int8")),
}
FLAGS = (
    "-std=gnu11",
    "-O2",
    "-march=native",
    "-fwrapv",
    "-fno-math-errno",
    "-fno-trapping-math",
    "-Wall",
    "-Wextra",
    "-Werror",
    "-shared",
    "-fPIC",
)


@dataclass(frozen=True)
class Instance:
    """A row for one choice of dtypes."""

    row: Elementwise
    dtypes: tuple[str, ...]
    result: str

    @property
    def name(self) -> str:
        return "_".join((self.row.name, *self.dtypes))

    @property
    def expression(self) -> str | None:
        compute = self.row.compute_dtypes(self.dtypes, self.result)
        operands = [f"(({C_TYPES[c]}){v}[i])" for c, v in zip(compute, "xyz", strict=False)]
        try:
            return entry_expression(self.row, operands, compute, self.result)
        except CannotCompile:
            return None

    @property
    def text(self) -> str:
        arguments = ", ".join(f"const {C_TYPES[d]} *{v}" for d, v in zip(self.dtypes, "xyz", strict=False))
        unused = " ".join(f"(void){v};" for _, v in zip(self.dtypes, "xyz", strict=False))
        return (
            f"void {self.name}(long n, {arguments}, {C_TYPES[self.result]} *out)\n"
            f"{{ {unused} for (long i = 0; i < n; i++) out[i] = {self.expression}; }}\n"
        )


def instances() -> list[Instance]:
    """Each row with all operands of one dtype, and with the mixtures that convert an operand."""
    found = []
    for row in TABLE.values():
        for dtypes in (*((d,) * row.nin for d in C_TYPES), *MIXED.get(row.nin, ())):
            try:
                result = row.result(*dtypes)
            except TypeError:
                continue
            if result in C_TYPES and (instance := Instance(row, dtypes, result)).expression is not None:
                found.append(instance)
    return found


class Compiled:
    """The shared object of many instances."""

    def __init__(self, chosen: list[Instance], folder: Path, compiler: str) -> None:
        includes = {name for i in chosen for name in i.row.c_includes}
        text = ["#include <math.h>", "#include <complex.h>", "#include <stdint.h>"]
        text += [SUPPORT[n].text for n in sorted(includes) if n in SUPPORT]
        pointers = sorted(n for n in includes if n in POINTERS)
        text += [POINTERS[n][2].replace("(*)", f"(*{n})", 1) + ";" for n in pointers]
        text += [i.text for i in chosen]
        source = folder / "rows.c"
        source.write_text("\n".join(text))
        built = subprocess.run(
            [compiler, *FLAGS, "-o", str(folder / "rows.so"), str(source), "-lm"], capture_output=True, text=True
        )
        assert built.returncode == 0, built.stderr[:5000]
        self._library = ctypes.CDLL(str(folder / "rows.so"))
        for name in pointers:
            ctypes.c_void_p.in_dll(self._library, name).value = load_pointer(name)

    def __call__(self, instance: Instance, *x: np.ndarray) -> np.ndarray:
        columns = [np.ascontiguousarray(c) for c in np.broadcast_arrays(*x)]
        out = np.empty(columns[0].shape, instance.result)
        getattr(self._library, instance.name)(
            ctypes.c_long(out.size),
            *(c.ctypes.data_as(ctypes.c_void_p) for c in columns),
            out.ctypes.data_as(ctypes.c_void_p),
        )
        return out
