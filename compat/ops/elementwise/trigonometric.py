"""Trigonometric and hyperbolic functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ...graph.dtypes import upcast_to_float
from .arithmetic import inv, sqr
from .elemwise import Elementwise, entry
from .exponential import sqrt

NAN, INF = float("nan"), float("inf")


def _function(
    name: str,
    libm: str,
    derivative: Callable[..., Any],
    domain: tuple[float, float],
    *hard: float,
    facts: tuple[str, ...] = (),
    doc: str = "",
    **more: Any,
) -> Elementwise:
    return entry(
        name=name,
        result=upcast_to_float,
        array=lambda xp, x: getattr(xp, name)(x),
        c={"f": f"{libm}{{f}}({{x}})", "c": f"c{libm}{{f}}({{x}})"},
        derivative=derivative,
        domain=(domain,),
        hard=tuple((h,) for h in (*hard, NAN, INF, -INF)),
        facts=set(facts),
        cost=20,
        legacy=(f"theano.tensor.{name}",),
        doc=doc,
        **more,
    )


sin = _function(
    "sin",
    "sin",
    lambda x: (cos(x),),
    (-5.0, 5.0),
    1e22,
    -0.0,
    facts=("odd",),
    doc="the sine of x radians",
    numpy="sin",
    reference="sin",
)
cos: Elementwise = _function(
    "cos",
    "cos",
    lambda x: (-sin(x),),
    (-5.0, 5.0),
    1e22,
    facts=("even",),
    doc="the cosine of x radians",
    numpy="cos",
    reference="cos",
)
tan: Elementwise = _function(
    "tan",
    "tan",
    lambda x: (1 + sqr(tan(x)),),
    (-1.4, 1.4),
    -0.0,
    facts=("odd",),
    doc="the tangent of x radians",
    numpy="tan",
    reference="tan",
)
arcsin = _function(
    "arcsin",
    "asin",
    lambda x: (inv(sqrt(1 - sqr(x))),),
    (-0.9, 0.9),
    1.0,
    -1.0,
    1.5,
    facts=("odd", "increasing"),
    doc="the angle whose sine is x",
    numpy="arcsin",
    reference="asin",
)
arccos = _function(
    "arccos",
    "acos",
    lambda x: (-inv(sqrt(1 - sqr(x))),),
    (-0.9, 0.9),
    1.0,
    -1.0,
    1.5,
    facts=("decreasing",),
    doc="the angle whose cosine is x",
    numpy="arccos",
    reference="acos",
)
arctan = _function(
    "arctan",
    "atan",
    lambda x: (inv(1 + sqr(x)),),
    (-3.0, 3.0),
    1e200,
    facts=("odd", "increasing"),
    doc="the angle whose tangent is x",
    numpy="arctan",
    reference="atan",
)
sinh = _function(
    "sinh",
    "sinh",
    lambda x: (cosh(x),),
    (-3.0, 3.0),
    800.0,
    1e-9,
    facts=("odd", "increasing"),
    doc="the hyperbolic sine",
    numpy="sinh",
    reference="sinh",
)
cosh: Elementwise = _function(
    "cosh",
    "cosh",
    lambda x: (sinh(x),),
    (-3.0, 3.0),
    800.0,
    facts=("even", "positive"),
    doc="the hyperbolic cosine",
    numpy="cosh",
    reference="cosh",
)
tanh: Elementwise = _function(
    "tanh",
    "tanh",
    lambda x: (1 - sqr(tanh(x)),),
    (-3.0, 3.0),
    40.0,
    1e-9,
    facts=("odd", "increasing"),
    doc="the hyperbolic tangent",
    numpy="tanh",
    reference="tanh",
)
arcsinh = _function(
    "arcsinh",
    "asinh",
    lambda x: (inv(sqrt(sqr(x) + 1)),),
    (-3.0, 3.0),
    1e-9,
    1e300,
    facts=("odd", "increasing"),
    doc="the number whose hyperbolic sine is x",
    numpy="arcsinh",
    reference="asinh",
)
arccosh = _function(
    "arccosh",
    "acosh",
    lambda x: (inv(sqrt(sqr(x) - 1)),),
    (1.1, 5.0),
    1.0,
    0.5,
    1e300,
    facts=("increasing",),
    doc="the non-negative number whose hyperbolic cosine is x",
    numpy="arccosh",
    reference="acosh",
)
arctanh = _function(
    "arctanh",
    "atanh",
    lambda x: (inv(1 - sqr(x)),),
    (-0.9, 0.9),
    1.0,
    -1.0,
    1.5,
    1e-9,
    facts=("odd", "increasing"),
    doc="the number whose hyperbolic tangent is x",
    numpy="arctanh",
    reference="atanh",
)

arctan2 = entry(
    name="arctan2",
    nin=2,
    result=upcast_to_float,
    array=lambda xp, x, y: xp.arctan2(x, y),
    c={"f": "atan2{f}({x}, {y})"},
    pullback=lambda g, x, y: (g * y / (sqr(y) + sqr(x)), -g * x / (sqr(y) + sqr(x))),
    domain=((0.3, 3.0), (-3.0, 3.0)),
    hard=((0.0, -1.0), (-0.0, -1.0), (0.0, 0.0), (INF, -INF), (NAN, 1.0)),
    cost=30,
    legacy=("theano.tensor.arctan2",),
    doc="the angle of the point (y, x): its tangent is x / y",
    numpy="arctan2",
    reference="atan2",
)

deg2rad = entry(
    name="deg2rad",
    result=upcast_to_float,
    array=lambda xp, x: x * x.dtype.type(np.pi / 180),
    c={"": "({x} * ({t})0.017453292519943295)"},
    derivative=lambda x: (np.asarray(np.pi / 180, dtype=upcast_to_float(x.type.dtype)),),
    domain=((-360.0, 360.0),),
    hard=((NAN,),),
    facts={"increasing", "odd"},
    legacy=("theano.tensor.deg2rad",),
    doc="degrees to radians",
    numpy="deg2rad",
    reference="radians",
)
rad2deg = entry(
    name="rad2deg",
    result=upcast_to_float,
    array=lambda xp, x: x * x.dtype.type(180 / np.pi),
    c={"": "({x} * ({t})57.29577951308232)"},
    derivative=lambda x: (np.asarray(180 / np.pi, dtype=upcast_to_float(x.type.dtype)),),
    domain=((-6.0, 6.0),),
    hard=((NAN,),),
    facts={"increasing", "odd"},
    legacy=("theano.tensor.rad2deg",),
    doc="radians to degrees",
    numpy="rad2deg",
    reference="degrees",
)
