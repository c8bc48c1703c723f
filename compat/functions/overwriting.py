"""Functions that write into their arguments: `function(..., accept_inplace=True)` over `theano.tensor.inplace`.

Nothing runs in place: a result is copied into the argument when all outputs are computed.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from ..graph.origin import describe
from ..graph.traversal import applies
from ..graph.types import TensorType
from ..graph.variable import Variable
from .inputs import SymbolicInput
from .pipeline import Executable, compile_graph

if TYPE_CHECKING:
    from ..compilation.modes import Mode


@dataclass
class Overwriting(Executable):
    """A function whose last results are copied to the arguments at `positions`."""

    positions: tuple[int, ...] = ()

    def __call__(self, values: Sequence[Any]) -> list[Any]:
        results = super().__call__(values)
        n = len(results) - len(self.positions)
        for position, result in zip(self.positions, results[n:], strict=True):
            values[position][...] = result
        return results[:n]


def overwritten(inputs: Sequence[Variable], outputs: Sequence[Variable]) -> dict[int, Variable]:
    """Return the position of each input that an elementwise Op overwrites -> its new value.

    ValueError if that has more elements than the input.
    """
    positions = {id(v): k for k, v in enumerate(inputs)}
    found: dict[int, Variable] = {}
    for node in applies(outputs):
        if not getattr(node.op, "compat_in_place", False):
            continue
        target, result = node.inputs[0], node.outputs[0]
        while target.owner is not None and getattr(target.owner.op, "compat_in_place", False):
            target = target.owner.inputs[0]
        if id(target) not in positions or not isinstance(target.type, TensorType):
            continue
        found[positions[id(target)]] = result
    for position, result in found.items():
        if result.type != inputs[position].type:
            raise ValueError(
                f"{result.owner.op} cannot leave its result, {result.type}, in "  # type: ignore[union-attr]
                f"{describe(inputs[position])}, {inputs[position].type}."
            )
    return found


def mutable(given: SymbolicInput) -> SymbolicInput:
    """Return `given` with permission to overwrite the argument; the user's object does not change."""
    new = copy.copy(given)
    new.mutable = True
    return new


def compile_overwriting(inputs: Sequence[Variable], outputs: Sequence[Variable], mode: Mode) -> Executable:
    """Compile as `compile_graph`; arguments that in-place Ops overwrite get their results at each call."""
    left = overwritten(inputs, outputs)
    executable = compile_graph(inputs, [*outputs, *left.values()], mode)
    if not left:
        return executable
    parts = {field.name: getattr(executable, field.name) for field in fields(executable)}
    return Overwriting(**parts, positions=tuple(left))
