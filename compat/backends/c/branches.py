"""A lazy condition in C: each branch is a function of its own, and one of the two is called."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from compat.backends.c.arrays_comment import arrays_comment
from compat.backends.c.ctype import ctype
from compat.backends.c.errors import CannotCompile
from compat.backends.c.ir import names_in
from compat.backends.c.items import Items
from compat.backends.c.lengths import Lengths
from compat.backends.c.passes import rewritten, scheduled
from compat.backends.c.print_c import lines as c_lines
from compat.backends.c.writer import values_of
from compat.graph.program import Program
from compat.graph.variable import Apply
from compat.ops.inner_graph import InnerGraph


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
            name = f"{writer.name}_branch{len(writer.functions)}"
            writer.functions.append(branch.text(writer, name))
            calls.append(f"{name}((const void *const[]){{{arrays}}}, (const int64_t *const[]){{{shapes}}}, "
                         f"(void *const[]){{{outs}}}, alloc, context)")
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

    def text(self, outer: Any, name: str) -> str:
        """The function, whose outputs lie where the caller says."""
        w = outer.inner(self.program, self.items, self.schedule, name, self.node)
        w.nodes(self.schedule.body)
        body, w.body = rewritten(w.body, name), []
        w.scratch()
        memory, w.body = w.body, []
        words = names_in(*memory, *body)
        lengths = w.length_statements(words)
        pointers = []
        for k, v in enumerate(self.program.inputs):
            t = ctype(v.type.dtype)  # type: ignore[attr-defined]
            if f"in{k}" in words:
                pointers.append(f"    const {t} *restrict in{k} = in[{k}];")
            if f"in{k}_n" in words:
                pointers.append(f"    const int64_t *in{k}_n = lengths[{k}];")
        outs = [f"    {ctype(v.type.dtype)} *restrict out{k} = out[{k}];"  # type: ignore[attr-defined]
                for k, v in enumerate(self.program.outputs)]
        constants = [f"    static const {ctype(c.type.dtype)} {n}[] = {{{values_of(c)}}};"  # type: ignore[attr-defined]
                     for n, c in w.constants.values()]
        tail = ["    if (arena != small) free(arena);"] if "arena" in words else []
        tail.append("    return bad;" if w.flags else "    return 0;")
        lines = [*arrays_comment(w, words, "A branch."),
                 f"static int {name}(const void *const *in, const int64_t *const *lengths, void *const *out, "
                 "alloc_t alloc, void *context)", "{", "    (void)in; (void)lengths; (void)alloc; (void)context;",
                 *constants, *pointers, *outs, *c_lines([*lengths, *memory]),
                 *(["    int bad = 0;"] if w.flags else []), *c_lines(body), *tail, "}", ""]
        return "".join(w.functions) + "\n".join(lines)
