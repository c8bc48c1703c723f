"""Read the stand-in of a PyMC3 trace in a pickle into chains."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from ..draws import Draws
from . import backend_chains
from .errors import CannotRead
from .inert_objects import Inert
from .numpy_values import value_of


def draws_of(trace: Inert) -> Draws:
    """Return the draws of a MultiTrace. Raises CannotRead when it holds none."""
    chains = trace.get("_straces")
    if not isinstance(chains, Mapping) or not any(isinstance(one, Inert) for one in chains.values()):
        raise CannotRead("the MultiTrace holds no chains")
    numbers = [number for number in chains if isinstance(number, int)]
    return backend_chains.draws_of(_chain(chains[number], number) for number in sorted(numbers))


def _chain(chain: Any, number: int) -> backend_chains.Recorded:
    held = chain.get("samples") if isinstance(chain, Inert) else None
    if not isinstance(held, Mapping):
        kind = chain.path if isinstance(chain, Inert) else type(chain).__name__
        raise CannotRead(f"chain {number} is kept in a {kind}, whose draws are not in this file")
    drawn = chain.get("draw_idx")
    samples = {str(name): value_of(array) for name, array in held.items()}
    missing = [name for name, array in samples.items() if not isinstance(array, np.ndarray)]
    if missing:
        raise CannotRead(f"chain {number}: the draws of {', '.join(missing)} are no array of numbers")
    full = {name: array[:drawn] if isinstance(drawn, int) else array for name, array in samples.items()}
    return backend_chains.Recorded(number, full, tuple(_statistics(chain.get("_stats"), drawn)))


def _statistics(held: object, drawn: object) -> Iterator[dict[str, np.ndarray]]:
    for one in held if isinstance(held, list) else []:
        arrays = {str(k): value_of(v) for k, v in one.items()} if isinstance(one, Mapping) else {}
        yield {
            name: array[:drawn] if isinstance(drawn, int) else array
            for name, array in arrays.items()
            if isinstance(array, np.ndarray)
        }
