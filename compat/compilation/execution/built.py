"""What a backend made of a Program, and what of it runs where.

Apart from what compiles, since functions from the cache need it too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ...backends.compiled import Compiled
from ...graph.fallbacks import by_choice, called_from_c, fall_back
from ...graph.variable import Apply
from ...ops.scan.inner_graph import inner_nodes
from ...ops.shapes.shape import Shape, ShapeI


@dataclass(frozen=True, eq=False)
class Facts:
    """What of a compiled Program runs where.

    where: what it was compiled to, "C", "C in pieces" or "JAX"; empty for NumPy. refused: why it is not compiled, if
    it was to be. in_numpy: what NumPy computes of a Program that was to be compiled, in sentences. called: names of the
    Ops that C calls in Python. chosen: what NumPy computes by choice, a clause.
    """

    where: str = ""
    refused: str = ""
    in_numpy: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    chosen: str = ""

    def report(self) -> None:
        """Record what does not run compiled, and report it or raise, as `config.fallback` says."""
        for what in self.in_numpy:
            fall_back(what, numbers=True)
        for op in self.called:
            fall_back(called_from_c(op))
        if self.refused:
            fall_back(self.refused, noticed=True, numbers=True)
        if self.chosen:
            by_choice(self.chosen)


@dataclass(frozen=True, eq=False)
class Built(Facts):
    """A Program that `backend` ("c", "jax" or "python") runs by `run`."""

    backend: str = field(kw_only=True)
    run: Compiled = field(kw_only=True)


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


def in_numpy_by_choice(nodes: Iterable[Apply], why: str) -> str:
    """Return the clause that says what NumPy computes and why; empty if nothing computes."""
    ops = computing(nodes)
    return f"in NumPy, {why}: {', '.join(ops)}" if ops else ""
