"""Kernels as rows of a profile, in which each row has an application of an Op."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .kernel import Kernel


@dataclass(frozen=True)
class Fused:
    """Replaces an Op: the Ops that a kernel fuses."""

    ops: tuple[str, ...]

    def __str__(self) -> str:
        more = f", {len(self.ops) - 16} more" if len(self.ops) > 16 else ""
        return f"{type(self).__name__}{{{', '.join(self.ops[:16])}{more}}}"


class FusedLoops(Fused):
    """A loop nest."""


class Statements(Fused):
    """Scalars, computed one after the other."""


@dataclass(frozen=True, eq=False)
class Row:
    """Replaces an application: `op` is a Fused, or the Op that is called; `inputs` names of what it reads."""

    op: object
    inputs: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.op}({', '.join(self.inputs)})"


def row_of(kernel: Kernel, names: Mapping[str, str]) -> Row:
    """Return the row of `kernel`; names: what the arrays in its text are."""
    inputs = tuple(dict.fromkeys(names.get(t.array, t.array) for t in kernel.reads))
    if kernel.kind == "call":
        return Row(kernel.node.op, inputs)
    return Row((FusedLoops if kernel.kind == "loops" else Statements)(kernel.ops), inputs)
