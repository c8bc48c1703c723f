"""The facts about a compiled function: its program, kernels, buffers and times."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .kernel import Buffer, Kernel


@dataclass(frozen=True, repr=False)
class Facts:
    """What is known of a compiled function.

    lengths: names in the kernels -> their values in the measured call. meaning: what these lengths are. seconds: one
    call of the ordinary object from Python. begin, end: times inside it before and after the kernels. clock: the cost
    of a reading, which is subtracted from all times.
    """

    title: str
    backend: str
    program: tuple[str, ...]
    kernels: tuple[Kernel, ...]
    buffers: tuple[Buffer, ...] = ()
    lengths: Mapping[str, int] = field(default_factory=dict)
    meaning: Mapping[str, str] = field(default_factory=dict)
    seconds: float | None = None
    begin: float | None = None
    end: float | None = None
    clock: float | None = None
    compiler: str = ""
    notes: tuple[str, ...] = ()

    @property
    def kernel_seconds(self) -> float | None:
        """The time of all kernels together."""
        if not self.kernels or any(k.seconds is None for k in self.kernels):
            return None
        return sum(k.seconds for k in self.kernels if k.seconds is not None)

    def flops(self) -> float | None:
        """Return the number of operations of all kernels; None if one is not known."""
        parts = [None if k.flops is None else k.flops.at(self.lengths) for k in self.kernels]
        return None if None in parts else sum(p for p in parts if p is not None)
