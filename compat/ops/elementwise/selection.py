"""Functions that select among their operands; the gradient goes to the selected one and is 0 for the others."""

from __future__ import annotations

from ...graph.dtypes import DISCRETE, upcast
from ...settings import config
from .bitwise import and_
from .comparison import ge, gt, le, lt
from .elemwise import Elementwise, entry
from .results import last, same, upcast_real, without_condition

NAN, INF = float("nan"), float("inf")

switch: Elementwise = entry(
    name="switch",
    nin=3,
    result=without_condition,
    compute="condition",
    array=lambda xp, x, y, z: xp.where(x, y, z),
    c="({x} ? {y} : {z})",
    pullback=lambda g, x, y, z: (
        None if x.type.dtype in DISCRETE else x.zeros_like(config.floatX),
        switch(x, g, 0),
        switch(x, 0, g),
    ),
    domain=((0.0, 1.0), (-3.0, 3.0), (-3.0, 3.0)),
    hard=((0.0, NAN, 1.0), (1.0, INF, NAN), (NAN, 1.0, 2.0)),
    facts={"complex gradient"},
    legacy=("theano.tensor.switch", "theano.tensor.where"),
    doc="y where the condition x is not 0, else z",
    numpy="where",
    reference_array=lambda np, x, y, z: np.where(x != 0, y, z),
)

second = entry(
    name="second",
    nin=2,
    result=last,
    compute="own",
    array=lambda xp, x, y: xp.broadcast_to(y, xp.broadcast_shapes(x.shape, y.shape)),
    c="({y})",
    pullback=lambda g, x, y: (None, g),
    domain=((-3.0, 3.0), (-3.0, 3.0)),
    hard=((NAN, 1.0),),
    facts={"complex gradient", "first for its shape"},
    legacy=("theano.tensor.second", "theano.tensor.fill"),
    doc="y, broadcast to the joint shape of x and y",
    reference_array=lambda np, x, y: y,
)

identity = entry(
    name="identity",
    result=same,
    array=lambda xp, x: x,
    c="({x})",
    pullback=lambda g, x: (g,),
    domain=((-3.0, 3.0),),
    facts={"increasing", "complex gradient"},
    legacy=("theano.tensor.tensor_copy",),
    doc="x",
    reference_array=lambda np, *x: np.positive(*x),
)

maximum = entry(  # at a tie, and where either is NaN, Theano's choice of the operand that gets the gradient
    name="maximum",
    nin=2,
    result=upcast,
    array=lambda xp, x, y: xp.maximum(x, y),
    c={
        "f": "(!({x} <= {y}) & ({y} == {y}) ? {x} : {y})",
        "b": "({x} | {y})",
        "i": "({x} > {y} ? {x} : {y})",
        "u": "({x} > {y} ? {x} : {y})",
    },
    pullback=lambda g, x, y: (switch(ge(x, y), g, 0), switch(ge(x, y), 0, g)),
    domain=((-3.0, 3.0), (-3.0, 3.0)),
    hard=((1.0, 1.0), (NAN, 1.0), (1.0, NAN), (INF, -INF)),
    facts={"commutative", "associative"},
    legacy=("theano.tensor.maximum", "theano.tensor.largest"),
    doc="the greater of x and y; NaN if either is. At a tie the gradient goes to x",
    numpy="maximum",
)

minimum = entry(
    name="minimum",
    nin=2,
    result=upcast,
    array=lambda xp, x, y: xp.minimum(x, y),
    c={
        "f": "(!({x} >= {y}) & ({y} == {y}) ? {x} : {y})",
        "b": "({x} & {y})",
        "i": "({x} < {y} ? {x} : {y})",
        "u": "({x} < {y} ? {x} : {y})",
    },
    pullback=lambda g, x, y: (switch(le(x, y), g, 0), switch(le(x, y), 0, g)),
    domain=((-3.0, 3.0), (-3.0, 3.0)),
    hard=((1.0, 1.0), (NAN, 1.0), (1.0, NAN), (INF, -INF)),
    facts={"commutative", "associative"},
    legacy=("theano.tensor.minimum", "theano.tensor.smallest"),
    doc="the smaller of x and y; NaN if either is. At a tie the gradient goes to x",
    numpy="minimum",
)

clip = entry(  # the lower bound wins if the bounds cross
    name="clip",
    nin=3,
    result=upcast_real,
    array=lambda xp, x, y, z: xp.where(x < y, y, xp.where(x > z, z, x)),
    c="({x} < {y} ? {y} : {x} > {z} ? {z} : {x})",
    pullback=lambda g, x, y, z: (
        switch(and_(ge(x, y), le(x, z)), g, 0),
        switch(lt(x, y), g, 0),
        switch(gt(x, z), g, 0),
    ),
    domain=((-3.0, 3.0), (-2.0, -1.0), (1.0, 2.0)),
    hard=((1.0, 1.0, 2.0), (NAN, 0.0, 1.0), (INF, 0.0, 1.0), (0.5, 1.0, 0.0)),
    legacy=("theano.tensor.clip",),
    doc="x, but not below y nor above z; NaN stays. On a bound x has the gradient",
    reference_array=lambda np, *x: np.clip(*x),
)
