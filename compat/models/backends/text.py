"""Chains as CSV files, `chain-0.csv` and so on in a folder. Source: pymc3.backends.text, gone in PyMC3 3.9."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ...importing.module_getattr import absent_from
from .base import MultiTrace
from .on_disk import OnDisk, loaded
from .tracetab import create_flat_names

if TYPE_CHECKING:
    from theano_common.saved.backend_chains import Recorded

    from ..model import Model

__all__ = ["Text", "dump", "load"]


class Text(OnDisk):
    """A folder of CSV files: a column per scalar (`x`, `y__0_1`), a row per draw, tuning included; no statistics.

    name: the folder. model: the model; that of the `with` block by default. vars: variables to record, of any shape;
    all by default. test_point: a point of the model, name -> value, which tells shapes and dtypes.
    """

    def __init__(
        self,
        name: str,
        model: Model | None = None,
        vars: Any = None,
        test_point: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(name, model, vars, test_point)
        Path(name).mkdir(exist_ok=True)

    @staticmethod
    def compat_recorded(name: str) -> list[Recorded]:
        from theano_common.saved import text_backend  # readers are imported only when a saved trace is read

        return text_backend.chains(name) if Path(name).is_dir() else []

    def _append(self, rows: slice) -> None:
        path = _file(self.name, self.chain)
        new = not path.exists()
        with open(path, "a", encoding="utf-8", newline="") as file:
            file.writelines(_lines({n: self.samples[n][rows] for n in self.varnames}, header=new))


def load(name: str, model: Any = None) -> MultiTrace:
    """Read a folder written by `Text` or `dump`. ValueError if it has no files.

    name: the folder. model: the model that was sampled; that of the `with` block by default.
    """
    chains = Text.compat_recorded(name)
    if not chains:
        raise ValueError(f"No files present in directory {name}")
    return loaded(Text, name, chains, model)


def dump(name: str, trace: MultiTrace, chains: list[int] | None = None) -> None:
    """Write chains of a trace in the format of `Text`, a CSV file each.

    name: the folder, made if it is not there. trace: a MultiTrace of variables of any shape. chains: numbers; all by
    default.
    """
    Path(name).mkdir(exist_ok=True)
    for chain in trace.chains if chains is None else chains:
        values = {n: trace.get_values(n, chains=chain, squeeze=True) for n in trace.varnames}
        with open(_file(name, chain), "w", encoding="utf-8", newline="") as file:
            file.writelines(_lines(values, header=True))


def _file(name: str, chain: int) -> Path:
    return Path(name) / f"chain-{chain}.csv"


def _lines(values: dict[str, np.ndarray], header: bool) -> Iterator[str]:
    """Yield the lines of a CSV file, with all digits, so that reading gives the same numbers."""
    if header:
        yield ",".join(flat for n, v in values.items() for flat in create_flat_names(n, v.shape[1:])) + "\n"
    for row in zip(*(v.reshape(len(v), -1).tolist() for v in values.values()), strict=True):
        yield ",".join(repr(cell) for cells in row for cell in cells) + "\n"


__getattr__ = absent_from(__name__)
