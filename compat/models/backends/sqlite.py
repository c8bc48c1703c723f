"""Chains in an SQLite database. Source: pymc3.backends.sqlite, gone in PyMC3 3.9."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...importing.module_getattr import absent_from
from .base import MultiTrace
from .on_disk import OnDisk, loaded
from .tracetab import create_flat_names

if TYPE_CHECKING:
    from theano_common.saved.backend_chains import Recorded

__all__ = ["SQLite", "load"]


class SQLite(OnDisk):
    """A file with a table per variable: draw, chain, and a column per scalar (`v`, `v__0_1`); no statistics.

    name: the file. model: the model; that of the `with` block by default. vars: variables to record, of any shape; all
    by default. test_point: a point of the model, name -> value, which tells shapes and dtypes.
    """

    @staticmethod
    def compat_recorded(name: str) -> list[Recorded]:
        from theano_common.saved import sqlite  # readers are imported only when a saved trace is read

        return sqlite.chains(name) if Path(name).exists() else []

    def _append(self, rows: slice) -> None:
        import sqlite3

        with closing(sqlite3.connect(self.name)) as connection, connection:
            for name in self.varnames:
                values = self.samples[name][rows]
                columns = create_flat_names("v", values.shape[1:])
                kind = "INT" if values.dtype.kind in "iu" else "FLOAT"
                table = "[" + name.replace("]", "]]") + "]"
                connection.execute(
                    f"CREATE TABLE IF NOT EXISTS {table} (recid INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "
                    f"draw INTEGER, chain INT(5), {', '.join(f'{column} {kind}' for column in columns)})"
                )
                marks = ", ".join("?" * (2 + len(columns)))
                connection.executemany(
                    f"INSERT INTO {table} (draw, chain, {', '.join(columns)}) VALUES ({marks})",
                    [
                        (rows.start + i, self.chain, *row)
                        for i, row in enumerate(values.reshape(len(values), -1).tolist())
                    ],
                )


def load(name: str, model: Any = None) -> MultiTrace:
    """Read a database written by `SQLite`. ValueError if it has no draws.

    name: the file. model: the model that was sampled; that of the `with` block by default.
    """
    chains = SQLite.compat_recorded(name)
    if not chains:
        raise ValueError(f"Can not get variable list for database `{name}`: there is no such file.")
    return loaded(SQLite, name, chains, model)


__getattr__ = absent_from(__name__)
