"""What fits leave: arrays with a row for each fit, in memory, or in a folder that a later process goes on with.

The folder has `run.json` (which run it is), `columns.json`, a file of bytes for each column, and `done.jsonl`: a line
for each fit whose rows are on disk.
"""

from __future__ import annotations

import io
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from theano_common.draws import Arrays
from theano_common.system.files import write_whole

from ..infer.keeping.checkpoint import CheckpointError, Rhythm
from .fit import Fit

COLUMNS, DONE = "columns.json", "done.jsonl"


@dataclass(frozen=True)
class Column:
    """A kind of values. of: "draws" or "stats"."""

    of: str
    name: str
    dtype: str
    shape: tuple[int, ...]

    @property
    def absent(self) -> np.ndarray:
        """The row of a fit that failed."""
        return np.full(self.shape, np.nan if np.dtype(self.dtype).kind == "f" else 0, self.dtype)


def columns_of(fit: Fit) -> list[Column]:
    """Return the columns of a fit that succeeded."""
    both = (("draws", fit.samples), ("stats", fit.stats))
    return [Column(of, name, v.dtype.str, v.shape) for of, values in both for name, v in values.items()]


class KeptFits:
    """Fits, kept in memory.

    failures: the reason for each fit that failed. left_out: for each fit the draws that have other shapes than in the
    first one, and are not kept, each with its shape.
    """

    def __init__(self) -> None:
        self.failures: dict[int, str] = {}
        self.left_out: dict[int, str] = {}
        self.done: dict[int, str] = {}  # number -> digest of the data
        self.columns: list[Column] | None = None
        self._arrays: list[np.ndarray] = []

    def add(self, fit: Fit, data: str) -> None:
        """Keep a fit; `data`: the digest of its data."""
        if fit.failure:
            self.failures[fit.number] = fit.failure
        else:
            columns = columns_of(fit)
            if self.columns is None:
                self.columns = columns
                self._begin(columns)
            rows = dict(zip(columns, [*fit.samples.values(), *fit.stats.values()], strict=True))
            self._write(fit.number, [rows.get(one, one.absent) for one in self.columns])
            other = [f"{one.name} has shape {one.shape[2:]}" for one in columns if one not in self.columns]
            if other:
                self.left_out[fit.number] = ", ".join(other)
        self._note(fit.number, data)

    def check(self, number: int, data: str) -> None:
        """Raise CheckpointError if a fit that is done was of other data."""
        if self.done[number] != data:
            raise CheckpointError(
                f"checkpoint: fit {number} is kept, of other data. Give another folder, or remove this one."
            )

    def _begin(self, columns: list[Column]) -> None:
        self._arrays = [np.empty((0, *one.shape), one.dtype) for one in columns]

    def _write(self, number: int, rows: list[np.ndarray]) -> None:
        for k, row in enumerate(rows):
            if number >= len(self._arrays[k]):
                room = max(64, number + 1, 3 * len(self._arrays[k]) // 2)
                self._arrays[k].resize((room, *row.shape), refcheck=False)
            self._arrays[k][number] = row

    def _note(self, number: int, data: str) -> None:
        self.done[number] = data

    def finish(self, count: int) -> tuple[Arrays, Arrays]:
        """Return the (draws, statistics) of the first `count` fits; rows of those that failed are NaN, or 0."""
        missing = [k for k in range(count) if k in self.failures or k not in self.done]
        for number in missing if self.columns else ():
            self._write(number, [one.absent for one in self.columns or ()])
        found: dict[str, Arrays] = {"draws": {}, "stats": {}}
        for column, array in zip(self.columns or (), self._rows(count), strict=True):
            found[column.of][column.name] = array
        return found["draws"], found["stats"]

    def _rows(self, count: int) -> list[np.ndarray]:
        for one in self._arrays:
            one.resize((count, *one.shape[1:]), refcheck=False)
        return self._arrays

    def close(self) -> None:
        """Release what is held."""


class FitsInFolder(KeptFits):
    """Fits that survive the process. Rows are on disk before the line of `done.jsonl` that names them."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder, self._files = folder, list[io.BufferedRandom]()
        self._lines, self._rhythm = list[str](), Rhythm()
        self._journal = self._read()

    def _read(self) -> io.BufferedRandom:
        file = self._folder / COLUMNS
        if file.exists():
            listed = json.loads(file.read_text(encoding="utf-8"))
            self.columns = [Column(of, name, dtype, tuple(shape)) for of, name, dtype, shape in listed]
            self._open()
        journal = _opened(self._folder / DONE)
        whole = 0
        for line in journal:
            try:
                number, data, failure, *left_out = json.loads(line)
                self.done[int(number)] = str(data)
            except (ValueError, TypeError):
                break  # the process ended within it
            if failure:
                self.failures[int(number)] = str(failure)
            if left_out:
                self.left_out[int(number)] = str(left_out[0])
            whole += len(line)
        journal.truncate(whole)
        journal.seek(whole)
        return journal

    def _begin(self, columns: list[Column]) -> None:
        listed = [(one.of, one.name, one.dtype, one.shape) for one in columns]
        write_whole(self._folder / COLUMNS, json.dumps(listed).encode(), durable=True)
        self._open()

    def _open(self) -> None:
        self._files = [_opened(self._folder / f"column-{k}.bin") for k in range(len(self.columns or ()))]

    def _write(self, number: int, rows: list[np.ndarray]) -> None:
        for file, row in zip(self._files, rows, strict=True):
            file.seek(number * row.nbytes)
            file.write(np.ascontiguousarray(row).data)

    def _note(self, number: int, data: str) -> None:
        super()._note(number, data)
        left_out = [self.left_out[number]] if number in self.left_out else []
        self._lines.append(json.dumps([number, data, self.failures.get(number, ""), *left_out]) + "\n")
        if self._rhythm.is_due():
            self.flush()

    def flush(self) -> None:
        """Write what is kept to disk: rows first, then the lines that name them."""
        with self._rhythm.writes():
            for file in self._files:
                file.flush()
                os.fsync(file.fileno())
            self._journal.write("".join(self._lines).encode())
            self._journal.flush()
            os.fsync(self._journal.fileno())
        self._lines = []

    def _rows(self, count: int) -> list[np.ndarray]:
        """Return the columns as memory maps: resident is only what is read."""
        self.flush()
        found = []
        for file, column in zip(self._files, self.columns or (), strict=True):
            shape = (count, *column.shape)
            if not count * int(np.prod(column.shape)):
                found.append(np.empty(shape, column.dtype))
                continue
            found.append(np.memmap(file.name, column.dtype, "r", shape=shape))
        return found

    def close(self) -> None:
        self.flush()
        for file in (*self._files, self._journal):
            file.close()


def _opened(path: Path) -> Any:
    path.touch()
    return open(path, "r+b")


__all__ = ["FitsInFolder", "KeptFits"]
