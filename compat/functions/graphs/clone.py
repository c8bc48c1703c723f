"""Copies of graphs, with parts replaced. Source: theano.scan_module.scan_utils.clone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from theano_common.users_lines import warn

from ...graph.traversal import applies, leaves, of_types_read
from ...graph.traversal import replace as replaced
from ...graph.variable import Constant, SharedVariable, Variable
from ..updates import given_in_turn, given_pairs, update_pairs, with_default_updates


def clone(
    output: Any,
    replace: Mapping[Any, Any] | Iterable[Any] | None = None,
    strict: bool = True,
    share_inputs: bool = True,
    copy_inputs: Any = None,
) -> Any:
    """Return `output` rebuilt with replacements; the given graph does not change.

    output: a variable of any shape, or a list of them. replace: a dict, or pairs, of (variable, replacement).
    strict: TypeError if the types differ.
    share_inputs: keep the leaves, else copy them too; copy_inputs: its older name.
    """
    if copy_inputs is not None:
        warn(
            "In `clone()` function, the argument `copy_inputs` has been deprecated and renamed into `share_inputs`",
        )
        share_inputs = copy_inputs
    if output is None:
        return []
    outputs = list(output) if isinstance(output, list | tuple) else [output]
    for v in outputs:
        if not isinstance(v, Variable):
            raise TypeError(f"Outputs must be theano Variable or Out instances. Received {v} of type {type(v)}")
    pairs = given_pairs(replace, strict)
    copies = replaced(outputs, pairs, strict) if pairs else copy_nodes(outputs)
    if not share_inputs:
        copies = replaced(copies, {v: v.clone() for v in leaves(copies) if not isinstance(v, Constant)})
    return copies if isinstance(output, list | tuple) else copies[0]


def rebuild_collect_shared(
    outputs: object,
    inputs: Sequence[Variable] | None = None,
    replace: Any = None,
    updates: Mapping[Any, Any] | Iterable[Any] | None = None,
    rebuild_strict: bool = True,
    copy_inputs_over: bool = True,
    no_default_updates: bool | Sequence[Any] = False,
) -> tuple[list[Any], Any, list[Any]]:
    """Return copies of graphs: (inputs, outputs, [variable -> its copy, updates, their values, shared variables used]).

    copy_inputs_over: keep the leaves, else copy them too. The updates contain the default updates of what is used.

    outputs: a variable, a list of them, or None. inputs: variables. replace: variable -> the one in its place.
    updates: shared variable -> its new value. rebuild_strict: whether a replacement must have the type of the
    variable. no_default_updates: True, or a list of shared variables whose default updates are left out.
    """
    given = given_in_turn(replace, rebuild_strict)
    listed = outputs if isinstance(outputs, list | tuple) else [] if outputs is None else [outputs]
    pairs = update_pairs(updates)
    changed = with_default_updates(list(listed), pairs, given, list(inputs or ()), no_default_updates, rebuild_strict)
    wanted = [*listed, *changed.values()]
    memo: dict[Any, Any] = dict(given)
    own: list[Any] = [*(inputs or ())]
    if not copy_inputs_over:
        for leaf in (*own, *leaves(wanted, [*own, *given])):
            if not isinstance(leaf, Constant | SharedVariable) and leaf not in memo:
                memo[leaf] = leaf.type.make_variable(leaf.name)
        own = [memo.get(v, v) for v in own]
    copies = copy_nodes(wanted, memo, rebuild_strict)
    shared = [v for v in leaves(copies) if isinstance(v, SharedVariable)]
    new = copies[: len(listed)]
    result = new if isinstance(outputs, list | tuple) else new[0] if new else []
    values = dict(zip(changed, copies[len(listed) :], strict=True))
    return [*own, *shared], result, [memo, values, list(values.items()), shared]


def copy_nodes(outputs: Sequence[Variable], memo: dict[Any, Any] | None = None, strict: bool = False) -> list[Variable]:
    """Return `outputs` over copies of every application. `memo`: variable or Apply -> its copy, read and filled.

    strict: as in `graph.traversal.replace`.
    """
    memo = {} if memo is None else memo
    for node in applies(outputs, stop=[v for v in memo if isinstance(v, Variable)]):
        inputs = [memo.get(v, v) for v in node.inputs]
        copy = node.clone_with_new_inputs(of_types_read(node, inputs) if strict else inputs, strict=False)
        memo[node] = copy
        for old, new in zip(node.outputs, copy.outputs, strict=True):
            new.name = old.name
            memo.setdefault(old, new)
    return [memo.get(v, v) for v in outputs]
