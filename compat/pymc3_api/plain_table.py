"""What stands for a DataFrame and a Dataset where pandas and xarray are not installed: what is mostly read of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np


class Values(dict[str, np.ndarray]):
    """Arrays by name, as attributes too: `rhat(trace)["mu"]`, `rhat(trace).mu`, `rhat(trace).max()`."""

    def __getattr__(self, name: str) -> np.ndarray:
        if name in self:
            return self[name]
        raise AttributeError(f'there is no {name!r}; a Dataset needs ArviZ: pip install "theano-compat[arviz]"')

    @property
    def data_vars(self) -> dict[str, np.ndarray]:
        return dict(self)

    def max(self) -> Values:
        """Return the largest element of each."""
        return Values({name: np.max(value) for name, value in self.items()})

    def min(self) -> Values:
        """Return the least element of each."""
        return Values({name: np.min(value) for name, value in self.items()})


class Table:
    """Columns of numbers with a label per row: `table["mean"]`, `table.loc["mu", "mean"]`, printed as pandas does."""

    def __init__(self, index: Sequence[str], columns: dict[str, np.ndarray]) -> None:
        self.index, self._columns = list(index), dict(columns)

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

    def __getitem__(self, column: str) -> np.ndarray:
        return self._columns[column]

    def __getattr__(self, name: str) -> np.ndarray:
        if name in self.__dict__.get("_columns", ()):
            return self._columns[name]
        raise AttributeError(f'a summary without pandas has no {name!r}: pip install "theano-compat[arviz]"')

    def rename(self, columns: Callable[[str], str]) -> Table:
        """Return it with other names of columns."""
        return Table(self.index, {columns(name): column for name, column in self._columns.items()})

    def to_string(self) -> str:
        """Return the lines of the table."""
        cells = [["", *self.index], *([n, *_texts(column)] for n, column in self._columns.items())]
        widths = [max(map(len, column)) for column in cells]
        lines = zip(*cells, strict=True)
        return "\n".join(
            "  ".join([first.ljust(widths[0]), *(c.rjust(w) for c, w in zip(rest, widths[1:], strict=True))]).rstrip()
            for first, *rest in lines
        )

    __repr__ = __str__ = to_string


class _Rows:
    """`table.loc`."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def __getitem__(self, place: Any) -> Any:
        row, *column = place if isinstance(place, tuple) else (place,)
        if row not in self._table.index:
            raise KeyError(row)
        found = {n: float(self._table[n][self._table.index.index(row)]) for n in self._table.columns}
        return found[column[0]] if column else found


def _texts(column: np.ndarray) -> list[str]:
    """Return the numbers, all with the decimals of the one that has most, at least one."""
    decimals = max((len(repr(float(v)).partition(".")[2]) for v in column if np.isfinite(v)), default=1)
    return ["NaN" if np.isnan(v) else f"{v:.{min(decimals, 6)}f}" for v in column]


__all__ = ["Table", "Values"]
