"""`map_variables`: a graph with variables replaced, also inside loops."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from ...functions.graphs.from_graph import OpFromGraph
from ...graph.op import Op
from ...graph.origin import describe
from ...graph.traversal import applies, leaves, replace
from ...graph.variable import Constant, Variable
from ...ops.scan.inner_graph import InnerGraph
from ...ops.scan.layout import Layout, flat_inner, flat_outer
from ...ops.scan.op import Scan

if TYPE_CHECKING:
    from ...graph.variable import Apply


def map_variables(
    replacer: Callable[[Any], Any], graphs: Iterable[Any], additional_inputs: Sequence[Any] = ()
) -> list[Any]:
    """Return graphs with each variable v replaced by `replacer(v)`, inside loops too.

    replacer: a function of a variable, which returns it or another of its type. graphs: variables. additional_inputs:
    variables that replacements use, without an effect: they are found.
    """
    return _Mapping(replacer).graphs(list(graphs))


class _Mapping:
    def __init__(self, replacer: Callable[[Any], Any]) -> None:
        self.replacer = replacer

    def graphs(self, outputs: list[Any]) -> list[Any]:
        memo: dict[int, Any] = {}
        keep: list[Any] = []

        def new(v: Any) -> Any:
            if id(v) not in memo:
                memo[id(v)] = self.replacer(v) if v.owner is None else v
                keep.append(v)
            return memo[id(v)]

        for node in applies(outputs):
            inputs = [new(v) for v in node.inputs]
            changed = any(a is not b for a, b in zip(inputs, node.inputs, strict=True))
            if isinstance(node.op, Scan):
                found = self._loop(node, inputs)
            elif isinstance(node.op, OpFromGraph):
                found = self._in_place(node, inputs)
            else:
                found = node.clone_with_new_inputs(inputs, strict=False).outputs if changed else node.outputs
            for old, own in zip(node.outputs, found, strict=True):
                replacement = self.replacer(old)
                memo[id(old)] = own if replacement is old else replacement
                keep.append(old)
        return [new(v) for v in outputs]

    def _in_place(self, node: Apply, inputs: list[Any]) -> list[Any]:
        """Inline an OpFromGraph, since replacements inside it may use variables from outside."""
        op = node.op
        outputs = self.graphs(list(op.local_outputs))
        known = {*op.local_inputs, *op.compat_given_inputs}
        for v in leaves(outputs):
            if v not in known:
                _check_update(v, op)
        own = dict(zip(op.local_inputs, inputs, strict=True))
        own.update(zip(op.compat_given_inputs, inputs, strict=False))
        return replace(outputs, own)

    def _loop(self, node: Apply, inputs: list[Any]) -> list[Any]:
        op = node.op
        inside = op.inside
        outputs = self.graphs(list(op.inner.outputs))
        known = set(op.inner.inputs)
        extra: dict[Any, Variable] = {}
        for v in leaves(outputs):
            if v in known or isinstance(v, Constant):
                continue
            _check_update(v, op)
            extra[v] = v.type.make_variable(v.name)
        if not extra and all(a is b for a, b in zip(outputs, op.inner.outputs, strict=True)):
            return node.clone_with_new_inputs(inputs, strict=False).outputs
        layout: Layout = op.layout
        given = layout.outer(inputs)
        grown = Layout(
            layout.sequences,
            layout.taps,
            layout.stacked,
            layout.carried,
            layout.fixed + len(extra),
            layout.until,
            layout.window,
        )
        graph = InnerGraph(
            flat_inner(inside._replace(fixed=[*inside.fixed, *extra.values()])), replace(outputs, dict(extra))
        )
        return op.like(graph, grown).make_node(*flat_outer(given._replace(fixed=[*given.fixed, *extra]))).outputs


def _check_update(v: Any, op: Op) -> None:
    if getattr(v, "update", None) is not None or getattr(v, "default_update", None) is not None:
        raise NotImplementedError(
            f"Replacement introduces shared variable {describe(v)} which has an update "
            f"associated with it into the inner graph of {op}. This is not supported."
        )
