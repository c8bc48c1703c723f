"""The gamma function and what belongs to it. Array forms: scipy.special, or jax.scipy.special under jax.numpy."""

from __future__ import annotations

from typing import Any

import numpy as np

from compat.graph.dtypes import upcast_to_float
from compat.ops.elemwise import row

NAN, INF = float("nan"), float("inf")
_EDGES = ((0.0,), (-0.5,), (-1.0,), (1e-8,), (1e8,), (INF,), (NAN,))


def special(xp: Any) -> Any:
    """The namespace of special functions that goes with `xp`."""
    if xp is np:
        import scipy.special

        return scipy.special
    import jax.scipy.special

    return jax.scipy.special


gamma = row(
    name="gamma", result=upcast_to_float, array=lambda xp, x: special(xp).gamma(x), c={"f": "tgamma{f}({x})"},
    derivative=lambda x: (gamma(x) * psi(x),), domain=((0.2, 5.0),), hard=(*_EDGES, (170.0,), (180.0,)), cost=100,
    legacy=("theano.tensor.gamma",), doc="the gamma function: (x - 1)! for integers")
gammaln = row(
    name="gammaln", result=upcast_to_float, array=lambda xp, x: special(xp).gammaln(x), c={"f": "lgamma{f}({x})"},
    derivative=lambda x: (psi(x),), domain=((0.2, 5.0),), hard=(*_EDGES, (1.0,), (2.0,), (1.0 + 1e-9,)), cost=100,
    legacy=("theano.tensor.gammaln",), doc="log |gamma(x)|")
psi = row(
    name="psi", result=upcast_to_float,
    array=lambda xp, x: special(xp).psi(x) if xp is np else special(xp).digamma(x), c={"f": "compat_psi{f}({x})"},
    c_includes=("compat_psi",), derivative=lambda x: (tri_gamma(x),), domain=((0.2, 5.0),),
    hard=(*_EDGES, (1.4616321449683622,)), facts={"increasing"}, cost=100,
    legacy=("theano.tensor.psi",), doc="the digamma function: the derivative of gammaln")
tri_gamma = row(
    name="tri_gamma", result=upcast_to_float, array=lambda xp, x: special(xp).polygamma(1, x),
    c={"f": "compat_trigamma{f}({x})"}, c_includes=("compat_trigamma",), domain=((0.2, 5.0),), hard=_EDGES,
    facts={"decreasing", "positive"}, cost=100,
    legacy=("theano.tensor.tri_gamma",), doc="the derivative of psi; its own derivative is not defined")
