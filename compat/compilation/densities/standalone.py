"""A log density as one self-contained C file: its data are in the text, and it needs nothing of ours to run."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from ...backends.c import workspace
from ...backends.c.compilers.scipy_blas import BLAS_TYPES
from ...backends.c.compilers.scipy_pointers import POINTERS
from ...backends.c.ctype import ctype, literal
from ...backends.c.errors import CannotCompile
from ...backends.c.target import SAME_BITS, current
from .density import Density

_HEAD = """/* The log density of a model and its gradient, written by theano-compat.

   int model_logp(const double *x, double *value, double *gradient);
       x, gradient: MODEL_DIMENSION values. Returns 0, or 1 where the density is not defined.

   Compile with -O3 {native} -fno-math-errno -fno-trapping-math -fopenmp-simd, link with {libraries}.

   {parts}
*/
"""
_TAIL = """
static void *no_memory(void *context, int number, const int64_t *lengths)
{{
    (void)context; (void)number; (void)lengths;
    return 0;
}}

#define MODEL_DIMENSION {dimension}

int model_logp(const double *x, double *value, double *gradient)
{{
{pointers}    static const struct user user = {{{data}, {lengths}, 0, no_memory}};
    return logp(MODEL_DIMENSION, x, gradient, value, &user);
}}
"""

_OPTIONAL = {"openblas_threads", *workspace.TYPES}  # the text works without these


def standalone(density: Density, parts: Sequence[tuple[str, int, tuple[int, ...]]]) -> str:
    """Return the C text of `density` with its current data.

    parts: (name, start in x, shape) of the free variables.

    NotImplementedError if it calls Python, or functions that only SciPy has.
    """
    try:
        unit = density.logp.unit()
    except CannotCompile as reason:
        raise NotImplementedError(f"This model has no C form of its own: {reason}") from None
    for node in unit.called:
        raise NotImplementedError(f"This model has no C form of its own: {node.op.compat_plain_name} runs in Python.")
    for name in sorted(set(unit.pointers) & set(POINTERS)):
        raise NotImplementedError(f"This model has no C form of its own: {name.removeprefix('compat_')} is SciPy's.")
    values = density.logp.arrays()
    arrays = [_array(k, value) for k, value in enumerate(values)]
    lists = ""
    if values:
        data, lengths = (", ".join(f"{stem}_{k}" for k in range(len(values))) for stem in ("data", "lengths"))
        lists = (
            f"static const void *const data[] = {{{data}}};\n"
            f"static const int64_t *const lengths_of_data[] = {{{lengths}}};\n"
        )
    tail = _TAIL.format(
        dimension=density.dimension,
        pointers=_set_pointers(unit.pointers),
        data="data" if values else "0",
        lengths="lengths_of_data" if values else "0",
    )
    own = re.sub(r"^(int run|int logp|void set_pointers)\(", r"static \1(", unit.text, flags=re.MULTILINE)
    libraries = "-llapack -lblas -lm" if set(unit.pointers) - _OPTIONAL else "-lm"
    native = " ".join([current().native[0], *(SAME_BITS if current().reproducible else ())])
    places = "\n   ".join(_where(*part) for part in parts)
    return (
        _HEAD.format(native=native, libraries=libraries, parts=places)
        + own
        + _routines(unit.pointers)
        + "".join(arrays)
        + lists
        + tail
    )


def _where(name: str, start: int, shape: tuple[int, ...]) -> str:
    """Return a comment on a variable's place in x; only letters, digits and a few others of its name are kept."""
    size = int(np.prod(shape))
    place = f"x[{start}]" if size == 1 else f"x[{start}] to x[{start + size - 1}]"
    return f"{place}: {re.sub(r'[^A-Za-z0-9_.:-]', '?', name)}" + (f" {list(shape)}" if shape else "")


def _array(number: int, value: np.ndarray) -> str:
    dtype = value.dtype.name
    elements = ", ".join(literal(v, dtype) for v in value.ravel().tolist()) or "0"
    lengths = ", ".join(map(str, value.shape)) or "0"
    return (
        f"static const {ctype(dtype)} data_{number}[] = {{{elements}}};\n"
        f"static const int64_t lengths_{number}[] = {{{lengths}}};\n"
    )


def _routines(pointers: Sequence[str]) -> str:
    """Declare LAPACK's and BLAS's routines by their Fortran names."""
    return "".join(
        BLAS_TYPES[p].replace("(*)", f"{p}_", 1) + ";\n" for p in pointers if p in BLAS_TYPES and p not in _OPTIONAL
    )


def _set_pointers(pointers: Sequence[str]) -> str:
    if not pointers:
        return ""
    table = ", ".join("0" if p in _OPTIONAL else f"(void *){p}_" for p in pointers)
    return f"    void *const routines[] = {{{table}}};\n    set_pointers(routines);\n"


__all__ = ["standalone"]
