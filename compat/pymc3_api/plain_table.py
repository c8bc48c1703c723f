"""Substitutes for a DataFrame and a Dataset without pandas and xarray, with the most used operations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from theano_common.installing import pip_install


class Values(dict[str, np.ndarray]):
    """Arrays by name, as attributes too: `rhat(trace)["mu"]`, `rhat(trace).mu`, `rhat(trace).max()`."""

    def __getattr__(self, name: str) -> np.ndarray:
        if name in self:
            return self[name]
        raise AttributeError(f"there is no {name!r}; a Dataset needs ArviZ: {pip_install('[arviz]')}")

    @property
    def data_vars(self) -> dict[str, np.ndarray]:
        return dict(self)

    def max(self) -> Values:
        """Return the largest element of each array."""
        return Values({name: np.max(value) for name, value in self.items()})

    def min(self) -> Values:
        """Return the smallest element of each array."""
        return Values({name: np.min(value) for name, value in self.items()})


class Column(np.ndarray):
    """A labelled array: `column["mu"]` besides all operations of an array."""

    labels: list[str]

    @property
    def values(self) -> np.ndarray:
        return np.asarray(self)

    def __getitem__(self, place: Any) -> Any:
        return float(self.values[self.labels.index(place)]) if isinstance(place, str) else self.values[place]


def _column(values: Any, labels: list[str]) -> Column:
    made = np.asarray(values, dtype=float).view(Column)
    made.labels = labels
    return made


class Table:
    """Columns of numbers with a label for each row: the most used operations of a summary's DataFrame.

    `table["mean"]`, `table[["mean", "sd"]]`, `table[table["r_hat"] > 1.01]`, `table.loc["mu", "mean"]`, `round`,
    `head`, `rename`, and printing as in pandas.
    """

    def __init__(self, index: Sequence[str], columns: dict[str, np.ndarray]) -> None:
        self.index = list(index)
        self._columns = {name: _column(values, self.index) for name, values in columns.items()}

    @property
    def columns(self) -> list[str]:
        return list(self._columns)

    @property
    def values(self) -> np.ndarray:
        return np.column_stack(list(self._columns.values())) if self._columns else np.empty((len(self), 0))

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.index), len(self._columns)

    @property
    def loc(self) -> _Rows:
        return _Rows(self)

    def __len__(self) -> int:
        return len(self.index)

    def __getitem__(self, chosen: Any) -> Any:
        if isinstance(chosen, str):
            return self._columns[chosen]
        if isinstance(chosen, list) and all(isinstance(one, str) for one in chosen):
            return Table(self.index, {name: self._columns[name] for name in chosen})
        return self.rows(np.flatnonzero(chosen))

    def __getattr__(self, name: str) -> Any:
        if name in self.__dict__.get("_columns", ()):
            return self._columns[name]
        raise AttributeError(f"a summary without pandas has no {name!r}: {pip_install('[arviz]')}")

    def rows(self, numbers: Any) -> Table:
        """Return a table of these rows."""
        labels = [self.index[i] for i in numbers]
        return Table(labels, {name: column.values[list(numbers)] for name, column in self._columns.items()})

    def head(self, n: int = 5) -> Table:
        """Return a table of the first rows."""
        return self.rows(range(len(self))[:n])

    def round(self, decimals: int = 0) -> Table:
        """Return a table with rounded numbers."""
        return Table(self.index, {name: column.values.round(decimals) for name, column in self._columns.items()})

    def rename(self, columns: Callable[[str], str]) -> Table:
        """Return a table with renamed columns."""
        return Table(self.index, {columns(name): column for name, column in self._columns.items()})

    def to_string(self) -> str:
        """Return the table as text."""
        cells = [["", *self.index], *([n, *_texts(column)] for n, column in self._columns.items())]
        widths = [max(map(len, column)) for column in cells]
        lines = zip(*cells, strict=True)
        return "\n".join(
            "  ".join([first.ljust(widths[0]), *(c.rjust(w) for c, w in zip(rest, widths[1:], strict=True))]).rstrip()
            for first, *rest in lines
        )

    __repr__ = __str__ = to_string


class _Rows:
    """`table.loc`: by label, a list of labels, a mask, or `:`; then by column."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def __getitem__(self, place: Any) -> Any:
        row, *column = place if isinstance(place, tuple) else (place,)
        table = self._table
        if isinstance(row, str):
            if row not in table.index:
                raise KeyError(row)
            one = _column([table[name][row] for name in table.columns], table.columns)
            return one[column[0]] if column and isinstance(column[0], str) else one
        if isinstance(row, list) and all(isinstance(one, str) for one in row):
            table = table.rows([table.index.index(one) for one in row])
        elif row != slice(None) if isinstance(row, slice) else True:
            table = table[row]
        return table[column[0]] if column else table


def _texts(column: np.ndarray) -> list[str]:
    """Return the numbers as text, all with as many decimals as the longest, at least one."""
    decimals = max((len(repr(float(v)).partition(".")[2]) for v in column if np.isfinite(v)), default=1)
    return ["NaN" if np.isnan(v) else f"{v:.{min(decimals, 6)}f}" for v in column]


__all__ = ["Column", "Table", "Values"]
