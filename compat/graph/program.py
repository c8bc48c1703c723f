"""The frozen form: hash-consed, in SSA order. Equal subgraphs are one node, so merging costs nothing.

Rewriting maps Program to Program; users' graphs are never touched.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from .annotations import NOTHING, Annotation
from .origin import as_if_from
from .printing import program_text
from .traversal import applies
from .variable import Apply, Constant, Variable


@dataclass(frozen=True, eq=False)
class Program:
    """`outputs` as functions of `inputs`. `nodes` are in topological order, each reached from an output."""

    inputs: tuple[Variable, ...]
    outputs: tuple[Variable, ...]
    nodes: tuple[Apply, ...]

    @property
    def annotations(self) -> Mapping[Variable, Annotation]:
        """The annotations of its variables that have any."""
        met = (*self.inputs, *(v for node in self.nodes for v in (*node.inputs, *node.outputs)), *self.outputs)
        return MappingProxyType({v: v.compat_annotation for v in met if v.compat_annotation is not NOTHING})

    def toposort(self) -> list[Apply]:
        """Return the nodes in order; legacy code calls it on `f.maker.fgraph`."""
        return list(self.nodes)

    @property
    def apply_nodes(self) -> set[Apply]:
        """The nodes, as legacy's FunctionGraph had them."""
        return set(self.nodes)

    def __str__(self) -> str:
        return program_text(self)


class Interner:
    """Makes equal applications one: the key is the Op and its (already interned) inputs."""

    def __init__(self) -> None:
        self._applies: dict[Any, Apply] = {}
        self._constants: dict[Any, Variable] = {}
        self._own: set[int] = set()
        self.tried: dict[int, Any] = {}  # node -> rules that do not fire on it: a later list may begin with the same
        self._keep: list[Variable] = []  # keeps alive the objects whose ids are above

    def leaf(self, variable: Variable) -> Variable:
        if isinstance(variable, Constant):
            return self._constants.setdefault(variable.signature(), variable)
        return variable

    def is_interned(self, variable: Variable) -> bool:
        if variable.owner is None:
            return self.leaf(variable) is variable
        return id(variable) in self._own

    def apply(self, node: Apply, inputs: Sequence[Variable], adopt: bool = False) -> Apply:
        """Return the one node that applies `node.op` to `inputs`; with `adopt`, `node` itself may become it."""
        unchanged = all(a is b for a, b in zip(inputs, node.inputs, strict=True))
        if unchanged and node.outputs and id(node.outputs[0]) in self._own:
            return node
        # a length found to be 1 does not change the declared type, so equal applications may differ in type
        key = (node.op, tuple(map(id, inputs)), tuple(o.type for o in node.outputs))
        found = self._applies.get(key)
        if found is None:
            if adopt and unchanged:
                found = node
            else:
                with as_if_from(node.compat_origin):
                    found = node.clone_with_new_inputs(list(inputs), strict=False)
                for new, old in zip(found.outputs, node.outputs, strict=True):
                    new.name = old.name
            self._applies[key] = found
            self._own.update(map(id, found.outputs))
            self._keep.extend(found.outputs)
            self._keep.extend(inputs)
        return found


def intern(outputs: Sequence[Variable], interner: Interner, known: Sequence[Variable] = ()) -> list[Variable]:
    """Rebuild `outputs` from interned nodes.

    known: interned variables, above which nothing is visited.
    """
    memo: dict[int, Variable] = {id(v): v for v in known}
    for node in applies(outputs, stop=known):
        inputs = [_look_up(v, memo, interner) for v in node.inputs]
        simpler = None if node.op.compat_lowered is None else _standing_for(node, inputs, node.op.compat_lowered)
        results = interner.apply(node, inputs).outputs if simpler is None else intern(simpler, interner, known=inputs)
        for old, new in zip(node.outputs, results, strict=True):
            memo[id(old)] = new
    return [_look_up(v, memo, interner) for v in outputs]


def lowered(outputs: Sequence[Variable]) -> list[Variable]:
    """Rebuild `outputs` with each Op in its form for Programs (`Op.compat_lowered`); the user's graph stays."""
    return with_others(outputs, lambda op: op.compat_lowered)


def inlined(outputs: Sequence[Variable]) -> list[Variable]:
    """Replace Ops with inner graphs by these (`Op.compat_inlined`), and lower all others."""
    return with_others(outputs, lambda op: op.compat_inlined or op.compat_lowered)


def raised(outputs: Sequence[Variable]) -> list[Variable]:
    """Rebuild `outputs`, of a Program, with each Op replaced by its form in users' graphs (`Op.compat_raised`)."""
    return with_others(outputs, lambda op: op.compat_raised)


def with_others(outputs: Sequence[Variable], form: Callable[[Any], Any]) -> list[Variable]:
    """Rebuild `outputs` with some Ops replaced; the user's graph does not change.

    form: from an Op to its replacement, as `Op.compat_lowered`; None to keep it.
    """
    nodes = applies(outputs)
    forms = [form(node.op) for node in nodes]
    if not any(forms):
        return list(outputs)
    memo: dict[Variable, Variable] = {}
    for node, other in zip(nodes, forms, strict=True):
        changed = any(v in memo for v in node.inputs)
        if other is None and not changed:
            continue
        inputs = [memo.get(v, v) for v in node.inputs]
        results = None if other is None else _standing_for(node, inputs, other)
        if results is None:
            if not changed:
                continue
            copy = node.clone_with_new_inputs(inputs, strict=False)
            copy.compat_origin = node.compat_origin
            results = _named(copy.outputs, node)
        memo.update(zip(node.outputs, results, strict=True))
    return [memo.get(v, v) for v in outputs]


def _standing_for(node: Apply, inputs: Sequence[Variable], form: Callable[..., Any]) -> Sequence[Variable] | None:
    """Return the replacement of `node`, with its names and its line of user code."""
    with as_if_from(node.compat_origin):
        results = form(node, inputs)
    return None if results is None else _named(results, node)


def _named(results: Sequence[Variable], node: Apply) -> Sequence[Variable]:
    for old, new in zip(node.outputs, results, strict=True):
        if new.name is None and new.owner is not None:
            new.name = old.name
    return results


def _look_up(variable: Variable, memo: dict[int, Variable], interner: Interner) -> Variable:
    return memo[id(variable)] if variable.owner is not None else interner.leaf(variable)


def program(inputs: Sequence[Variable], outputs: Sequence[Variable]) -> Program:
    """Make a Program over already interned `outputs`."""
    return Program(tuple(inputs), tuple(outputs), tuple(applies(outputs)))


def freeze(inputs: Sequence[Variable], outputs: Sequence[Variable], interner: Interner | None = None) -> Program:
    """Make the Program that computes `outputs` from `inputs` (shared variables count as inputs where listed)."""
    return program(inputs, intern(outputs, interner or Interner()))
