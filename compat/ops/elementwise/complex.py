"""Complex numbers and their parts. The gradient with respect to a complex z is d/dRe(z) + i d/dIm(z)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...settings import config
from .arithmetic import sqr
from .elemwise import Elementwise, entry
from .results import complex_of_parts, float64, same_or_int8, same_or_real
from .trigonometric import cos, sin

if TYPE_CHECKING:
    from numpy.typing import DTypeLike

NAN, INF = float("nan"), float("inf")
_ONE = ((-3.0, 3.0),)


def _is_complex(x: Any) -> bool:
    return x.type.dtype.startswith("complex")


def _join(xp: ArrayModule, real_part: Array, imaginary_part: Array, dtype: DTypeLike) -> Any:
    """Return a complex array from two parts; x + 1j * y would give NaN for an infinite y."""
    if xp is not np:
        import jax

        return jax.lax.complex(*xp.broadcast_arrays(real_part, imaginary_part))
    joined = np.empty(np.broadcast_shapes(real_part.shape, imaginary_part.shape), dtype)
    joined.real, joined.imag = real_part, imaginary_part
    return joined


def _from_polar(xp: ArrayModule, r: Array, theta: Array) -> Any:
    if xp is np and (r.real < 0).any():
        raise ValueError("polar radius must be non-negative", r.real.min())
    return _join(xp, r.real * xp.cos(theta.real), r.real * xp.sin(theta.real), r.dtype)


real = entry(
    name="real",
    result=same_or_real,
    compute="own",
    array=lambda xp, x: xp.real(x),
    c={"": "({x})", "c": "(__real__ {x})"},
    pullback=lambda g, x: (complex(g, 0) if _is_complex(x) else g,),
    domain=_ONE,
    hard=((INF,), (NAN,)),
    facts={"complex gradient"},
    legacy=("theano.tensor.real",),
    doc="the real part",
    reference_array=lambda np, *x: np.real(*x),
)
imag = entry(
    name="imag",
    result=same_or_real,
    compute="own",
    array=lambda xp, x: xp.imag(x),
    c={"": "0", "c": "(__imag__ {x})"},
    pullback=lambda g, x: (complex(0, g) if _is_complex(x) else None,),
    domain=_ONE,
    hard=((INF,), (NAN,)),
    facts={"complex gradient"},
    legacy=("theano.tensor.imag",),
    doc="the imaginary part: 0 of a real x",
    numpy="imag",
)
conj: Elementwise = entry(
    name="conj",
    result=same_or_int8,
    compute="own",
    array=lambda xp, x: xp.conj(x) if x.dtype.kind == "c" else x,
    c={"": "({x})", "c": "(~{x})"},
    pullback=lambda g, x: (conj(g) if _is_complex(x) else g,),
    domain=_ONE,
    hard=((INF,), (NAN,)),
    facts={"complex gradient"},
    legacy=("theano.tensor.conj",),
    doc="the complex conjugate: x itself if real",
    numpy="conj",
)
angle = entry(
    name="angle",
    result=float64,
    compute="own",
    array=lambda xp, x: xp.angle(x.astype("complex128" if x.dtype.kind == "c" else "float64")),
    c={"": "atan2(0.0, (double){x})", "c": "atan2((double)__imag__ {x}, (double)__real__ {x})"},
    pullback=lambda g, x: (
        complex(-g * imag(x), g * real(x)) / (sqr(real(x)) + sqr(imag(x)))
        if _is_complex(x)
        else x.zeros_like(config.floatX),
    ),
    domain=_ONE,
    hard=((0.0,), (NAN,), (-INF,)),
    cost=30,
    facts={"complex gradient"},
    legacy=("theano.tensor.angle",),
    doc="the angle of x in the complex plane",
    numpy="angle",
    reference=lambda mp, x: mp.pi if x < 0 else mp.mpf(0),
)
complex: Elementwise = entry(
    name="complex",
    nin=2,
    result=complex_of_parts,
    array=lambda xp, x, y: _join(xp, x.real, y.real, x.dtype),
    c={"c": "__builtin_complex(__real__ {x}, __real__ {y})"},
    pullback=lambda g, x, y: (real(g), imag(g)),
    domain=_ONE * 2,
    hard=((1.0, INF), (NAN, 1.0)),
    facts={"complex gradient"},
    legacy=("theano.tensor.complex",),
    doc="x + i y",
    reference_array=lambda np, x, y: x + 1j * y,
)
complex_from_polar = entry(  # no C form, since a negative radius raises ValueError
    name="complex_from_polar",
    nin=2,
    result=complex_of_parts,
    array=_from_polar,
    c={},
    pullback=lambda g, r, theta: (
        real(g) * cos(theta) + imag(g) * sin(theta),
        r * (imag(g) * cos(theta) - real(g) * sin(theta)),
    ),
    domain=((0.3, 3.0), (-3.0, 3.0)),
    hard=((0.0, 1.0),),
    cost=60,
    facts={"complex gradient"},
    legacy=("theano.tensor.complex_from_polar",),
    doc="r (cos theta + i sin theta)",
    reference_array=lambda np, r, a: r * np.exp(1j * a),
)
