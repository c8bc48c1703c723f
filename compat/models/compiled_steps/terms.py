"""The terms of a log density that depend on one element alone, compiled, for sweeps over many elements."""

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

FEWEST = 8  # elements, of which the whole density is evaluated about as fast


def terms_in_c(direct: DirectCall, variables: Sequence[Any], categories: Sequence[int]) -> TermsInC | None:
    """The terms of `direct` for each element of `variables`, which has so many `categories`; None where that is no sum
    of such terms, or there are few elements, or more categories than elements.

    What is found is kept with `direct`, for steps that are made anew.
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
