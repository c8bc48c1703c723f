"""Traces that ArviZ converts one after the other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ..models.backends.base import MultiTrace
from ..models.backends.inference_data import from_pymc3
from ..models.model import Model


@dataclass(frozen=True)
class Unconverted:
    """A trace that ArviZ converts when it comes to it, so that `compare` has one table of log densities at a time."""

    trace: MultiTrace
    model: Model | None = None
    terms: list[int] = field(default_factory=list, compare=False)  # how many data it was found to have

    def __deepcopy__(self, memo: dict[int, Any]) -> Unconverted:
        """Return itself: ArviZ copies what it compares, and neither draws nor model are changed."""
        return self

    def inference_data(self) -> Any:
        """Return it with the log density of each datum."""
        made = from_pymc3(self.trace, model=self.model, log_likelihood=True)
        if "log_likelihood" in made:
            each = made["log_likelihood"]
            self.terms.append(sum(int(np.prod(each[name].shape[2:])) for name in each.data_vars))
        return made
