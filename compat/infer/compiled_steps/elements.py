"""The elements that a step method moves, and methods in C that evaluate log densities of the point around them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import accumulate
from typing import Any

import numpy as np

from ...compilation.points.vector_function import VectorFunction
from ...models.modelling.functions import DirectCall, FastPointFunc, flat_view
from ...rules import firing
from ...rules.density.terms_by_element import depends_on, terms_by_element
from ..steps.arraystep import ArrayStep, BlockedStep
from .draws import MethodInC, TermsInC
from .places import Places

FEWEST = 8  # with fewer elements the whole density is about as fast


def moved_positions(step: BlockedStep, places: Places) -> list[int]:
    """Return the positions of the elements that `step` moves."""
    return [k for v in step.vars for k in places[v.name].elements]


def is_discrete(step: BlockedStep, places: Places) -> list[bool]:
    """Return for each element whether it is an integer."""
    return [places[v.name].dtype.kind == "i" for v in step.vars for _ in places[v.name].elements]


def by_log_density(
    step: ArrayStep,
    places: Places,
    kind: str,
    scratch: int,
    own: int,
    counts: int,
    categories: Sequence[int] = (),
    columns: int = 0,
    values: Sequence[int] = (),
) -> MethodInC | None:
    """Return a method that evaluates the log density of the whole point; None if that needs Python.

    values: the number of values of each element, for a sweep over elements. The other arguments are those of
    `MethodInC`.
    """
    if step.allvars or len(step.fs) != 1 or type(step.fs[0]) is not FastPointFunc or step.fs[0].direct is None:
        return None
    direct = step.fs[0].direct
    if [name for name, *_ in direct.places] != list(places) or direct.function.c_entry() is None:
        return None
    length = sum(p.size for p in places.values())
    return MethodInC(
        kind,
        moved_positions(step, places),
        direct.function.c_entry,
        length,
        scratch,
        own,
        counts,
        columns,
        categories=categories,
        terms=terms_in_c(direct, step.vars, values),
    )


def terms_in_c(direct: DirectCall, variables: Sequence[Any], categories: Sequence[int]) -> TermsInC | None:
    """Return the log density terms of `direct` by element of `variables`, compiled; None where that gains nothing.

    It gains where the density is a sum of such terms, elements are many, and `categories` (the number of values of an
    element) are no more than elements. The result is kept with `direct` for later step methods.
    """
    if not FEWEST <= max(FEWEST, max(categories, default=0)) <= len(categories):
        return None
    key = tuple(v.name for v in variables), tuple(categories)
    if key not in direct.terms:
        direct.terms[key] = _terms(direct, variables, categories)
    return direct.terms[key]


def _terms(direct: DirectCall, variables: Sequence[Any], categories: Sequence[int]) -> TermsInC | None:
    given, [total], _ = direct.given
    tables, shapes = [], []
    firsts: list[int] = []
    strides: list[int] = []
    start = size = 0
    for v in variables:
        shape, n = tuple(map(int, v.dshape)), int(v.dsize)
        values = max(categories[start : start + n])
        table = firing.found(terms_by_element, total, v, values)
        if table is None or depends_on(table, [w for w in variables if w is not v]):
            return None
        tables.append(table)
        shapes.append((values, *shape))
        firsts += range(size, size + n)
        strides += [n] * n
        start, size = start + n, size + values * n
    places = list(accumulate((int(v.dsize) for v in given), initial=0))
    function = VectorFunction(places[-1], tables, shapes, given, partial(flat_view, given))
    return TermsInC(function.c_entry, size, firsts, strides)


def may_be_laid_out(factor: np.ndarray, n: int) -> bool:
    """Return whether NumPy multiplies vectors of n by `factor` with BLAS, as C does."""
    return (
        factor.shape == (n, n)
        and n > 1
        and factor.dtype == "float64"
        and (factor.flags.c_contiguous or factor.flags.f_contiguous)
    )


def laid_out(factor: np.ndarray) -> list[float]:
    """Return a Cholesky factor in the layout that C reads."""
    by_columns = not factor.flags.c_contiguous
    return [by_columns, *factor.ravel(order="F" if by_columns else "C")]


__all__ = ["by_log_density", "is_discrete", "laid_out", "may_be_laid_out", "moved_positions", "terms_in_c"]
