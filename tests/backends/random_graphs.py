"""Random graphs of elementwise rows and structural Ops, with inputs on which they are defined.

`choose(n)` picks a number below n: Hypothesis gives one that shrinks, `random.Random.randrange` one that is fast.
Inputs are multiples of 1/4, and what is computed from them without rounding is marked `exact`: only such values are
compared, ranked or rounded, since elsewhere the last bit may differ between backends.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from theano_compat.differentiate import NullTypeGradError, grad
from theano_compat.graph.traversal import applies
from theano_compat.graph.types import TensorType
from theano_compat.graph.variable import Constant
from theano_compat.ops.elementwise import functions as e
from theano_compat.ops.indexing.writing import inc_subtensor, set_subtensor
from theano_compat.ops.linear_algebra.blas import batched_dot, dot
from theano_compat.ops.reductions import functions as reductions
from theano_compat.ops.shapes import creation
from theano_compat.ops.shapes.join import join, stack
from theano_compat.ops.tensor_op import as_tensor

Choose = Callable[[int], int]
LENGTHS = (0, 1, 2, 3, 5, 9, 17)  # the last fill vector registers


@dataclass
class Graph:
    """`steps` says in words how each value was made."""

    choose: Choose
    inputs: list[Any] = field(default_factory=list)
    arrays: list[np.ndarray] = field(default_factory=list)
    pool: list[Any] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    outputs: list[Any] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)  # of the op tables: see random_rows.py
    strict: dict[int, bool] = field(default_factory=dict)  # outputs compared element by element
    results: list[Any] = field(default_factory=list)  # of rows: outputs all of them
    smooth: list[Any] = field(default_factory=list)  # those that have a gradient
    named: list[np.ndarray] = field(default_factory=list)  # arrays of which a case says what is in them
    _values: dict[int, np.ndarray] = field(default_factory=dict)
    _exact: dict[int, bool] = field(default_factory=dict)
    _keep: list[Any] = field(default_factory=list)

    def pick(self, options: Any) -> Any:
        options = list(options)
        return options[self.choose(len(options))]

    # ---- values known while building

    def value(self, variable: Any) -> np.ndarray:
        if isinstance(variable, Constant):
            return variable.data
        for node in applies([variable]):
            if id(node.outputs[0]) in self._values:
                continue
            given = [self.value(v) for v in node.inputs]
            with np.errstate(all="ignore"):
                results = node.op.compat_array(np, node, *given)
            for output, result in zip(node.outputs, results, strict=True):
                self._values[id(output)] = np.asarray(result)
                self._keep.append(output)
        return self._values[id(variable)]

    def shape(self, variable: Any) -> tuple[int, ...]:
        return self.value(variable).shape

    def exact(self, variable: Any) -> bool:
        return self._exact[id(variable)]

    def add(self, text: str, variable: Any, exact: bool) -> Any:
        """Put `variable` into the pool, unless it is too large to be compared."""
        value = self.value(variable)
        if value.size > 400 or (value.dtype.kind == "f" and value.size and not (np.abs(value) < 1e4).all()):
            return None
        if value.dtype.kind == "f":
            exact = exact and bool((value * 1024 == np.round(value * 1024)).all())
        self._exact[id(variable)] = exact
        self._keep.append(variable)
        self.pool.append(variable)
        self.steps.append(f"{len(self.pool) - 1} {value.dtype}{value.shape}{'' if exact else ' rounded'}: {text}")
        return variable

    def give(self, shape: tuple[int, ...], dtype: str, ones: tuple[bool, ...], low: int = -6, high: int = 7) -> Any:
        variable = TensorType(dtype, ones)()
        seed = self.choose(50)
        drawn = np.random.default_rng([seed, *shape]).integers(low, high, shape)
        array = np.asarray(drawn / 4 if dtype.startswith("float") else drawn).astype(dtype)
        self.inputs.append(variable)
        self.arrays.append(array)
        self._values[id(variable)] = array
        return self.add(f"input {dtype}{ones}", variable, True)

    def values_of(self, variable: Any, array: np.ndarray) -> None:
        self._values[id(variable)] = array
        self._keep.append(variable)

    def given(self, variable: Any, array: np.ndarray) -> Any:
        """An input with this value."""
        self.inputs.append(variable)
        self.arrays.append(array)
        self.values_of(variable, array)
        whole = array.dtype.kind in "biu" or bool((array * 1024 == np.round(array * 1024)).all())
        self._exact[id(variable)] = whole
        if array.dtype.kind != "c" and array.size <= 400 and np.isfinite(array).all() and (np.abs(array) < 1e4).all():
            self.pool.append(variable)
            self.steps.append(f"{len(self.pool) - 1} {array.dtype}{array.shape}{'' if whole else ' rounded'}: input")
        return variable

    def result(self, text: str, variable: Any, exact: bool = False, strict: bool = False, smooth: bool = False) -> None:
        """An output, which is for further use too if it is finite. strict: each element is compared for itself."""
        self.results.append(variable)
        self.strict[id(variable)] = strict
        value = self.value(variable)
        if smooth and value.dtype.kind == "f":
            self.smooth.append(variable)
        if value.dtype.kind == "c" or self.add(text, variable, exact) is None:
            self.steps.append(f"- {value.dtype}{value.shape}: {text}")

    # ---- parts

    def any(self, test: Callable[[Any], bool] = lambda v: True) -> Any:
        """A random value that passes `test`, or None; late ones more often."""
        fitting = [v for v in self.pool if test(v)]
        return fitting[-1 - min(self.choose(len(fitting)), self.choose(len(fitting)))] if fitting else None

    def floating(self, ndim: int | None = None) -> Any:
        return self.any(lambda v: v.dtype.startswith("float") and (ndim is None or v.ndim == ndim))

    def label(self, *variables: Any) -> str:
        return ", ".join(
            str(next(k for k, p in enumerate(self.pool) if p is v)) if any(p is v for p in self.pool) else str(v)
            for v in variables
        )


def _broadcastable_with(graph: Graph, x: Any) -> Callable[[Any], bool]:
    """Whether a value meets `x` by declared patterns."""

    def fits(y: Any) -> bool:
        for d in range(1, min(x.ndim, y.ndim) + 1):
            if not (x.broadcastable[-d] or y.broadcastable[-d]) and graph.shape(x)[-d] != graph.shape(y)[-d]:
                return False
        return True

    return fits


def unary(g: Graph) -> None:
    x = g.floating()
    if x is None:
        return
    name, f, exact = g.pick(
        (
            ("neg", e.neg, True),
            ("abs", e.abs_, True),
            ("exp", lambda v: e.exp(-e.abs_(v)), False),
            ("tanh", e.tanh, False),
            ("log1p", lambda v: e.log1p(v * v), False),
            ("sqr", e.sqr, True),
            ("sigmoid", e.sigmoid, False),
            ("half", lambda v: v * 0.5, True),
            ("minus 1", lambda v: v - 1.0, True),
            ("sqrt", lambda v: e.sqrt(v * v + 1.0), False),
        )
    )
    g.add(f"{name}({g.label(x)})", f(x), exact and g.exact(x))


def binary(g: Graph) -> None:
    x = g.floating()
    y = None if x is None else g.any(_broadcastable_with(g, x))
    if y is None:
        return
    both = g.exact(x) and g.exact(y)
    rows = [
        ("add", e.add, True),
        ("sub", e.sub, True),
        ("mul", e.mul, True),
        ("div", lambda a, b: a / (b * b + 2.0), False),
    ]
    if both:  # at a tie the gradient jumps, and the last bit decides what a tie is
        rows += [("maximum", e.maximum, True), ("minimum", e.minimum, True)]
    name, f, exact = g.pick(rows)
    g.add(f"{name}({g.label(x, y)})", f(x, y), exact and both)


def discrete(g: Graph) -> None:
    x = g.any(g.exact)
    y = None if x is None else g.any(lambda v: g.exact(v) and _broadcastable_with(g, x)(v))
    if y is None:
        return
    name, f = g.pick(
        (
            ("lt", e.lt),
            ("eq", e.eq),
            ("switch", lambda a, b: e.switch(e.gt(a, b), a, b)),
            ("floor", lambda a, b: e.floor(a * 1.0)),
            ("int", lambda a, b: e.cast(e.floor(a * 1.0), "int64")),
        )
    )
    if x.dtype == "bool" and name in ("switch", "floor", "int"):
        return
    g.add(f"{name}({g.label(x, y)})", f(x, y), True)


def choose_between(g: Graph) -> None:
    test = g.any(lambda v: v.dtype == "bool")
    x = None if test is None else g.any(lambda v: v.dtype.startswith("float") and _broadcastable_with(g, test)(v))
    y = (
        None
        if x is None
        else g.any(
            lambda v: v.dtype.startswith("float") and _broadcastable_with(g, test)(v) and _broadcastable_with(g, x)(v)
        )
    )
    if y is not None:
        g.add(f"switch({g.label(test, x, y)})", e.switch(test, x, y), g.exact(x) and g.exact(y))


def reduce(g: Graph) -> None:
    x = g.any(lambda v: v.ndim > 0)
    if x is None:
        return
    axis = g.pick([None, *range(x.ndim), *([(0, 1), (0, x.ndim - 1)] if x.ndim > 1 else [])])
    axes = range(x.ndim) if axis is None else (axis if isinstance(axis, tuple) else (axis,))
    axis = tuple(sorted(set(axes))) if isinstance(axis, tuple) else axis
    empty = any(g.shape(x)[d] == 0 for d in axes)
    name = g.pick(("sum", "sum", "sum", "max", "min", "prod", "argmax", "mean", "any", "all"))
    if x.dtype == "bool":
        name = name if name in ("sum", "any", "all") else "any"
    ranks = name in ("max", "min", "argmax", "any", "all")
    if (empty and name in ("max", "min", "argmax", "mean")) or (ranks and not g.exact(x)):
        return
    keep = bool(g.choose(2))
    g.add(
        f"{name}({g.label(x)}, axis={axis}, keepdims={keep})",
        getattr(reductions, name)(x, axis=axis, keepdims=keep),
        g.exact(x) and name != "mean",
    )


def turn(g: Graph) -> None:
    x = g.any(lambda v: 0 < v.ndim < 4)
    if x is None:
        return
    order = list(range(x.ndim))
    for k in range(x.ndim - 1, 0, -1):
        j = g.choose(k + 1)
        order[k], order[j] = order[j], order[k]
    order = [d for d in order if not (x.broadcastable[d] and g.choose(2))]
    if g.choose(2) and len(order) < 3:
        order.insert(g.choose(len(order) + 1), "x")
    g.add(f"dimshuffle({g.label(x)}, {order})", x.dimshuffle(order), g.exact(x))


def _slice(g: Graph, length: int) -> slice:
    bounds = (None, None, 0, 1, -1, 2, -2, 9, -9)
    return slice(g.pick(bounds), g.pick(bounds), g.pick((None, None, 1, 2, -1, -2)))


def _index(g: Graph, x: Any, arrays: bool = True) -> tuple[Any, ...]:
    """An index expression for `x`: slices, integers, new axes, index vectors from the pool."""
    parts: list[Any] = []
    shape = g.shape(x)
    taken = False
    for d in range(1 + g.choose(x.ndim)):
        kind = g.choose(6)
        gather = (
            g.any(
                lambda v, n=shape[d]: (
                    v.dtype == "int64"
                    and 1 <= v.ndim <= 2
                    and g.exact(v)
                    and (g.value(v) < n).all()
                    and (g.value(v) >= -n).all()
                )
            )
            if arrays and not taken
            else None
        )
        if kind < 2 and gather is not None:
            parts.append(gather)
            taken = g.choose(3) > 0
        elif kind == 2 and shape[d]:
            parts.append(g.choose(shape[d]) - (shape[d] if g.choose(2) else 0))
        else:
            parts.append(_slice(g, shape[d]))
    return tuple(parts)


def _index_text(g: Graph, index: tuple[Any, ...]) -> str:
    return "[" + ", ".join(g.label(i) if hasattr(i, "type") else str(i).replace("slice", "") for i in index) + "]"


def _broadcast_arrays(g: Graph, index: tuple[Any, ...]) -> bool:
    arrays = [i for i in index if hasattr(i, "type")]
    return all(_broadcastable_with(g, a)(b) for a in arrays for b in arrays)


def read(g: Graph) -> None:
    x = g.any(lambda v: v.ndim > 0)
    if x is None:
        return
    index = _index(g, x)
    if _broadcast_arrays(g, index):
        g.add(f"{g.label(x)}{_index_text(g, index)}", x[index], g.exact(x))


def write(g: Graph) -> None:
    x = g.any(lambda v: v.ndim > 0 and v.dtype.startswith("float"))
    if x is None:
        return
    index = _index(g, x)
    if not _broadcast_arrays(g, index):
        return
    part = x[index]
    if part.owner is None:
        return

    def fits(y: Any) -> bool:
        if not (y.ndim <= part.ndim and (y.dtype == x.dtype or y.dtype in ("bool", "int8"))):
            return False
        return all(y.broadcastable[-d] or g.shape(y)[-d] == g.shape(part)[-d] for d in range(1, y.ndim + 1))

    y = part * 2.0 if g.choose(3) == 0 else g.any(fits)
    if y is None or y.dtype != x.dtype:
        return
    gathers = any(hasattr(i, "type") for i in index)
    add = bool(g.choose(2)) or gathers  # where an index repeats, which write wins is not promised
    base = g.pick((x, x, creation.zeros_like(x)))
    f = inc_subtensor if add else set_subtensor
    exact = g.exact(x) and (g.exact(y) if id(y) in g._exact else g.exact(x))
    g.add(
        f"{'inc' if add else 'set'}({'zeros_like ' if base is not x else ''}{g.label(x)}{_index_text(g, index)}, "
        f"{g.label(y)})",
        f(base[index], y),
        exact,
    )


def put_together(g: Graph) -> None:
    x = g.any(lambda v: v.dtype.startswith("float") and v.ndim < 3)
    if x is None:
        return
    y = g.any(lambda v: v.dtype == x.dtype and v.broadcastable == x.broadcastable and g.shape(v) == g.shape(x))
    both = g.exact(x) and g.exact(y)
    if x.ndim and g.choose(2):
        axis = g.choose(x.ndim)
        g.add(f"join({axis}, {g.label(x, y, x)})", join(axis, x, y, x), both)
    else:
        g.add(f"stack({g.label(x, y)})", stack([x, y]), both)


def reshape(g: Graph) -> None:
    x = g.any()
    size = g.value(x).size
    options = [(size,), (-1,), (x.size,), (1, size)] + [(n, size // n) for n in (2, 3, 5) if size and size % n == 0]
    options += [(x.shape[0] * x.shape[1], *x.shape[2:])] if x.ndim == 3 else []
    if x.ndim == 2:
        options += [(x.shape[1], x.shape[0]), (x.shape[1], -1)] if size else [(x.shape[1], x.shape[0])]
    shape = g.pick(options)
    if -1 in [s for s in shape if isinstance(s, int)] and not size:
        return
    g.add(f"reshape({g.label(x)}, {shape})", x.reshape(shape), g.exact(x))


def multiply(g: Graph) -> None:
    x = g.any(lambda v: v.ndim in (1, 2) and v.dtype.startswith("float"))
    y = (
        None
        if x is None
        else g.any(lambda v: v.ndim in (1, 2) and v.dtype.startswith("float") and g.shape(v)[0] == g.shape(x)[-1])
    )
    if y is not None:
        g.add(f"dot({g.label(x, y)})", dot(x, y), g.exact(x) and g.exact(y))


def multiply_batches(g: Graph) -> None:
    x = g.any(lambda v: v.ndim == 3 and v.dtype.startswith("float"))
    y = (
        None
        if x is None
        else g.any(
            lambda v: (
                v.ndim == 3
                and v.dtype == x.dtype
                and g.shape(v)[0] == g.shape(x)[0]
                and g.shape(v)[1] == g.shape(x)[2]
                and v.broadcastable[0] == x.broadcastable[0]
            )
        )
    )
    if y is not None:
        g.add(f"batched_dot({g.label(x, y)})", batched_dot(x, y), g.exact(x) and g.exact(y))


def fill(g: Graph) -> None:
    x = g.any(lambda v: v.ndim < 3)
    kind = g.choose(4)
    if kind == 0 and x.ndim:
        g.add(f"arange(len {g.label(x)})", creation.arange(x.shape[0]), True)
    elif kind == 1 and x.ndim < 2:
        g.add(f"alloc({g.label(x)})", creation.alloc(x, 2, *x.shape), g.exact(x))
    elif kind == 2 and x.ndim == 2:
        g.add(f"eye(like {g.label(x)})", creation.eye(x.shape[0], x.shape[1]), True)
    elif kind == 3 and x.ndim:
        g.add(f"shape({g.label(x)})", x.shape, True)


KINDS = (
    unary,
    unary,
    binary,
    binary,
    binary,
    discrete,
    choose_between,
    reduce,
    reduce,
    turn,
    read,
    read,
    write,
    write,
    put_together,
    reshape,
    multiply,
    multiply_batches,
    fill,
)


def build(choose: Choose, size: int, between: Callable[[Graph], None] | None = None) -> Graph:
    """A graph of about `size` values over a few inputs, with several outputs and sometimes their gradient. `between`
    puts more into it, half-way."""
    g = Graph(choose)
    n, m = g.pick(LENGTHS), g.pick(LENGTHS)
    dtype = g.pick(("float64", "float64", "float64", "float32"))
    g.give((n,), dtype, (False,))
    g.give((n, m), dtype, (False, False))
    g.give((), dtype, ())
    if g.choose(2):
        g.give((m,), dtype, (False,))
    if g.choose(2):
        g.give((1, m), dtype, (True, False))
    if g.choose(3) == 0:
        g.give((2, m, n), dtype, (False,) * 3)
    if n and g.choose(2):
        g.give((g.pick((0, 1, 4)),), "int64", (False,), -n, n)
    if m and g.choose(2):
        g.give((3,), "int64", (False,), -m, m)
    if between is not None:
        for _ in range(size // 2):
            g.pick(KINDS)(g)
        between(g)
    for _ in range(size // 2 if between is not None else size):
        g.pick(KINDS)(g)
    candidates = [v for v in g.pool if v.owner is not None] or g.pool
    late = min(len(candidates), 3 + size // 2)
    g.outputs = [candidates[-1 - g.choose(late)] for _ in range(1 + g.choose(2 + size // 4))]
    plain = len(g.outputs)
    if g.choose(2):
        _differentiate(g)
    g.outputs[plain:plain] = g.results
    return g


def _differentiate(g: Graph) -> None:
    rows = {id(v) for v in g.results}
    smooth = [o for o in g.outputs if o.dtype.startswith("float") and id(o) not in rows] + g.smooth
    wrt = [v for v in g.inputs if v.dtype.startswith("float")]
    if not smooth:
        return
    cost = as_tensor(np.float64(0))
    for k, o in enumerate(smooth):
        cost = cost + (o * (k + 1.0)).sum()
    try:
        g.outputs = g.outputs + grad(cost, wrt, disconnected_inputs="ignore")
    except (NotImplementedError, NullTypeGradError):  # a row without a gradient
        return
    g.steps.append("and gradients of the sum of outputs")
