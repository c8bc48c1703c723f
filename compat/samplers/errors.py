"""Exceptions of samplers. `pymc3.exceptions.SamplingError` is the class of this name."""

from __future__ import annotations

from typing import Any


class SamplingError(RuntimeError):
    """No chain could be drawn, because of a bad start or a failure in every chain.

    message: what is said. chain: the first chain that could not start. start: its start, of shape (dimension,).
    """

    def __init__(self, message: str = "", chain: int | None = None, start: Any = None) -> None:
        super().__init__(message)
        self.chain, self.start = chain, start


class Stalled(RuntimeError):
    """Another package's sampler gave no draw for longer than the cost of the log density explains."""
