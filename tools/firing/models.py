"""The models that are counted, by collection: each a name, its family, and how its log density is compiled anew.

Models of one family are variants of one: an arrangement of the same regression, or the same model of other data.
"""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from bench.posteriordb import database, models_here
from bench.posteriordb.database import NotHere

RANDOM = 60  # models of `tests/fidelity/data_tables.py`, beside those with names


@dataclass(frozen=True)
class Compiled:
    """The C function of a log density with its gradient, and a point. keep: must stay alive."""

    address: int
    user: int
    x: np.ndarray
    keep: Any


@dataclass(frozen=True)
class Source:
    """One model. compiled: makes and compiles it anew, as nutpie gets it."""

    name: str
    family: str
    compiled: Callable[[], Compiled]


def sources(collection: str) -> list[Source]:
    """Return the models of a collection whose data are here; what is not here is said."""
    try:
        return list(SOURCES[collection]())
    except NotHere as missing:
        print(missing, file=sys.stderr)
        return []


def _from_model(make: Callable[[], Any]) -> Callable[[], Compiled]:
    def compiled() -> Compiled:
        from theano_compat.models.modelling.density import log_density

        density = log_density(make())
        entry = density.c()
        if entry is None:
            raise NotImplementedError("there is no C form")
        return Compiled(entry.logp_address, entry.user_data_address, density.initial, (density, entry))

    return compiled


def _fixtures() -> Iterator[Source]:
    from tools.fixture_table.fixtures import model_of, with_file

    for name in with_file("logp.npz"):
        yield Source(name, name, _from_model(lambda name=name: model_of(name)))  # type: ignore[misc]


def _posteriordb() -> Iterator[Source]:
    first: dict[str, Any] = {}
    for posterior in database.posteriors().values():
        if posterior.model in models_here.files() and database.data_are_here(posterior):
            first.setdefault(posterior.model, posterior)
    for name, posterior in first.items():
        make = _from_model(lambda p=posterior: models_here.model(p))  # type: ignore[misc]
        yield Source(name, name.partition("_")[0].lower(), make)


def _bench() -> Iterator[Source]:
    import pymc3

    from bench.timing import WORKS

    for name in sorted(path.stem for path in WORKS.glob("[!_]*.py")):
        work = importlib.import_module(f"bench.works.{name}")
        if "pm" in inspect.signature(getattr(work, "legacy", lambda: None)).parameters:
            make = _from_model(lambda w=work: w.legacy(pymc3, w.data(w.NAMED)))  # type: ignore[misc]
            yield Source(name, name, make)


def _random() -> Iterator[Source]:
    from tests.fidelity import data_tables

    for model in [*data_tables.MODELS, *map(data_tables.random_model, range(RANDOM))]:

        def compiled(model: Any = model) -> Compiled:
            density = data_tables.Made(model, data_tables.usual(), "C", constants=True).density
            entry = density.logp.c_entry()
            return Compiled(entry.address, entry.user, data_tables.POINT, (density, entry))

        yield Source(model.__name__, model.__name__, compiled)


SOURCES: dict[str, Callable[[], Iterator[Source]]] = {
    "fixtures": _fixtures,
    "posteriordb": _posteriordb,
    "bench": _bench,
    "random": _random,
}
