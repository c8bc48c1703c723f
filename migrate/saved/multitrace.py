"""From the inert tree of a pickled PyMC3 trace to Draws."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from compat.draws import Draws
from migrate.saved import recorded
from migrate.saved.errors import CannotRead
from migrate.saved.inert import Inert
from migrate.saved.pickled import value_of


def draws_of(tree: Any) -> Draws:
    """The draws of the MultiTrace in a pickle: bare, or in a dict, list or tuple of a few things."""
    found = list(_multitraces(tree, "", depth=2))
    if not found:
        raise CannotRead(f"no PyMC3 MultiTrace in this pickle: it holds {_described(tree)}")
    if len(found) > 1:
        named = [one for one in found if one[0] == "trace"]
        if len(named) != 1:
            where = ", ".join(repr(name) for name, _ in found)
            raise CannotRead(f"{len(found)} traces in this pickle ({where}): save the one to compare alone")
        found = named
    return _read(found[0][1])


def _multitraces(node: Any, name: str, depth: int) -> Iterator[tuple[str, Inert]]:
    if isinstance(node, Inert):
        if node.path.endswith(".MultiTrace"):
            yield name, node
    elif depth and isinstance(node, Mapping):
        for key, value in node.items():
            yield from _multitraces(value, str(key), depth - 1)
    elif depth and isinstance(node, list | tuple):
        for i, value in enumerate(node):
            yield from _multitraces(value, str(i), depth - 1)


def _read(trace: Inert) -> Draws:
    chains = trace.get("_straces")
    if not isinstance(chains, Mapping) or not any(isinstance(one, Inert) for one in chains.values()):
        raise CannotRead("the MultiTrace holds no chains")
    return recorded.draws_of(_chain(chains[number], number) for number in sorted(chains))


def _chain(chain: Any, number: Any) -> recorded.Recorded:
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
    return recorded.Recorded(number, full, tuple(_statistics(chain.get("_stats"), drawn)))


def _statistics(held: Any, drawn: Any) -> Iterator[dict[str, np.ndarray]]:
    for one in held if isinstance(held, list) else []:
        arrays = {str(k): value_of(v) for k, v in one.items()} if isinstance(one, Mapping) else {}
        yield {
            name: array[:drawn] if isinstance(drawn, int) else array
            for name, array in arrays.items()
            if isinstance(array, np.ndarray)
        }


def _described(tree: Any) -> str:
    if isinstance(tree, Inert):
        return f"a {tree.path}"
    if isinstance(tree, Mapping):
        return "a dict of " + (", ".join(map(repr, list(tree)[:8])) or "nothing")
    return f"a {type(value_of(tree)).__name__}"
