"""Rewrite graphs to float64 where a library uses float32 for exact values: small integers, short decimals.

Both libraries write `sigma=5` or `log(2)` with an int8, whose logarithm is a float32; PyMC gives `Exponential("x",
10)` a scale of 0.1 in float32. Densities are compared without this effect, and the report gives its size.
Intentional float32 (floatX, data) stays. Both sides use this; only NumPy is imported.
"""

from fractions import Fraction

import numpy as np

NARROW = ("float16", "float32")
DISCRETE = ("int", "uint", "bool")


def widened(graphs, elementwise, constant, cast, tensor):
    """Return the rewritten graphs; those without such a place are the same objects.

    elementwise, constant: the classes of elementwise Ops and of constants; cast: a function of a variable and a
    dtype; tensor: a function that makes a constant of an array.
    """
    order = in_order(graphs)
    wide = meant_constants(order, constant, tensor)
    fixed = set()  # nodes computed from constants alone

    def exact(v):
        return isinstance(v, constant) or v in wide or v in fixed or str(getattr(v, "dtype", "")).startswith(DISCRETE)

    for node in order:
        if all(isinstance(i, constant) or i in fixed for i in node.inputs):
            fixed.update(node.outputs)
        inputs = [wide.get(i, i) for i in node.inputs]
        if isinstance(node.op, elementwise) and node.outputs[0].dtype in NARROW and all(map(exact, node.inputs)):
            inputs = [i if i.dtype == "float64" else cast(i, "float64") for i in inputs]
        elif same(inputs, node.inputs):
            continue
        wide.update(zip(node.outputs, made_again(node, inputs, cast)))  # noqa: B905
    return [wide.get(graph, graph) for graph in graphs]


def meant_constants(order, constant, tensor):
    """Return the intended values of float32 constants, for those that differ from it."""
    narrow = {
        i for node in order for i in node.inputs if isinstance(i, constant) and getattr(i, "dtype", "") == "float32"
    }
    meant = {i: restored(i.data) for i in narrow}
    return {i: tensor(value) for i, value in meant.items() if value is not None}


def made_again(node, inputs, cast):
    """Apply a node's Op to other inputs, or to them in the old dtypes if it accepts no others."""
    try:
        return node.op.make_node(*inputs).outputs
    except Exception:
        back = [cast(i, o.dtype) if i is not o and i.dtype != o.dtype else i for i, o in zip(inputs, node.inputs)]  # noqa: B905
        return node.op.make_node(*back).outputs


def same(some, others):
    """Say whether these are the same objects."""
    return all(a is b for a, b in zip(some, others))  # noqa: B905


def restored(data):
    """Return the intended value of a float32: a short decimal, a ratio, 1 / n or a root; None if it is exact."""
    if np.size(data) != 1 or not np.isfinite(data).all():
        return None
    kept = float(np.ravel(data)[0])
    short = np.format_float_positional(np.float32(kept), unique=True).strip("-0.").replace(".", "")
    meant = kept
    if len(short) <= 6:
        meant = float(np.format_float_scientific(np.float32(kept), unique=True))
    elif kept != 0.0:
        candidates = [1.0 / round(1.0 / kept)] if round(1.0 / kept) else []
        candidates.append(float(Fraction(kept).limit_denominator(100)))
        if kept > 0.0:
            candidates += [float(f"{kept ** (1 / power):.3g}") ** power for power in (0.5, -0.5)]
        meant = next((one for one in candidates if np.float32(one) == np.float32(kept)), kept)
    return None if meant == kept else np.full(np.shape(data), meant)


def with_replaced(graphs, chosen):
    """Return the graphs with other outputs for some nodes: `chosen(node, inputs)` gives them, or None."""
    made = {}
    for node in in_order(graphs):
        inputs = [made.get(i, i) for i in node.inputs]
        other = chosen(node, inputs)
        if other is None and not same(inputs, node.inputs):
            other = node.op.make_node(*inputs).outputs
        if other is not None:
            made.update(zip(node.outputs, other))  # noqa: B905
    return [made.get(graph, graph) for graph in graphs]


def in_order(graphs):
    """Return the nodes below the graphs, each after the nodes that it reads; without recursion."""
    found, seen = [], set()
    waiting = [(g.owner, False) for g in graphs if g.owner is not None]
    while waiting:
        node, ready = waiting.pop()
        if ready:
            found.append(node)
        elif id(node) not in seen:
            seen.add(id(node))
            waiting.append((node, True))
            waiting += [(i.owner, False) for i in node.inputs if i.owner is not None]
    return found
