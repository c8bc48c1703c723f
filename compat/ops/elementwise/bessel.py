"""Bessel functions of the first kind (j) and modified ones (i), of real order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.dtypes import upcast_to_float
from ...graph.types import NullType
from .arithmetic import sgn
from .comparison import eq
from .elemwise import Elementwise, entry
from .results import upcast_to_real_float
from .scipy import special
from .selection import switch

INF, NAN = float("inf"), float("nan")


def _of_order(name: str, slope: Callable[..., Any], doc: str, **more: Any) -> Elementwise:
    why = f"The derivative of {name} with respect to its order is not defined."
    return entry(
        name=name,
        nin=2,
        result=upcast_to_float,
        array=lambda xp, v, x: special(xp, name, v, x),
        c={"f": f"({{t}})compat_{name}({{x}}, {{y}}, 0)"},
        c_includes=(f"compat_{name}",),
        pullback=lambda g, v, x: (NullType(why)(), g * slope(v, x)),
        domain=((0.0, 3.0), (0.3, 5.0)),
        hard=((0.0, 0.0), (2.0, -1.0), (0.5, -1.0), (1.0, NAN)),
        cost=400,
        legacy=(f"theano.tensor.{name}",),
        doc=doc,
        **more,
    )


def _of_fixed_order(
    name: str, array: Callable[..., Any], c: str, slope: Callable[..., Any], doc: str, *includes: str, **more: Any
) -> Elementwise:
    return entry(
        name=name,
        result=upcast_to_float,
        array=array,
        c={"f": c},
        c_includes=includes,
        derivative=lambda x: (slope(x),),
        domain=((-5.0, 5.0),),
        hard=((0.0,), (1e-9,), (-30.0,), (100.0,), (INF,), (-INF,), (NAN,)),
        cost=100,
        facts={"even" if name.endswith("0") else "odd"},
        legacy=(f"theano.tensor.{name}",),
        doc=doc,
        **more,
    )


def _scipys(name: str, xp: ArrayModule, x: np.ndarray) -> Any:
    """Return SciPy's function, with its limit where x is infinite (SciPy has NaN); odd functions keep the sign of x."""
    limit = 0.0 if name[0] == "j" else INF
    value = special(xp, name, x)
    return xp.where(xp.isinf(x), xp.asarray(limit if name[1] == "0" else xp.copysign(limit, x), value.dtype), value)


def _order_one_slope(of_order_zero: Any, of_order_one: Any, x: Any) -> Any:
    return switch(eq(x, 0), 0.5, of_order_zero - of_order_one / x)


def _jax_j(xp: ArrayModule, order: int, x: Array) -> Any:
    """Return J of order 0 or 1 in jax.numpy, whose own functions fail for large x.

    Up to 25 the midpoint rule on Bessel's integral, whose error is of the size of J_64(25) = 1e-20; above,
    Hankel's expansion with 18 terms (Abramowitz and Stegun, 9.2.5).
    """
    angles = np.pi * (np.arange(16) + 0.5) / 32
    size = xp.abs(x)
    near, far = xp.minimum(size, 25.0), xp.maximum(size, 25.0)
    waves = near[..., None] * np.sin(angles).astype(x.dtype)
    rule = xp.cos(waves) if order == 0 else xp.sin(waves) * np.sin(angles).astype(x.dtype)
    p, q, term = 0.0, 0.0, xp.ones_like(far)
    for k in range(18):
        p, q = (p + (-1) ** (k // 2) * term, q) if k % 2 == 0 else (p, q + (-1) ** (k // 2) * term)
        term = term * (4 * order**2 - (2 * k + 1) ** 2) / ((k + 1) * 8 * far)
    phase = far - (2 * order + 1) * np.pi / 4
    wave = xp.sqrt(2 / (np.pi * far)) * (p * xp.cos(phase) - q * xp.sin(phase))
    value = xp.where(size > 25, wave, xp.mean(rule, axis=-1))
    value = xp.where(xp.isnan(x), x, xp.where(xp.isinf(x), 0.0, value))
    return (value if order == 0 else xp.sign(x) * value).astype(x.dtype)


jv: Elementwise = _of_order(
    "jv",
    lambda v, x: (jv(v - 1, x) - jv(v + 1, x)) / 2.0,
    "J of order x at y",
    numpy="scipy.special.jv",
    reference="besselj",
)
iv: Elementwise = _of_order(
    "iv",
    lambda v, x: (iv(v - 1, x) + iv(v + 1, x)) / 2.0,
    "I of order x at y",
    numpy="scipy.special.iv",
    reference="besseli",
)
j0 = _of_fixed_order(
    "j0",
    lambda xp, x: _scipys("j0", xp, x) if xp is np else _jax_j(xp, 0, x),
    "({t})j0((double){x})",
    lambda x: -j1(x),
    "J of order 0",
    numpy="scipy.special.j0",
    reference="j0",
)
j1: Elementwise = _of_fixed_order(
    "j1",
    lambda xp, x: _scipys("j1", xp, x) if xp is np else _jax_j(xp, 1, x),
    "({t})j1((double){x})",
    lambda x: _order_one_slope(j0(x), j1(x), x),
    "J of order 1",
    numpy="scipy.special.j1",
    reference="j1",
)
i0 = _of_fixed_order(
    "i0",
    lambda xp, x: _scipys("i0", xp, x),
    "(__builtin_isinf({x}) ? ({t})__builtin_inf() : ({t})compat_i0({x}, 0))",
    lambda x: i1(x),
    "I of order 0",
    "compat_i0",
    numpy="scipy.special.i0",
    reference=lambda mp, x: mp.besseli(0, x),
)
i1: Elementwise = _of_fixed_order(
    "i1",
    lambda xp, x: _scipys("i1", xp, x),
    "(__builtin_isinf({x}) ? ({t}){x} : ({t})compat_i1({x}, 0))",
    lambda x: _order_one_slope(i0(x), i1(x), x),
    "I of order 1",
    "compat_i1",
    numpy="scipy.special.i1",
    reference=lambda mp, x: mp.besseli(1, x),
)


def _scaled(name: str, slope: Callable[..., Any], doc: str, **more: Any) -> Elementwise:
    return entry(
        name=name,
        result=upcast_to_real_float,
        array=lambda xp, x: special(xp, name, x),
        c={"f": f"({{t}})compat_{name}({{x}}, 0)"},
        c_includes=(f"compat_{name}",),
        derivative=lambda x: (slope(x),),
        domain=((-5.0, 5.0),),
        hard=((0.0,), (1e-9,), (-30.0,), (1000.0,), (NAN,)),
        cost=100,
        facts={"even" if name == "i0e" else "odd"},
        legacy=(f"pymc3.distributions.dist_math.{name}",),
        doc=doc,
        **more,
    )


i0e: Elementwise = _scaled(
    "i0e",
    lambda x: i1e(x) - sgn(x) * i0e(x),
    "exp(-|x|) times I of order 0",
    reference=lambda mp, x: mp.exp(-abs(x)) * mp.besseli(0, x),
)
i1e: Elementwise = _scaled(
    "i1e",
    lambda x: _order_one_slope(i0e(x), i1e(x), x) - sgn(x) * i1e(x),
    "exp(-|x|) times I of order 1",
    reference=lambda mp, x: mp.exp(-abs(x)) * mp.besseli(1, x),
)
