"""`Function.copy`. Source of the behaviour: theano.compile.function_module.Function.copy."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import Any

from ..graph.container import Container
from ..graph.origin import describe
from ..graph.traversal import replace
from ..graph.variable import SharedVariable
from .profiling.profile import profile_for
from .state import cells_for


def copied(
    original: Any,
    compiled: Callable[..., Any],
    swap: Mapping[Any, Any] | None,
    delete_updates: bool,
    name: str | None,
    profile: Any,
) -> Any:
    """Return a copy of `original`, with shared variables exchanged or without its updates.

    compiled: makes a Function.
    """
    name = name or (f"{original.name} copy" if original.name else None)
    keys = None if original.keys is None else "list"
    ins = [copy.copy(i) for i in original.ins]
    if delete_updates:
        for item in ins:
            item.update = None
    exchanged = _exchanged(original, swap)
    wanted, updated = list(original.wanted), list(original.updated)
    if delete_updates:
        wanted, updated = wanted[: original.n_outputs], []
    if exchanged or delete_updates:
        wanted = replace(wanted, exchanged)
        updated = [exchanged.get(v, v) for v in updated]
        new = compiled(
            ins,
            original.outs,
            keys,
            updated,
            wanted,
            name,
            original.allow_downcast,
            original.mode,
            profile_for(profile, name),
            _own_cells(original),
        )
        new._shared = [exchanged.get(v, v) for v in original.get_shared()]
        return new
    return type(original)(
        ins,
        original.outs,
        keys,
        updated,
        wanted,
        original.executable,
        name,
        original.allow_downcast,
        original.mode,
        profile_for(profile, name),
        _own_cells(original),
    )


def _own_cells(original: Any) -> list[Container]:
    """Return containers for a copy: states start with their initial values, defaults are the same objects."""
    cells = cells_for(original.ins, original.allow_downcast)
    for item, old, new in zip(original.ins, original.cells, cells, strict=True):
        if not item.mutable and old is not new:
            new.put(old.held)
    return cells


def _exchanged(original: Any, swap: Mapping[Any, Any] | None) -> dict[Any, Any]:
    """Check `swap`: ValueError for a variable that the function does not use, AssertionError for another type."""
    pairs = dict(swap or {})
    used = original.get_shared()
    for old, new in pairs.items():
        if not any(old is v for v in used):
            raise ValueError(f"SharedVariable: {describe(old)} not found: the function neither reads nor updates it.")
        if not isinstance(new, SharedVariable):
            raise AssertionError(f"Value of swap should be SharedVariable, given: {new!r}.")
        if old.type != new.type:
            raise AssertionError(
                f"Type of given SharedVariable conflicts with original one: {describe(new)} is "
                f"{new.type}, {describe(old)} is {old.type}."
            )
    return pairs
