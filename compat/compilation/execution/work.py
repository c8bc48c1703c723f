"""Which nodes of a Program compute something: views and arithmetic on lengths do not.

Apart from what compiles, since functions from the cache ask it too.
"""

from __future__ import annotations

from collections.abc import Iterable

from ...graph.variable import Apply
from ...ops.scan.inner_graph import inner_nodes
from ...ops.shapes.shape import Shape, ShapeI


def is_light(node: Apply) -> bool:
    """Return whether a node is a view, or arithmetic on lengths."""
    is_view = (
        hasattr(node.op, "compat_c_view")
        or hasattr(node.op, "compat_c_guards")
        and not hasattr(node.op, "compat_c_opaque")
    )
    return is_view or isinstance(node.op, Shape | ShapeI)


def computing(nodes: Iterable[Apply]) -> list[str]:
    """Return the names of the Ops that compute, each once; of loops and branches also the users' Ops inside."""
    heavy = [n for n in nodes if not is_light(n)]
    inside = [n for one in heavy for n in inner_nodes([one])[1:] if n.op.compat_is_black_box()]
    return list(dict.fromkeys(n.op.compat_plain_name for n in (*heavy, *inside)))
