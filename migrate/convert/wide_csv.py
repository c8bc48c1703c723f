"""Write a CSV file with a column for each scalar, named as in `pm.trace_to_dataframe`, after columns chain and draw."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from theano_common.draws import Arrays, Draws

LEFT_OUT = "statistics, warm-up, names of axes, versions"


def write(draws: Draws, path: Path) -> None:
    """Write all chains into one file."""
    with open(path, "w", encoding="utf-8", newline="") as out:
        for number, chain in enumerate(draws.chains):
            count = np.arange(len(chain))
            columns = {"chain": np.full(len(chain), number), "draw": count} | chain.samples
            out.writelines(lines(columns, header=number == 0))


def lines(arrays: Arrays, header: bool = True) -> Iterator[str]:
    """Yield the lines, with every digit, so that reading gives the same numbers."""
    if header:
        yield _row([flat for name, array in arrays.items() for flat in _names(name, array.shape[1:])])
    for row in zip(*(array.reshape(len(array), -1).tolist() for array in arrays.values()), strict=True):
        yield ",".join(repr(cell) for cells in row for cell in cells) + "\n"


def _names(name: str, shape: tuple[int, ...]) -> list[str]:
    return [f"{name}__{'_'.join(map(str, place))}" for place in np.ndindex(*shape)] if shape else [name]


def _row(names: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(names)  # quotes names with a comma
    return text.getvalue()
