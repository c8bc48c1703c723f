"""A CSV file of `pm.trace_to_dataframe`: all chains, one after the other."""

from __future__ import annotations

from pathlib import Path

from ..draws import Draws
from . import csv_table
from .backend_chains import NO_TUNING_MARK
from .format import Format
from .wide_columns import draws_of_columns

REMARK = f"A CSV file keeps no chains: all draws are taken as one chain; {NO_TUNING_MARK}."


def load(path: str | Path) -> Draws:
    """Return one chain of all rows, or the chains that columns `chain` and `draw` give.

    Raises CannotRead with the line and column of a cell that is not a number.
    """
    return draws_of_columns(csv_table.columns(path), REMARK)


FORMAT = Format("a CSV file of pm.trace_to_dataframe", load, looks_like=csv_table.looks_like_csv, suffix=".csv")
