"""CSV files of CmdStan and its relatives: one chain a file, with comments before, within and after the rows."""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from ..draws import Arrays, Chain, Draws
from . import csv_table
from .errors import CannotRead
from .format import Format, head
from .versions import Version
from .wide_columns import place_once, shape_of

# Legacy names for Stan's statistics, without `lp__`: that drops constants and includes Stan's own Jacobian, so it is
# not a `model_logp`.
STATISTICS = {
    "lp__": "lp",
    "accept_stat__": "mean_tree_accept",
    "stepsize__": "step_size",
    "treedepth__": "depth",
    "n_leapfrog__": "tree_size",
    "divergent__": "diverging",
    "energy__": "energy",
}
KINDS = {"diverging": bool, "depth": np.int64, "tree_size": np.int64}
SETTING = re.compile(r"#\s*(\w+)\s?=\s?(.*?)(?: \(Default\))?\s*")  # RStan writes no spaces
INDEXED = re.compile(r"(.+?)((?:\.\d{1,9})+)")
METHODS = ("sample", "generate_quantities", "fixed_param")
REMARK = "Stan's lp drops constants and has a Jacobian of its own: it is no log density to replay."


@dataclass
class _File:
    names: list[str]
    table: np.ndarray
    warmup: int
    settings: dict[str, str]
    adaptation: dict[str, Any] = field(default_factory=dict)


def looks_like_stan(head: bytes) -> bool:
    """Say whether a file with this beginning is Stan's: by its comments, or by `lp__` among the names."""
    if b"\0" in head[:4096]:
        return False
    for line in head.removeprefix(csv_table.MARK).decode("utf-8", errors="ignore").splitlines()[:500]:
        if line.startswith("# stan_version_major"):
            return True
        if line.strip() and not line.startswith("#"):
            return "lp__" in line.split(",")
    return False


def load(path: str | Path) -> Draws:
    """Read one chain. Raises CannotRead with the line of a cell that is not a number."""
    return of_files([Path(path)])


def of_files(paths: Iterable[Path]) -> Draws:
    """Return a chain for each file, ordered by their `id`, or by name where ids do not tell."""
    files: dict[Path, _File] = {}
    for path in sorted(paths, key=lambda one: (len(one.name), one.name)):
        try:
            files[path] = _read(path)
        except CannotRead as error:
            raise CannotRead(f"{path.name}: {error}" if str(path.name) not in str(error) else str(error)) from None
    made = list(files.values())
    if len({tuple(one.names) for one in made}) != 1:
        raise CannotRead(f"files of Stan with unlike columns: {', '.join(path.name for path in files)}")
    ids = [_count(one.settings, "id", "chain_id") for one in made]
    if None not in ids and len(set(ids)) == len(ids):
        made = [one for _, one in sorted(zip(ids, made, strict=True), key=operator.itemgetter(0))]
    attrs: dict[str, Any] = {"remarks": (REMARK,)}
    if any(one.adaptation for one in made):
        attrs["adaptation"] = [one.adaptation for one in made]
    said = [made[0].settings.get(f"stan_version_{part}") for part in ("major", "minor", "patch")]
    if version := ".".join(part for part in said if part):
        attrs["versions"] = {"stan": Version(version, version, "the comments at the file's head")}
    return Draws(tuple(map(_chain, made)), sampler="stan", attrs=attrs)


def _read(path: Path) -> _File:
    with open(path, encoding=csv_table.ENCODING) as opened:
        comments: list[tuple[int, str]] = []  # (number of rows before it, text)
        names: list[str] = []
        rows_seen = 0

        def rows() -> Iterator[str]:
            nonlocal rows_seen
            for line in csv_table.lines(opened):
                if line.startswith("#"):
                    comments.append((rows_seen, line))
                elif line and not names:
                    names.extend(line.split(","))
                elif line:
                    rows_seen += 1
                    yield line

        source = rows()
        first = next(source, None)
        if first is None:
            raise CannotRead("no draws: there is nothing under the line of names")
        csv_table.check_names(names)
        table = csv_table.numbers(names, _again(first, source), start=len(comments) + 2)
    settings = {found[1]: found[2] for _, line in comments if (found := SETTING.fullmatch(line))}
    method = settings.get("method", "sample")
    if method not in METHODS:
        raise CannotRead(f"Stan's method {method} leaves no draws of a chain")
    return _File(names, table, _warmup(comments, settings, len(table)), settings, _adaptation(comments))


def _again(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _warmup(comments: list[tuple[int, str]], settings: dict[str, str], rows: int) -> int:
    """Return how many rows are warm-up: those before the end of adaptation, else as the head says.

    A head tells numbers of iterations, and not always whether the first ones were written: the number of rows tells.
    """
    for before, line in comments:
        if "Adaptation terminated" in line:
            return before
    if "fixed_param" in (
        settings.get("algorithm"),
        settings.get("method"),
    ):  # it has no warm-up, whatever the head says
        return 0
    warmup, thin = _count(settings, "num_warmup", "warmup"), _count(settings, "thin") or 1
    written = settings.get("save_warmup", "")
    if not warmup or written in ("0", "false"):
        return 0
    first = math.ceil(warmup / thin)
    after = _count(settings, "num_samples") or max((_count(settings, "iter") or 0) - warmup, 0)
    if not written and rows <= (math.ceil(after / thin) if after else first):
        return 0
    return min(rows, first)


def _count(settings: dict[str, str], *names: str) -> int | None:
    """Return a whole number of the head, under the first of these names that has one."""
    return next((int(found) for name in names if (found := settings.get(name, "")).isdigit() and len(found) < 10), None)


def _adaptation(comments: list[tuple[int, str]]) -> dict[str, Any]:
    """Return the step size and inverse mass matrix, row by row, at the end of adaptation."""
    lines = [line.lstrip("# ").strip() for _, line in comments]
    start = next((i for i, line in enumerate(lines) if "Adaptation terminated" in line), len(lines))
    made: dict[str, Any] = {}
    for i, line in enumerate(lines[start:], start):
        if found := re.fullmatch(r"Step size = ([-+.\deE]+)", line):
            made["step_size"] = float(found[1])
        if "inverse mass matrix" in line:
            made["inverse_metric"] = list(_rows_of_numbers(lines[i + 1 :]))
    return made


def _rows_of_numbers(lines: list[str]) -> Iterator[list[float]]:
    for line in lines:
        try:
            row = [float(cell) for cell in line.split(",")]
        except ValueError:
            return
        yield row


def _chain(one: _File) -> Chain:
    stats: Arrays = {}
    columns: dict[str, np.ndarray] = {}
    for name, values in zip(one.names, one.table.T, strict=True):
        if name.endswith("__"):
            renamed = STATISTICS.get(name, name[:-2])
            stats[renamed] = values.astype(KINDS.get(renamed, float))
        else:
            columns[name] = values
    samples = _joined(columns)
    if not samples:
        raise CannotRead("statistics alone, and no variable")
    n = one.warmup
    kept = [{name: array[n:] for name, array in both.items()} for both in (samples, stats)]
    if not n:
        return Chain(*kept)
    return Chain(*kept, *({name: array[:n] for name, array in both.items()} for both in (samples, stats)))


def _joined(columns: Arrays) -> Arrays:
    """Join columns into arrays: `theta.1.2` is theta[0, 1]; indices are from 1, the first varies fastest."""
    places: dict[str, dict[tuple[int, ...], str]] = {}
    for column in columns:
        if found := INDEXED.fullmatch(column):
            place_once(places.setdefault(found[1], {}), tuple(int(i) - 1 for i in found[2][1:].split(".")), column)
    made: Arrays = {}
    for column, values in columns.items():
        found = INDEXED.fullmatch(column)
        at = places.get(found[1], {}) if found else {}
        shape = shape_of(list(at)) if at and all(min(place) >= 0 for place in at) else None
        if found is None or shape is None or found[1] in columns:
            made[column] = values
        elif found[1] not in made:
            flat = np.stack([columns[at[place]] for place in np.ndindex(*shape)], axis=-1)
            made[found[1]] = flat.reshape(len(flat), *shape)
    return made


def _in_folder(folder: Path) -> list[Path]:
    return [one for one in sorted(folder.glob("*.csv")) if looks_like_stan(head(one))]


def _load(path: Path) -> Draws:
    return of_files(_in_folder(path)) if path.is_dir() else load(path)


FORMAT = Format(
    "a CSV file of Stan, or a folder of these",
    _load,
    looks_like=looks_like_stan,
    is_folder=lambda folder: bool(_in_folder(folder)),
    load_together=of_files,
    order=3,
)
