"""A model of the old script and its counterpart in the port, and how to ask their sides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from . import matching
from .process import Side

Arrays = dict[str, np.ndarray]


@dataclass(frozen=True)
class Pair:
    """A model of the old script and one of the port: the sides, their places there, and what is known of both."""

    one: Side
    two: Side
    i: int
    j: int
    matched: matching.Matching
    models: tuple[Mapping[str, Any], Mapping[str, Any]]
    seed: int

    def old(self, what: str, arrays: Arrays | None = None, **how: Any) -> tuple[dict[str, Any], Arrays]:
        """Ask the old side something about its model."""
        return self.one.asked(what, arrays, index=self.i, **how)

    def new(self, what: str, arrays: Arrays | None = None, **how: Any) -> tuple[dict[str, Any], Arrays]:
        """Ask the new side something about its model."""
        return self.two.asked(what, arrays, index=self.j, **how)

    def renamed(self, at_x: Arrays) -> Arrays:
        """Return x/NAME under the port's names."""
        return {f"x/{v.new}": at_x[f"x/{v.old}"] for v in self.matched.variables}

    @property
    def constants(self) -> dict[str, float]:
        """Return the known constants between the releases, by term."""
        variables = self.models[0]["variables"].items()
        return {matching.plain(name): one["constant"] for name, one in variables if one["constant"] is not None}
