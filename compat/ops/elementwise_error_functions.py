"""The error function and its relatives."""

from __future__ import annotations

from typing import Any

import numpy as np

from compat.graph.dtypes import upcast_to_float
from compat.ops.elementwise_exponential import exp
from compat.ops.elementwise_gamma import special
from compat.ops.elementwise_results import upcast_to_real_float
from compat.ops.elemwise import row

NAN, INF = float("nan"), float("inf")
_EDGES = ((0.0,), (1e-10,), (10.0,), (30.0,), (-30.0,), (INF,), (-INF,), (NAN,))


def _times(x: Any, value: float) -> Any:
    return np.asarray(value, dtype=upcast_to_float(x.type.dtype))


_SLOPE = 2.0 / np.sqrt(np.pi)  # of erf at 0

erf = row(
    name="erf", result=upcast_to_float, array=lambda xp, x: special(xp).erf(x), c={"f": "erf{f}({x})"},
    derivative=lambda x: (_times(x, _SLOPE) * exp(-x * x),), domain=((-3.0, 3.0),), hard=_EDGES,
    facts={"increasing", "odd"}, cost=30, legacy=("theano.tensor.erf",), doc="the error function")
erfc = row(
    name="erfc", result=upcast_to_real_float, array=lambda xp, x: special(xp).erfc(x), c={"f": "erfc{f}({x})"},
    derivative=lambda x: (_times(x, -_SLOPE) * exp(-x * x),), domain=((-3.0, 3.0),), hard=_EDGES,
    facts={"decreasing", "positive"}, cost=40, legacy=("theano.tensor.erfc",), doc="1 - erf(x), exact for large x")
