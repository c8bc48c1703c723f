"""Compiled log density terms that depend on one element, for sweeps over many elements."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import accumulate
from typing import Any

from ...compilation.points.vector_function import VectorFunction
from ...rules import firing
from ...rules.density.terms_by_element import depends_on, terms_by_element
from ...samplers.compiled_steps.draws import TermsInC
from ..modelling.functions import DirectCall, flat_view

FEWEST = 8  # with fewer elements the whole density is about as fast


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


__all__ = ["terms_in_c"]
