"""Local optimizers given by a pattern: one Op for another, one expression for another. Source: theano.gof.opt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ....compilation.rewriting.user_rules import LocalOptimizer
from ....graph.variable import Apply, Constant, Variable


def _node(*arguments: Apply) -> Any:
    """Return the node among the arguments: Theano-PyMC passes the graph before it."""
    return next(a for a in arguments if isinstance(a, Apply))


class OpSub(LocalOptimizer):
    """A local optimizer that replaces one Op by another of the same inputs.

    op1: the Op. op2: the other. transfer_tags: whether the new variables get the tags of the old.
    """

    reentrant = False  # the new nodes are not visited again
    retains_inputs = True

    def __init__(self, op1: Any, op2: Any, transfer_tags: bool = True) -> None:
        self.op1, self.op2, self.transfer_tags = op1, op2, transfer_tags
        self.name = f"{op1} -> {op2}"

    def op_key(self) -> Any:
        return self.op1

    def tracks(self) -> list[Any]:
        return [self.op1]

    def transform(self, node: Apply, *arguments: Any, **keywords: Any) -> Any:
        node = _node(node, *arguments)
        if node.op != self.op1:
            return False
        new = self.op2.make_node(*node.inputs)
        if self.transfer_tags:
            new.tag.update(node.tag)
            for old, own in zip(node.outputs, new.outputs, strict=True):
                own.tag.update(old.tag)
        return new.outputs


class OpRemove(LocalOptimizer):
    """A local optimizer that replaces the outputs of an Op by its inputs.

    op: the Op, with as many outputs as inputs.
    """

    reentrant = False

    def __init__(self, op: Any) -> None:
        self.op = op
        self.name = f"{op}(x) -> x"

    def op_key(self) -> Any:
        return self.op

    def tracks(self) -> list[Any]:
        return [self.op]

    def transform(self, node: Apply, *arguments: Any, **keywords: Any) -> Any:
        node = _node(node, *arguments)
        return node.inputs if node.op == self.op and len(node.inputs) == len(node.outputs) else False


class PatternSub(LocalOptimizer):
    """A local optimizer that replaces matches of a pattern by another.

    A pattern is a tuple (op, pattern of each input), a name (matches anything, but the same thing everywhere), a
    number or a constant, or dict(pattern=, constraint=function of the variable).

    in_pattern: the one that is looked for. out_pattern: the one that takes its place. allow_multiple_clients: match
    even where another node uses an inner part. skip_identities_fn: a function of a variable that returns the one
    behind it, or None. name: its name. pdb: NotImplementedError if true. tracks, get_nodes,
    values_eq_approx: without an effect.
    """

    def __init__(
        self,
        in_pattern: Any,
        out_pattern: Any,
        allow_multiple_clients: bool = False,
        skip_identities_fn: Callable[[Any], Any] | None = None,
        name: str | None = None,
        pdb: bool = False,
        tracks: Any = (),
        get_nodes: Callable[[Apply], Any] | None = None,
        values_eq_approx: Any = None,
    ) -> None:
        if pdb:
            raise NotImplementedError("PatternSub(pdb=True) is not supported: set a breakpoint in its constraint.")
        self.in_pattern, self.out_pattern = in_pattern, out_pattern
        top = in_pattern["pattern"] if isinstance(in_pattern, dict) else in_pattern
        if not isinstance(top, list | tuple):
            raise TypeError("The pattern to search for must start with a specific Op instance.")
        self.op = top[0]
        self.allow_multiple_clients, self.compat_skip_identities = allow_multiple_clients, skip_identities_fn
        self.name = name or f"{in_pattern} -> {out_pattern}"

    def op_key(self) -> Any:
        return self.op

    def tracks(self) -> list[Any]:
        return [self.op]

    def transform(self, node: Apply, *arguments: Any, **keywords: Any) -> Any:
        node = _node(node, *arguments)
        if node.op != self.op or len(node.outputs) != 1:
            return False
        found = self._match(self.in_pattern, node.outputs[0], {})
        return False if found is None else [self._build(self.out_pattern, found)]

    def _match(self, pattern: object, variable: Variable, known: dict[str, Variable]) -> dict[str, Variable] | None:
        if isinstance(pattern, list | tuple):
            return self._match_node(pattern, variable, known)
        if isinstance(pattern, dict):
            constraint = pattern.get("constraint")
            inner = self._match(pattern["pattern"], variable, known)
            return inner if inner is not None and (constraint is None or constraint(variable)) else None
        if isinstance(pattern, str):
            return {**known, pattern: variable} if known.get(pattern, variable) is variable else None
        return known if _is_the_constant(variable, pattern) else None

    def _match_node(
        self, pattern: Sequence[Any], variable: Variable, known: dict[str, Variable]
    ) -> dict[str, Variable] | None:
        node = variable.owner
        if node is None:
            return None
        if node.op != pattern[0] or len(node.inputs) != len(pattern) - 1:
            skipped = self.compat_skip_identities(variable) if self.compat_skip_identities else None
            return self._match(pattern, skipped, known) if isinstance(skipped, Variable) else None
        found: dict[str, Variable] | None = known
        for part, v in zip(pattern[1:], node.inputs, strict=True):
            found = None if found is None else self._match(part, v, found)
        return found

    def _build(self, pattern: Any, known: dict[str, Variable]) -> Variable:
        if isinstance(pattern, list | tuple):
            return pattern[0](*[self._build(p, known) for p in pattern[1:]])
        if isinstance(pattern, dict):
            return self._build(pattern["pattern"], known)
        return known[pattern] if isinstance(pattern, str) else pattern


def _is_the_constant(variable: Variable, pattern: object) -> bool:
    """Say whether a variable is the constant or number of a pattern. TypeError if the pattern is neither."""
    if isinstance(pattern, Constant):
        return pattern.equals(variable)
    if isinstance(pattern, int | float | np.ndarray | np.generic):
        return isinstance(variable, Constant) and bool(np.all(variable.data == pattern))
    raise TypeError(f"Bad pattern: {pattern!r}.")
