"""Checks that rules leave behind.

A rule that removes the operand which compared a length, or the index which checked a number of steps, keeps the check
in one of these Ops.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.variable import Apply, Constant
from ..c_forms import Lengths
from ..control.check import Check
from ..elementwise.elemwise import origin_text
from ..traced_errors import note


@dataclass(frozen=True)
class CheckedLength(Check):
    """`x`, whose length along `axis` must be `length`, else ValueError. Inputs: x, length (an int64 scalar).

    by_mask: the length is that of a mask that indexes `x`; as in NumPy, the error is then an IndexError.
    """

    axis: int
    by_mask: bool = False

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        own = list(input_shapes[0])
        own[self.axis] = node.inputs[1]
        return [tuple(own)]

    def compat_array(self, xp: ArrayModule, node: Apply, x: Array, length: Array) -> list[Any]:
        wanted, found = int(length), np.shape(x)[self.axis]
        if wanted != found:
            if self.by_mask:
                raise IndexError(
                    f"boolean index did not match indexed array along axis {self.axis}: "
                    f"`{node.inputs[0]}` has length {found} there, the mask {wanted}.{origin_text(node)}"
                )
            raise ValueError(
                f"Input dimension mis-match: `{node.inputs[0]}` has length {found} in dimension "
                f"{self.axis}, where {wanted} is needed.{origin_text(node)}"
            )
        return [x]

    def compat_c_guards(self, node: Apply, lengths: Lengths) -> None:
        x, length = node.inputs
        wanted = int(length.data) if isinstance(length, Constant) else lengths.value(length)
        lengths.require_equal(lengths.of(x)[self.axis], wanted)

    def __str__(self) -> str:
        return f"CheckedLength{{{self.axis}}}"


@dataclass(frozen=True)
class CheckedSteps(Check):
    """The last value `x` of a loop over sequences; `steps` must be at least 1, else ValueError.

    Inputs: x, steps (an int64 scalar).
    """

    def compat_array(self, xp: ArrayModule, node: Apply, x: Array, steps: Array) -> list[Any]:
        if not isinstance(steps, int | np.ndarray | np.generic):
            note(steps < 1)
        elif int(steps) < 1:
            raise ValueError(
                "Sequence is shorter then the required number of steps : the last value of a loop over "
                f"sequences without rows.{origin_text(node)}"
            )
        return [x]

    def compat_c_guards(self, node: Apply, lengths: Lengths) -> None:
        steps = node.inputs[1]
        lengths.require_some(int(steps.data) if isinstance(steps, Constant) else lengths.value(steps))
