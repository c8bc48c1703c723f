"""Write a folder of the backend Text: `chain-0.csv` and so on, with a column for each scalar."""

from __future__ import annotations

from pathlib import Path

from theano_common.draws import Draws

from . import wide_csv

LEFT_OUT = "statistics, warm-up, names of axes, versions"


def write(draws: Draws, folder: Path) -> None:
    """Write a file for each chain."""
    folder.mkdir()
    for number, chain in enumerate(draws.chains):
        with open(folder / f"chain-{number}.csv", "w", encoding="utf-8", newline="") as out:
            out.writelines(wide_csv.lines(chain.samples))
