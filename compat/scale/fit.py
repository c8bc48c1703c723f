"""A fit: one data set, its seeds, and the result."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from theano_common.draws import Arrays

from ..graph.traversal import leaves
from ..graph.variable import SharedVariable
from ..infer.keeping.run_identity import bytes_of
from ..models.modelling.data import pandas_to_array


@dataclass(frozen=True)
class Asked:
    """What all fits have in common.

    names: of the recorded variables. nuts: further arguments of NUTS, by name. entropy: the seed that those of the fits
    come from.
    """

    sampler: str
    draws: int
    tune: int
    chains: int
    names: tuple[str, ...]
    nuts: tuple[tuple[str, Any], ...]
    entropy: int

    def seeds(self, number: int) -> list[int]:
        """Return the seeds of the chains of a fit: they depend on its number, not on what runs beside it."""
        child = np.random.SeedSequence(self.entropy, spawn_key=(number,))
        return [int(word) for word in child.generate_state(self.chains)]


@dataclass(frozen=True)
class Fit:
    """The result of a fit.

    samples: (chains, draws, *shape) by name. stats: (chains,) by name. failure: the reason why there are none.
    """

    number: int
    samples: Arrays = field(default_factory=dict)
    stats: Arrays = field(default_factory=dict)
    failure: str = ""


# statistics of NUTS that a fit's summary is made of
SUMMARIZED = ("diverging", "step_size_bar", "mean_tree_accept")


def summary(stats: Mapping[str, np.ndarray]) -> dict[str, Any]:
    """Return a number for each statistic of a chain's draws; none for step methods without them."""
    found: dict[str, Any] = {}
    if "diverging" in stats:
        found["divergences"] = int(np.sum(stats["diverging"]))
    if "step_size_bar" in stats:
        found["step_size"] = float(stats["step_size_bar"][-1])
    if "mean_tree_accept" in stats:
        found["acceptance"] = float(np.mean(stats["mean_tree_accept"]))
    return found


def failed(number: int, error: BaseException) -> Fit:
    """Return the entry of a fit that an error ended."""
    first = str(error).strip().split("\n")[0]
    return Fit(number, failure=f"{type(error).__name__}: {first}" if first else type(error).__name__)


class Exchange:
    """The data of a model that fits exchange: its `pm.Data`, and the named shared variables of its densities."""

    def __init__(self, model: Any) -> None:
        shared = [v for v in leaves([model.logpt, *model.unobserved_RVs]) if isinstance(v, SharedVariable)]
        named = [v for v in model.named_vars.values() if isinstance(v, SharedVariable)]
        self._known = {v.name: v for v in (*shared, *named) if v.name}
        self._own = {name: v.get_value() for name, v in self._known.items()}
        self._moved: set[str] = set()

    def check(self, data: Mapping[str, Any]) -> None:
        """Raise KeyError for a name that is not the model's."""
        for name in data:
            if name not in self._known:
                known = ", ".join(self._known) or "none: make them with pm.Data"
                raise KeyError(f"map_models: {name!r} names no data of the model, which has {known}")

    def put(self, data: Mapping[str, Any]) -> None:
        """Set the data of a fit; what it does not name has the model's own value."""
        self._moved |= data.keys()
        for name in self._moved:
            value = data[name] if name in data else self._own[name]
            self._known[name].set_value(pandas_to_array(np.array(value) if isinstance(value, list) else value))

    def restore(self) -> None:
        """Set the model's own values."""
        self.put({})


def digest(data: Mapping[str, Any]) -> str:
    """Return a digest of a data set."""
    found = hashlib.blake2b(digest_size=16)
    for name in sorted(data):
        value = data[name]
        own = hasattr(value, "tocsr") or isinstance(value, np.ndarray)  # else a list, or a table of pandas
        found.update(f"{name} ".encode() + bytes_of(value if own else np.asarray(value)))
    return found.hexdigest()


__all__ = ["SUMMARIZED", "Asked", "Exchange", "Fit", "digest", "failed", "summary"]
