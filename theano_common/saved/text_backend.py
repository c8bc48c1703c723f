"""A folder of `pm.backends.Text`: `chain-0.csv`, `chain-1.csv` ..."""

from __future__ import annotations

import re
from pathlib import Path

from ..draws import Draws
from . import csv_table
from .backend_chains import NO_TUNING_MARK, Recorded, draws_of
from .errors import CannotRead
from .format import Format

NAME = re.compile(r"chain-(\d+)\.csv")
REMARK = f"A folder of the text backend keeps no statistics; {NO_TUNING_MARK}."


def files(folder: str | Path) -> dict[int, Path]:
    """Map chain number -> file; empty if the folder is of another kind."""
    return {int(found[1]): one for one in sorted(Path(folder).iterdir()) if (found := NAME.fullmatch(one.name))}


def chains(folder: str | Path) -> list[Recorded]:
    """Return the chains of the folder. Raises CannotRead, with the file's name, for one that cannot be read."""
    made = []
    for number, path in sorted(files(folder).items()):
        try:
            made.append(Recorded(number, csv_table.read(path)))
        except CannotRead as error:
            raise CannotRead(f"{path.name}: {error}") from None
    return made


def load(folder: str | Path) -> Draws:
    """Return the draws in the folder."""
    return draws_of(chains(folder), REMARK)


FORMAT = Format("a folder of the text backend", load, is_folder=lambda folder: bool(files(folder)), order=1)
