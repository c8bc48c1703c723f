"""An elementwise function that Theano lacked: one file in compat/ops/."""

from __future__ import annotations

from theano_compat.ops.elementwise.arithmetic import sqr
from theano_compat.ops.elementwise.elemwise import entry
from theano_compat.ops.elementwise.results import upcast_to_real_float

cbrt = entry(
    name="cbrt",
    result=upcast_to_real_float,
    array=lambda xp, x: xp.cbrt(x),
    c={"f": "cbrt{f}({x})"},
    pullback=lambda g, x: (g / (3 * sqr(cbrt(x))),),
    domain=((-5.0, 5.0),),
    hard=((float("inf"),), (float("nan"),), (1e-300,)),
    facts={"increasing"},
    legacy=("theano.tensor.cbrt",),
    cost=60,
    numpy="cbrt",
    reference=lambda mp, x: mp.sign(x) * mp.cbrt(abs(x)),
    doc="the cube root",
)
