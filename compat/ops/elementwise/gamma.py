"""The gamma function, derivatives of its logarithm, and the incomplete gamma functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.dtypes import upcast_to_float
from ...graph.types import NullType
from ..tensor_types import TensorLike
from .comparison import isinf, lt
from .elemwise import Elementwise, entry
from .exponential import exp, log
from .results import float64
from .scipy import special
from .selection import maximum, switch
from .xlogx import xlogy0

NAN, INF = float("nan"), float("inf")
_EDGES = ((0.0,), (-0.5,), (-1.0,), (1e-8,), (1e8,), (INF,), (-INF,), (NAN,))

gamma: Elementwise = entry(
    name="gamma",
    result=upcast_to_float,
    array=lambda xp, x: special(xp, "gamma", x),
    c={"f": "tgamma{f}({x})"},
    derivative=lambda x: (gamma(x) * psi(x),),
    domain=((0.2, 5.0),),
    hard=(*_EDGES, (170.0,), (180.0,)),
    cost=100,
    legacy=("theano.tensor.gamma",),
    doc="the gamma function: (x - 1)! for integers",
    numpy="scipy.special.gamma",
    reference="gamma",
)
gammaln = entry(
    name="gammaln",
    result=upcast_to_float,
    array=lambda xp, x: xp.where(xp.isinf(x), xp.asarray(INF, x.dtype), special(xp, "gammaln", x)),
    c={"f": "compat_gammaln{f}({x})"},
    c_includes=("compat_gammaln",),
    derivative=lambda x: (psi(x),),
    domain=((0.2, 5.0),),
    hard=(*_EDGES, (1.0,), (2.0,)),
    cost=100,
    legacy=("theano.tensor.gammaln",),
    doc="log |gamma(x)|, at -inf inf as in libm",
    numpy="scipy.special.gammaln",
    reference=lambda mp, x: mp.re(mp.loggamma(x)),
)


def _psi(xp: ArrayModule, x: np.ndarray) -> Any:
    found = special(xp, "psi", x, jax_name="digamma")
    return found if xp is np else xp.where(x == 0, -1 / x, found)  # JAX has NaN at 0


psi: Elementwise = entry(
    name="psi",
    result=upcast_to_float,
    array=_psi,
    c={"f": "compat_psi{f}({x})"},
    c_includes=("compat_psi",),
    derivative=lambda x: (tri_gamma(x),),
    domain=((0.2, 5.0),),
    hard=(*_EDGES, (1.4616321449683622,)),
    facts={"increasing"},
    cost=100,
    legacy=("theano.tensor.psi",),
    doc="the digamma function: the derivative of gammaln",
    numpy="scipy.special.psi",
    reference="digamma",
)
tri_gamma: Elementwise = entry(
    name="tri_gamma",
    result=upcast_to_float,
    array=lambda xp, x: special(xp, "polygamma", 1, x),
    c={"f": "compat_trigamma{f}({x})"},
    c_includes=("compat_trigamma",),
    domain=((0.2, 5.0),),
    hard=_EDGES,
    facts={"decreasing", "positive"},
    cost=100,
    legacy=("theano.tensor.tri_gamma",),
    doc="the derivative of psi; its own derivative is not defined",
    reference=lambda mp, x: mp.polygamma(1, x),
)


def _incomplete(
    name: str, array: Callable[..., Any], c: str, includes: str, slope: Callable[..., Any], doc: str, **more: Any
) -> Elementwise:
    why = f"The derivative of {name} with respect to its first argument, the shape, is not defined."
    return entry(
        name=name,
        nin=2,
        result=upcast_to_float,
        array=array,
        c={"f": c},
        c_includes=(includes,),
        pullback=lambda g, x, y: (NullType(why)(), g * slope(x, y)),
        domain=((0.3, 5.0), (0.3, 5.0)),
        hard=(
            (1.0, 0.0),
            (0.5, INF),
            (2.0, NAN),
            (-1.0, 1.0),
            (100.0, 1.0),
            (1.0, 700.0),
            (INF, 1.0),
            (INF, INF),
            (INF, -1.0),
            (INF, -INF),
        ),
        cost=200,
        legacy=(f"theano.tensor.{name}",),
        doc=doc,
        **more,
    )


def _density(k: Any, x: TensorLike) -> Any:
    """Return the density of a gamma distribution with shape k: the derivative of gammainc(k, x) with respect to x.

    The special cases are infinite x, and log x at 0, whose factor is 0 for k = 1.
    """
    return switch(isinf(x), 0, exp(xlogy0(k - 1, x) - x - gammaln(k)))


def _power(k: Any, x: Any) -> Any:
    return exp((k - 1) * log(x) - x)


def _regularised(xp: ArrayModule, name: str, k: Array, x: Array) -> Any:
    """Return the regularised function of that name; JAX's is corrected to SciPy's limits for k = inf."""
    value = special(xp, name, k, x)
    if xp is np:
        return value
    limit = xp.where((x >= 0) & (x < INF), 0.0 if name == "gammainc" else 1.0, NAN)
    return xp.where(k == INF, limit, value).astype(value.dtype)


def _times_gamma(xp: ArrayModule, name: str, k: Array, x: Array) -> Any:
    """Return the function times gamma(k), computed in double because gamma(k) overflows float32 at k = 35."""
    k, x = k.astype("float64"), x.astype("float64")
    return _regularised(xp, name, k, x) * special(xp, "gamma", k)


gammainc = _incomplete(
    "gammainc",
    lambda xp, k, x: _regularised(xp, "gammainc", k, x),
    "({t})compat_gammainc({x}, {y}, 0)",
    "compat_gammainc",
    _density,
    "the regularised lower incomplete gamma function P(x, y)",
    numpy="scipy.special.gammainc",
    reference=lambda mp, k, x: mp.gammainc(k, 0, x) / mp.gamma(k),
)
gammaincc = _incomplete(
    "gammaincc",
    lambda xp, k, x: _regularised(xp, "gammaincc", k, x),
    "({t})compat_gammaincc({x}, {y}, 0)",
    "compat_gammaincc",
    lambda k, x: -_density(k, x),
    "the regularised upper incomplete gamma function Q(x, y)",
    numpy="scipy.special.gammaincc",
    reference=lambda mp, k, x: mp.gammainc(k, x) / mp.gamma(k),
)
gammal = _incomplete(
    "gammal",
    lambda xp, k, x: _times_gamma(xp, "gammainc", k, x),
    "({t})(compat_gammainc({x}, {y}, 0) * tgamma({x}))",
    "compat_gammainc",
    _power,
    "the lower incomplete gamma function",
    reference=lambda mp, k, x: mp.gammainc(k, 0, x),
)
gammau = _incomplete(
    "gammau",
    lambda xp, k, x: _times_gamma(xp, "gammaincc", k, x),
    "({t})(compat_gammaincc({x}, {y}, 0) * tgamma({x}))",
    "compat_gammaincc",
    lambda k, x: -_power(k, x),
    "the upper incomplete gamma function",
    reference="gammainc",
)

chi2sf = entry(
    name="chi2sf",
    nin=2,
    result=float64,
    array=lambda xp, x, k: _regularised(xp, "gammaincc", k / 2, xp.maximum(x, 0) / 2),
    c={"f": "compat_chdtrc({y}, {x} < 0 ? 0 : {x}, 0)"},
    c_includes=("compat_chdtrc",),
    pullback=lambda g, x, k: (
        switch(lt(x, 0), 0, -g * _density(k / 2.0, maximum(x, 0) / 2.0) / 2.0),
        NullType("The derivative of chi2sf with respect to its degrees of freedom is not defined.")(),
    ),
    domain=((0.3, 5.0), (1.0, 5.0)),
    hard=((0.0, 2.0), (-1.0, 2.0), (INF, 2.0), (NAN, 1.0)),
    cost=200,
    legacy=("theano.tensor.chi2sf",),
    doc="the chance that chi squared with y degrees of freedom exceeds x",
    numpy="scipy.stats.chi2.sf",
    reference=lambda mp, x, k: mp.gammainc(k / 2, x / 2) / mp.gamma(k / 2),
)
