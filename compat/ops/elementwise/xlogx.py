"""x log x and x log y, with the value 0 at x = 0. Source: theano.tensor.xlogx."""

from __future__ import annotations

from typing import Any

from ...graph.arrays import Array, ArrayModule
from ...graph.dtypes import upcast_to_float
from .comparison import eq
from .elemwise import entry
from .exponential import log
from .selection import switch

NAN, INF = float("nan"), float("inf")


def _times_log(xp: ArrayModule, x: Array, y: Array) -> Any:
    return xp.where(x == 0, xp.zeros_like(x), x * xp.log(xp.where(x == 0, xp.ones_like(y), y)))


xlogx = entry(
    name="xlogx",
    result=upcast_to_float,
    array=lambda xp, x: _times_log(xp, x, x),
    c={"f": "({x} == 0 ? 0 : {x} * log{f}({x}))"},
    derivative=lambda x: (1 + log(x),),
    domain=((0.1, 5.0),),
    hard=((0.0,), (-1.0,), (INF,), (NAN,)),
    cost=25,
    legacy=("theano.tensor.xlogx.xlogx",),
    doc="x log x, 0 at 0",
    reference=lambda mp, x: x * mp.log(x) if x else mp.mpf(0),
)
xlogy0 = entry(
    name="xlogy0",
    nin=2,
    result=upcast_to_float,
    array=_times_log,
    c={"f": "({x} == 0 ? 0 : {x} * log{f}({y}))"},
    pullback=lambda g, x, y: (g * log(y), switch(eq(x, 0), 0, g * x / y)),
    domain=((0.1, 5.0), (0.1, 5.0)),
    hard=((0.0, 0.0), (0.0, INF), (1.0, 0.0), (2.0, NAN)),
    cost=25,
    legacy=("theano.tensor.xlogx.xlogy0",),
    doc="x log y, 0 where x is 0",
    reference=lambda mp, x, y: x * mp.log(y) if x else mp.mpf(0),
)
