"""Lazy conditions in C: each branch is a function, and one of the two is called."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from ....graph.variable import Apply
from ..computations.building import Computations
from ..ir.expressions import Name
from ..ir.statements import ALLOC, CONTEXT, Definition
from .context import Context
from .graph_function import GraphFunction


def branches(node: Apply, computations: Computations) -> Callable[[Any], str]:
    """Return the function that writes the call of one of the branches of `node`, which belongs to `computations`."""
    parts = [(GraphFunction(node, graph, computations), given) for graph, given in node.op.graphs(node.inputs)]  # type: ignore

    def call(c: Any) -> str:
        holds = c.element(node.inputs[0], ())
        outs = ", ".join(str(c.out(v)) for v in node.outputs)
        calls = []
        for kind, (branch, given) in zip(("then", "otherwise"), parts, strict=True):
            arrays = ", ".join(str(c.array(v)) for v in given) or "0"
            shapes = ", ".join(f"(const int64_t[]){{{', '.join(map(str, c.lengths(v))) or '1'}}}" for v in given) or "0"
            name = c.function(kind, partial(_functions, branch))
            calls.append(
                f"{name}((const void *const[]){{{arrays}}}, (const int64_t *const[]){{{shapes}}}, "
                f"(void *const[]){{{outs}}}, {c.parameter(ALLOC.name)}, {c.parameter(CONTEXT.name)})"
            )
        c.flag(f"({holds} ? {calls[0]} : {calls[1]})")
        return ""

    return call


def _functions(branch: GraphFunction, c: Context, name: Name) -> list[Definition]:
    return [branch.function(c, name, "A branch.")]
