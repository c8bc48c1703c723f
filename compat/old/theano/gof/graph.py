"""Nodes and walks over graphs. Source of the names: theano.gof.graph, where walks return lists."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from ....graph.connections import io_connection_pattern
from ....graph.traversal import ancestors as _ancestors
from ....graph.traversal import applies, replace
from ....graph.variable import Apply, Constant, Node, Variable
from ....importing.module_getattr import absent_from
from ....settings import config
from ..graph.basic import clone as _clone
from ..graph.basic import (
    clone_get_equiv,
    equal_computations,
    graph_inputs,
    io_toposort,
    list_of_nodes,
    orphans_between,
)
from ..graph.basic import is_in_ancestors as _is_in_ancestors
from ..graph.orders import (
    as_string,
    default_leaf_formatter,
    default_node_formatter,
    general_toposort,
    nodes_constructed,
    op_as_string,
    stack_search,
    view_roots,
)
from . import utils


def clone(
    i: Sequence[Variable], o: Sequence[Variable], copy_inputs: bool = True, copy_orphans: bool | None = None
) -> tuple[list[Variable], list[Variable]]:
    """Copy a graph: return the copies of inputs, and the outputs as functions of them.

    i, o: lists of variables, inputs and outputs. copy_inputs: whether inputs are copied, too. copy_orphans: the same
    for other leaves; as copy_inputs by default.
    """
    return _clone(i, o, copy_inputs, copy_orphans)


def is_in_ancestors(l_node: Apply, f_node: Apply) -> bool:
    """Return whether one application leads to another.

    l_node: the later one. f_node: the earlier one.
    """
    return _is_in_ancestors(l_node, f_node)


def ancestors(variable_list: Iterable[Variable], blockers: Collection[Variable] | None = None) -> list[Variable]:
    """Return variables and all variables above them.

    variable_list: variables of any shape. blockers: variables above which nothing is looked at.
    """
    return list(_ancestors(variable_list, blockers))


def inputs(variable_list: Iterable[Variable], blockers: Collection[Variable] | None = None) -> list[Variable]:
    """Return the variables above others that no node computes: inputs, shared variables, constants.

    variable_list: variables of any shape. blockers: variables that count as inputs.
    """
    return list(graph_inputs(variable_list, blockers))


def variables(i: Collection[Variable], o: Iterable[Variable]) -> list[Variable]:
    """Return the variables from inputs to outputs, both included, and the leaves met on the way.

    i, o: inputs and outputs, lists of variables.
    """
    return list(_ancestors(o, i))


def orphans(i: Collection[Variable], o: Iterable[Variable]) -> list[Variable]:
    """Return the leaves that outputs need besides inputs.

    i, o: inputs and outputs, lists of variables.
    """
    return list(orphans_between(i, o))


def variables_and_orphans(i: Collection[Variable], o: Sequence[Variable]) -> tuple[list[Variable], list[Variable]]:
    """Return (variables(i, o), orphans(i, o)).

    i, o: inputs and outputs, lists of variables.
    """
    return variables(i, o), orphans(i, o)


def ops(i: Collection[Variable], o: Iterable[Variable]) -> set[Apply]:
    """Return the set of applications that lead from inputs to outputs.

    i, o: inputs and outputs, lists of variables.
    """
    return set(applies(o, stop=list(i)))


def is_same_graph(var1: Variable, var2: Variable, givens: Any = None, debug: bool = False) -> bool:
    """Say whether two variables are the same computation.

    var1, var2: variables of any shape. givens: pairs of variables that count as the same, or a dict.
    debug: taken, without an effect.
    """
    pairs = dict(givens.items() if hasattr(givens, "items") else givens or ())
    left, right = replace([var1, var2], pairs) if pairs else (var1, var2)
    return equal_computations([left], [right])


__all__ = [
    "Apply",
    "Constant",
    "Node",
    "Variable",
    "ancestors",
    "as_string",
    "clone",
    "clone_get_equiv",
    "config",
    "default_leaf_formatter",
    "default_node_formatter",
    "deque",
    "general_toposort",
    "inputs",
    "io_connection_pattern",
    "io_toposort",
    "is_in_ancestors",
    "is_same_graph",
    "list_of_nodes",
    "nodes_constructed",
    "op_as_string",
    "ops",
    "orphans",
    "stack_search",
    "utils",
    "variables",
    "variables_and_orphans",
    "view_roots",
]
__getattr__ = absent_from(__name__)
