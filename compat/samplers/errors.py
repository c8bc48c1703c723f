"""What a sampler raises when it cannot go on. `pymc3.exceptions.SamplingError` is this class."""

from __future__ import annotations

from typing import Any


class SamplingError(RuntimeError):
    """No chain could be drawn: bad start, or a failure in every chain.

    chain, start: the first chain that could not start, and where that was, (dimension,).
    """

    def __init__(self, message: str = "", chain: int | None = None, start: Any = None) -> None:
        super().__init__(message)
        self.chain, self.start = chain, start


class Stalled(RuntimeError):
    """A sampler of another package gave no draw in a time that the cost of the log density does not explain."""
