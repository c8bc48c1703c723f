"""The statement that calls an Op without a C form, which runs in Python (user_ops.py)."""

from __future__ import annotations

from typing import Any

from ....graph.variable import Apply
from ..errors import CannotCompile
from ..ir.statements import ALLOC, CONTEXT


def is_users(node: Apply) -> bool:
    """Return whether `node` has only a `perform`, or C code of its own."""
    return node.op.compat_is_black_box()


def call_text(node: Apply, number: int, c: Any) -> str:
    """Return the statement that calls `node` and flags a failure; nothing runs after the first failure."""
    variables = [*node.inputs, *node.outputs]
    if not all(hasattr(v.type, "broadcastable") for v in variables):
        raise CannotCompile(f"{node.op.compat_plain_name} takes or gives something that is no tensor", node)
    pointers = [c.array(v) for v in node.inputs] + [c.out(v) for v in node.outputs]
    lengths = [str(n) for v in variables for n in c.lengths(v)]
    words = ", ".join([*(f"(int64_t)(uintptr_t){p}" for p in pointers), *lengths])
    host, context = c.parameter(ALLOC.name), c.parameter(CONTEXT.name)
    c.flag(f"(!bad && !{host}({context}, {-number - 1}, (const int64_t[]){{{words}}}))")
    return ""
