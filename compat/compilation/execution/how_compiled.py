"""Notes of `explain()`: which compiled text serves a call, and what is not compiled, with the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ...backends.c.function import CFunction
from ...backends.c.function_by_lengths import FunctionByLengths
from ...backends.c.short_axes import Axis, are_few
from ...graph.variable import SharedVariable
from ...rules import thresholds
from ..data_stage.binding import Partitioned
from ..data_stage.data_as_inputs import CHANGES
from .built import Built

if TYPE_CHECKING:
    from ...backends.compiled import Compiled


def how_lengths(run: Compiled, names: Sequence[str], values: Sequence[Any] | None) -> list[str]:
    """Return whether the text that serves `values` (None: the first call) is for their lengths only.

    names: of the inputs.
    """
    if isinstance(run, FunctionByLengths):
        unit = run.unit
        axes = dict.fromkeys(axis for of_loop in unit.inner_axes for axis in of_loop)
        if values is None:
            few, short = thresholds.SHORT_AXES_FEWEST_ELEMENTS, thresholds.SHORT_AXIS
            return [
                f"Its first call of more than {few} elements chooses the text: the lengths of "
                f"{_comma_list(_axis(names, axis) for axis in axes)} become constants where they are at most {short}."
            ]
        if known := run.lengths_of(values):
            return [
                f"The text is for {_comma_list(f'{_axis(names, axis)} = {n}' for axis, n in known.items())}; calls of "
                "other lengths have a text for all lengths."
            ]
        return [f"The text is for all lengths: {_why_general(names, axes, values)}."]
    if isinstance(run, CFunction) and run.unit.inner_axes and run.unit.called:
        return [f"The text is for all lengths, because it calls Python for {_comma_list(op_names(run.unit.called))}."]
    return []


def how_data(partitioned: Partitioned, followed: Sequence[SharedVariable], can_follow: bool) -> list[str]:
    """Return notes on what depends on data alone, and when it is computed."""
    if followed:
        return [f"Arguments of the C, set before nearly every call: {_comma_list(map(str, followed))}."]
    stage = partitioned.stage
    shared = [v for v in (() if stage is None else stage.inputs) if isinstance(v, SharedVariable)]
    if not shared:
        return []
    then = f"; from the {CHANGES}th change at nearly every call on it is in the C" if can_follow else ""
    return [f"What depends on {_comma_list(map(str, shared))} alone is computed when that changes{then}."]


def why_not_c(built: Built) -> list[str]:
    """Return the reasons for which a program is not compiled to C."""
    if built.refused:
        return [f"Not in C: {built.refused}"]
    return ["Not in C: beside what only NumPy runs, no part of it is worth a compiler."]


def _why_general(names: Sequence[str], axes: Mapping[Axis, None], values: Sequence[Any]) -> str:
    shapes = [v.shape for v in values]
    if are_few(shapes):
        return f"the arguments have at most {thresholds.SHORT_AXES_FEWEST_ELEMENTS} elements together"
    short = [axis for axis in axes if shapes[axis[0]][axis[1]] <= thresholds.SHORT_AXIS]
    if not short:
        return f"longer than {thresholds.SHORT_AXIS} is {_comma_list(_axis(names, axis) for axis in axes)}"
    return "it was called with other lengths before, which have a text of their own"


def _axis(names: Sequence[str], axis: Axis) -> str:
    return f"{names[axis[0]]}.shape[{axis[1]}]"


def op_names(nodes: Sequence[Any]) -> list[str]:
    """Return the names of the Ops of `nodes`, each once."""
    return list(dict.fromkeys(node.op.compat_plain_name for node in nodes))


def _comma_list(words: Any) -> str:
    return ", ".join(words)


__all__ = ["how_data", "how_lengths", "op_names", "why_not_c"]
