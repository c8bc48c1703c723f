"""A lazy condition in C: each branch is a function of its own, and one of the two is called."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from compat.backends.c.arrays_comment import arrays_comment
from compat.backends.c.ctype import ctype
from compat.backends.c.errors import CannotCompile
from compat.backends.c.ir import (
    ALLOC,
    BAD,
    CONTEXT,
    IN,
    LENGTHS,
    OUT,
    ZERO,
    Definition,
    Function,
    Name,
    Pointer,
    Return,
    Variable,
    code,
    has_flag,
    ignored,
    names_in,
)
from compat.backends.c.items import Items
from compat.backends.c.lengths import Lengths
from compat.backends.c.passes.order import scheduled
from compat.backends.c.writing import FunctionWriter
from compat.graph.program import Program
from compat.graph.variable import Apply
from compat.ops.scan.inner_graph import InnerGraph


def branches(node: Apply, items: Items) -> Callable[[Any], str]:
    """What writes the call of one of the branches of `node`, one of `items`; CannotCompile with `node`, or with a node
    inside of it that can be called in Python."""
    called = items.called
    try:
        parts = [(_Branch(node, graph, items), given) for graph, given in node.op.graphs(node.inputs)]  # type: ignore
    except CannotCompile as reason:
        if reason.node is None or any(reason.node is c for c in called):
            raise CannotCompile(str(reason), node) from reason
        raise

    def call(c: Any) -> str:
        holds = c.element(node.inputs[0], ())
        outs = ", ".join(str(c.out(v)) for v in node.outputs)
        calls = []
        for branch, given in parts:
            arrays = ", ".join(str(c.array(v)) for v in given) or "0"
            shapes = ", ".join(f"(const int64_t[]){{{', '.join(map(str, c.lengths(v))) or '1'}}}" for v in given) or "0"
            writer = c.writer
            if writer is None:
                continue
            name = writer.defines("branch", partial(branch.functions, writer))
            calls.append(
                f"{name}((const void *const[]){{{arrays}}}, (const int64_t *const[]){{{shapes}}}, "
                f"(void *const[]){{{outs}}}, {c.parameter(ALLOC.name)}, {c.parameter(CONTEXT.name)})"
            )
        if calls:
            c.flag(f"({holds} ? {calls[0]} : {calls[1]})")
        return ""

    return call


class _Branch:
    """The Program of one branch, scheduled."""

    def __init__(self, node: Apply, graph: InnerGraph, around: Items) -> None:
        self.node = node
        self.program = Program(graph.inputs, graph.outputs, graph.nodes)
        names = {id(v): f"in{k}" for k, v in enumerate(graph.inputs)}
        self.items = around.part(self.program, Lengths(graph.inputs, names), names)
        self.schedule = scheduled(self.items)

    def functions(self, outer: FunctionWriter, name: str) -> list[Definition]:
        """Return the function, whose outputs lie where the caller says, and those that it calls."""
        w = outer.inner(self.program, self.items, self.schedule, name, self.node)
        body, memory = w.computed(), w.memory_statements()
        fails = has_flag(body)
        words = names_in(*memory, *body)
        lengths = w.length_statements(words)
        pointers = [s for s in w.inputs if s.name in words]
        outs = [
            Variable(
                f"out{k}",
                Pointer(ctype(v.type.dtype), restrict=True),  # type: ignore[attr-defined]
                code(f"{{}}[{k}]", Name(OUT.name)),
            )
            for k, v in enumerate(self.program.outputs)
        ]
        statements = [
            ignored(p.name for p in (IN, LENGTHS, ALLOC, CONTEXT)),
            *w.tables(),
            *pointers,
            *outs,
            *lengths,
            *memory,
            *([Variable(BAD.name, "int", ZERO)] if fails else []),
            *body,
            *w.freed(words),
            Return(BAD if fails else ZERO),
        ]
        return [
            *w.called(),
            Function(
                name,
                (IN, LENGTHS, OUT, ALLOC, CONTEXT),
                tuple(statements),
                tuple(arrays_comment(w, words, "A branch.")),
            ),
        ]
