"""A database of `pm.backends.SQLite`: a table for each variable, a row for each draw."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from ..draws import Draws
from . import pymc_2
from .backend_chains import NO_TUNING_MARK, Recorded, draws_of
from .errors import CannotRead
from .format import Format
from .wide_columns import variables

HEAD = ("recid", "draw", "chain")
REMARK = f"A database of the SQLite backend keeps no statistics; {NO_TUNING_MARK}."
LONGEST = 1 << 20  # bytes of a row; a number takes eight
BLOBS = {"FLOAT": {4: "<f4", 8: "<f8"}, "INT": {1: "i1", 2: "<i2", 4: "<i4", 8: "<i8"}}  # scalars sqlite3 knew not


def load(path: str | Path) -> Draws:
    """Return the draws in the database."""
    with _opened(path) as connection:
        return draws_of(_chains(connection), REMARK, *_several_runs(connection))


def chains(path: str | Path) -> list[Recorded]:
    """Return the chains in the database, opened read-only.

    Raises CannotRead for a database of another kind.
    """
    with _opened(path) as connection:
        return _chains(connection)


@contextmanager
def _opened(path: str | Path) -> Iterator[sqlite3.Connection]:
    try:
        with closing(sqlite3.connect(f"{Path(path).resolve().as_uri()}?mode=ro", uri=True)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST)
            yield connection
    except (sqlite3.Error, OverflowError, ValueError, TypeError) as error:
        if isinstance(error, CannotRead):
            raise
        raise CannotRead(f"it cannot be read as a database of draws: {error}") from None


def _chains(connection: sqlite3.Connection) -> list[Recorded]:
    by_chain: dict[int, dict[str, np.ndarray]] = {}
    for name in _tables(connection):
        for number, array in _variable(connection, name).items():
            by_chain.setdefault(number, {})[name] = array
    if not by_chain:
        raise CannotRead("a database without draws of the SQLite backend")
    return [Recorded(number, samples) for number, samples in by_chain.items()]


def _tables(connection: sqlite3.Connection) -> list[str]:
    """Return the names of the tables in the order in which they were made: one for each variable."""
    found = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' "
        "AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY rootpage"
    )
    return [name for (name,) in found]


def _several_runs(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield a remark on each chain whose draws were numbered anew: later runs wrote on in the same file."""
    table = _quoted(_tables(connection)[0])
    numbers: dict[int, list[int]] = {}
    for chain, draw in connection.execute(f"SELECT chain, draw FROM {table} ORDER BY chain, recid"):
        numbers.setdefault(int(chain), []).append(int(draw))
    for chain, draws in numbers.items():
        if runs := int((np.diff(draws) <= 0).sum()):
            yield f"Chain {chain} holds {runs + 1} runs, one after the other: PyMC3 wrote on in the same database."


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _variable(connection: sqlite3.Connection, name: str) -> dict[int, np.ndarray]:
    """Read chain -> (draws, *shape)."""
    table = _quoted(name)
    described = [(row[1], row[2]) for row in connection.execute(f"PRAGMA table_info({table})")]
    columns = [column for column, _ in described]
    if tuple(columns[:2]) == pymc_2.SQLITE_HEAD:
        pymc_2.refuse("sqlite")
    if tuple(columns[:3]) != HEAD or not all(column == "v" or column.startswith("v__") for column in columns[3:]):
        raise CannotRead(f"a database whose table {name} is not one of the SQLite backend")
    kind = described[3][1]
    rows: dict[int, list[Any]] = {}
    # Columns are selected by name, which leaves out generated ones. In the order of writing: a later run in the same
    # file numbers its draws anew.
    wanted = ", ".join(map(_quoted, ("chain", *columns[3:])))
    for chain, *values in connection.execute(f"SELECT {wanted} FROM {table} ORDER BY chain, recid"):
        rows.setdefault(int(chain), []).append([_number(value, kind, name) for value in values])
    made = {}
    for chain, held in rows.items():
        [array] = variables(columns[3:], np.array(held, dtype=float)).values()
        whole = kind == "INT" and np.isfinite(array).all()
        made[chain] = array.astype(np.int64) if whole else array
    return made


def _number(value: Any, kind: str, name: str) -> float:
    if value is None:  # SQLite stores NaN as NULL
        return np.nan
    if isinstance(value, bytes) and len(value) in (known := BLOBS.get(kind, {})):
        value = np.frombuffer(value, dtype=known[len(value)])[0]
    if isinstance(value, bytes | str):
        raise CannotRead(f"table {name}: {value!r} is no number")
    return float(value)


FORMAT = Format("a file of the SQLite backend", load, begins=(b"SQLite format 3",))
