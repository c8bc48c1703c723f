"""Products as trees, for code that searches them for sigmoids. Source of the names: theano.tensor.nnet.sigm.

A tree is [negated, variable], or [negated, [tree, ...]] for a product; [negated, None] is a factor 1 or -1.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from .....graph.variable import Variable
from .....ops.elementwise.elemwise import Elemwise
from .....ops.elementwise.functions import TABLE, mul, neg, sigmoid
from .....ops.known_values import NotScalarConstantError, get_scalar_constant_value


def _operands(variable: Any, row: str) -> Any:
    node = variable.owner
    made = node is not None and isinstance(node.op, Elemwise) and node.op.scalar_op is TABLE[row]
    return node.inputs if made else None


def is_1pexp(t: Any, only_process_constants: bool = True) -> tuple[bool, Any] | None:
    """Return (False, x) if a graph is 1 + exp(x), with any order and number of constants that add up to 1; else None.

    t: a tensor of any shape. only_process_constants: whether only constants count, not variables of known value.
    """
    total, powers = 0.0, []
    for term in _operands(t, "add") or ():
        try:
            total += float(get_scalar_constant_value(term, only_process_constants=only_process_constants))
        except NotScalarConstantError:
            powers.append(_operands(term, "exp"))
    if len(powers) != 1 or powers[0] is None or not np.allclose(total, 1):
        return None
    return False, powers[0][0]


def parse_mul_tree(root: Any) -> list[Any]:
    """Return a product as a tree: [negative, factors], a factor being [negative, variable] or a tree.

    root: a tensor of any shape.
    """
    factors = _operands(root, "mul")
    if factors is not None:
        return [False, [parse_mul_tree(f) for f in factors]]
    inner = _operands(root, "neg")
    if inner is None:
        return [False, root]
    negated, rest = parse_mul_tree(inner[0])
    return [not negated, rest]


def simplify_mul(tree: list[Any]) -> list[Any]:
    """Return a tree of a product without factors 1 and -1, and without products of fewer than two factors.

    tree: of parse_mul_tree, of variables of any shape.
    """
    negated, rest = tree
    if not isinstance(rest, list):
        return tree
    kept = []
    for own in map(simplify_mul, rest):
        if own[1] is None:
            negated ^= own[0]
        else:
            kept.append(own)
    if len(kept) > 1:
        return [negated, kept]
    return [negated ^ kept[0][0], kept[0][1]] if kept else [negated, None]


def compute_mul(tree: list[Any]) -> Any:
    """Return the variable of a tree; AssertionError if a factor is missing.

    tree: of parse_mul_tree, of variables of any shape.
    """
    negated, rest = tree
    assert rest is not None, "compute_mul: a factor is missing, call simplify_mul first."
    value = rest if not isinstance(rest, list) else mul(*map(compute_mul, rest))
    return neg(value) if negated else value


def _leaves(tree: list[Any]) -> Iterator[list[Any]]:
    if isinstance(tree[1], list):
        for own in tree[1]:
            yield from _leaves(own)
    else:
        yield tree


def _kind(variable: Variable) -> tuple[str, Any, bool] | None:
    """Return ("exp" or "sigmoid", x, whether its argument is -x); None for other variables."""
    for row in ("exp", "sigmoid"):
        inputs = None if variable is None else _operands(variable, row)
        if inputs is not None:
            inner = _operands(inputs[0], "neg")
            return (row, inputs[0], False) if inner is None else (row, inner[0], True)
    return None


def perform_sigm_times_exp(tree: list[Any]) -> bool:
    """Replace exp(x) * sigmoid(-x) by sigmoid(x) in a tree, in place; return whether anything was replaced.

    tree: of parse_mul_tree, of variables of any shape. exp(-x) * sigmoid(x) becomes sigmoid(-x). A replacement may be
    replaced again.
    """
    waiting: list[tuple[tuple[str, Any, bool], list[Any]]] = []
    changed = False
    for leaf in _leaves(tree):
        kind = _kind(leaf[1])
        if kind is None:
            continue
        row, x, minus = kind
        partner = ("sigmoid" if row == "exp" else "exp", x, not minus)
        found = next(
            (
                k
                for k, (other, _) in enumerate(waiting)
                if other[0] == partner[0] and other[1] is x and other[2] == partner[2]
            ),
            None,
        )
        if found is None:
            waiting.append((kind, leaf))
            continue
        _, first = waiting.pop(found)
        power_minus = minus if row == "exp" else not minus
        first[:] = [first[0] ^ leaf[0], sigmoid(neg(x) if power_minus else x)]
        leaf[:] = [False, None]
        waiting.append((("sigmoid", x, power_minus), first))
        changed = True
    return changed


__all__ = ["compute_mul", "is_1pexp", "parse_mul_tree", "perform_sigm_times_exp", "simplify_mul"]
