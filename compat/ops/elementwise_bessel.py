"""Bessel functions of the first kind (j) and modified ones (i), of a real order."""

from __future__ import annotations

from typing import Any

from compat.graph.dtypes import upcast_to_float
from compat.graph.types import NullType
from compat.ops.elementwise_scipy import special
from compat.ops.elemwise import Elementwise, row

NAN, INF = float("nan"), float("inf")


def _of_order(name: str, slope: Any, doc: str) -> Elementwise:
    why = f"The derivative of {name} with respect to its order is not defined."
    return row(
        name=name, nin=2, result=upcast_to_float, array=lambda xp, v, x: special(xp, name, v, x),
        c={"f": f"({{t}})compat_{name}({{x}}, {{y}}, 0)"}, c_includes=(f"compat_{name}",),
        pullback=lambda g, v, x: (NullType(why)(), g * slope(v, x)), domain=((0.0, 3.0), (0.3, 5.0)),
        hard=((0.0, 0.0), (2.0, -1.0), (0.5, -1.0), (1.0, NAN)), cost=400, legacy=(f"theano.tensor.{name}",), doc=doc)


def _of_fixed_order(name: str, c: str, slope: Any, doc: str, includes: tuple[str, ...] = ()) -> Elementwise:
    return row(
        name=name, result=upcast_to_float, array=lambda xp, x: special(xp, name, x), c={"f": c}, c_includes=includes,
        derivative=lambda x: (slope(x),), domain=((-5.0, 5.0),), hard=((0.0,), (1e-9,), (-30.0,), (NAN,)), cost=100,
        facts={"even" if name.endswith("0") else "odd"}, legacy=(f"theano.tensor.{name}",), doc=doc)


jv = _of_order("jv", lambda v, x: (jv(v - 1, x) - jv(v + 1, x)) / 2.0, "J of order x at y")
iv = _of_order("iv", lambda v, x: (iv(v - 1, x) + iv(v + 1, x)) / 2.0, "I of order x at y")
j0 = _of_fixed_order("j0", "({t})j0((double){x})", lambda x: -j1(x), "J of order 0")
j1 = _of_fixed_order("j1", "({t})j1((double){x})", lambda x: (j0(x) - jv(2, x)) / 2.0, "J of order 1")
i0 = _of_fixed_order("i0", "({t})compat_i0({x}, 0)", lambda x: i1(x), "I of order 0", ("compat_i0",))
i1 = _of_fixed_order("i1", "({t})compat_i1({x}, 0)", lambda x: (i0(x) + iv(2, x)) / 2.0, "I of order 1", ("compat_i1",))
