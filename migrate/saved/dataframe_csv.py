"""A CSV file of `pm.trace_to_dataframe`: all chains, one below the other."""

from __future__ import annotations

from pathlib import Path

from compat.draws import Draws
from migrate.saved import csv_table
from migrate.saved.recorded import NO_TUNING_MARK, Recorded, draws_of

REMARK = f"A CSV file keeps no chains: all draws are taken as one chain; {NO_TUNING_MARK}."


def load(path: str | Path) -> Draws:
    """One chain of all rows. Raises CannotRead with the line and column of what is no number."""
    return draws_of([Recorded(0, csv_table.read(path))], REMARK)
