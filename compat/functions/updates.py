"""Arguments of a function besides inputs and outputs: updates of shared variables, and replacements.

Source of the behaviour: theano.compile.pfunc.rebuild_collect_shared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..graph.origin import describe
from ..graph.traversal import ancestors, leaves, replace
from ..graph.variable import SharedVariable, Variable
from ..ops.tensor_op import as_tensor
from ..ops.tensor_types import TensorLike

_HINT = (
    "If the difference is related to the broadcast pattern, you can call the tensor.unbroadcast(var, "
    "axis_to_unbroadcast[, ...]) function to remove broadcastable dimensions."
)


def update_pairs(updates: Any) -> dict[SharedVariable, Any]:
    """Return `updates` (a dict or pairs) as a dict from shared variables to expressions of their types."""
    pairs = list(updates.items()) if hasattr(updates, "items") else list(updates or ())
    result: dict[SharedVariable, Any] = {}
    for pair in pairs:
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            raise ValueError(
                f"The updates parameter must be a dict, or a list of pairs (shared variable, new value): got {pair!r}."
            )
        target, value = pair
        if not isinstance(target, SharedVariable):
            raise TypeError(f"update target must be a SharedVariable: {describe(target)} is none.")
        if target in result:
            raise ValueError(
                f"this shared variable already has an update expression: {describe(target)} would become "
                f"{result[target]} and {value}."
            )
        result[target] = filter_update(target, value)
    return result


def filter_update(target: SharedVariable, value: Variable) -> Any:
    """Return `value` as a variable of the type of `target`; raise TypeError, with both types, if it has another.

    Numbers and arrays become constants of that type.
    """
    if not isinstance(value, Variable):
        try:
            return target.type.make_constant(value)
        except (TypeError, ValueError) as error:
            raise type(error)(
                f"The shared variable {describe(target)}, a {target.type}, cannot be updated to this value: {error}"
            ) from None
    if value.type == target.type:
        return value
    raise TypeError(
        f"An update must have the same type as the original shared variable (shared_var={target}, "
        f"shared_var.type={target.type}, update_val={value}, update_val.type={value.type}): "
        f"{describe(target)} would become {describe(value)}. {_HINT}"
    )


def given_pairs(givens: Mapping[Any, Any] | Iterable[Any] | None, strict: bool = True) -> dict[Variable, Variable]:
    """Return `givens` (a dict or pairs) as a dict from variables to replacements.

    strict: a number or an array becomes a constant of the variable's type, if possible. A variable may be of any type
    here; whether it fits is decided where it is read (`graph.traversal.replace`), as in legacy.
    """
    return {old: _as_variable(new, old, strict) for old, new in pairs_of(givens)}


def given_in_turn(givens: list[Any], strict: bool = True) -> dict[Variable, Variable]:
    """Return `given_pairs`, with earlier replacements applied to later ones.

    Raises AssertionError if a variable was read in a pair before its own.
    """
    result: dict[Variable, Variable] = {}
    read: set[int] = set()
    for old, new in pairs_of(givens):
        if id(old) in read:
            raise AssertionError(
                f"{describe(old)} is to be replaced by {new}, but a pair of `givens` before this one "
                "reads it, or replaces it too. Put its own pair first."
            )
        new = _as_variable(new, old, strict)
        read |= {id(old), *map(id, ancestors([new], result))}
        [result[old]] = replace([new], result, strict)
    return result


def pairs_of(givens: Any) -> list[tuple[Variable, Any]]:
    """Return `givens` (a dict, or an iterable of pairs) as pairs; raise TypeError if a key is not a Variable."""
    pairs = list(givens.items()) if hasattr(givens, "items") else list(givens or ())
    for old, _ in pairs:
        if not isinstance(old, Variable):
            raise TypeError(f"given keys must be Variable: got {old!r}.")
    return pairs


def _as_variable(new: TensorLike, old: Variable, strict: bool) -> Variable:
    if isinstance(new, Variable):
        return new
    if not strict:
        return as_tensor(new)
    try:
        return old.type.make_constant(new)
    except (TypeError, ValueError):
        return as_tensor(new)


def with_default_updates(
    outputs: Sequence[Any],
    pairs: dict[SharedVariable, Any],
    given: dict[Variable, Variable],
    inputs: Sequence[Variable],
    no_default_updates: object,
    strict: bool = True,
) -> dict[SharedVariable, Any]:
    """Return `pairs`, with the default updates (of random streams) of the shared variables that are used.

    no_default_updates: True for none, or a list of the variables that keep their values.
    """
    if not isinstance(no_default_updates, bool | list):
        raise TypeError(
            f"no_default_updates should be either a boolean or a list of shared variables, got {no_default_updates!r}."
        )
    result = dict(pairs)
    if no_default_updates is True:
        return result
    barred = set(no_default_updates or ())
    queue = [*outputs, *result.values()]
    seen: set[Variable] = set()
    while queue:
        [expression] = replace([queue.pop()], given, strict) if given else [queue.pop()]
        for leaf in leaves([expression], inputs):
            if not isinstance(leaf, SharedVariable) or leaf in seen:
                continue
            seen.add(leaf)
            update = getattr(leaf, "default_update", None)
            if update is not None and leaf not in result and leaf not in barred:
                result[leaf] = filter_update(leaf, update)
                queue.append(result[leaf])
    return result
