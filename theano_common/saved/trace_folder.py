"""A folder of `pm.save_trace`: a folder for each chain, with metadata.json and samples.npz."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from ..draws import Draws
from . import zipped_arrays
from .backend_chains import Recorded, draws_of
from .errors import CannotRead
from .format import Format

METADATA, SAMPLES = "metadata.json", "samples.npz"


def folders(folder: str | Path) -> list[Path]:
    """Return the folders of chains; none if the folder is of another kind."""
    return sorted(one.parent for one in Path(folder).glob(f"*/{METADATA}"))


def chain(folder: str | Path) -> Recorded:
    """Read one chain, without unpickling. Raises CannotRead if the folder is not a chain."""
    try:
        samples = zipped_arrays.arrays(Path(folder) / SAMPLES)
        about = json.loads((Path(folder) / METADATA).read_text(encoding="utf-8"))
        held, kinds = about["_stats"] or [], about.get("sampler_vars") or []
        stats = tuple(_statistics(one, kinds[i] if i < len(kinds) else {}) for i, one in enumerate(held))
        return Recorded(int(about["chain"]), samples, stats)
    except (KeyError, TypeError, AttributeError, ValueError, OSError, RecursionError) as error:
        what = f"no {error}" if isinstance(error, KeyError) else str(error)
        raise CannotRead(f"chain {Path(folder).name} cannot be read: {what}") from None


def load(folder: str | Path) -> Draws:
    """Return the draws in the folder."""
    return draws_of(chain(one) for one in folders(folder))


def _statistics(held: Mapping[str, Any], kinds: Mapping[str, Any]) -> dict[str, np.ndarray]:
    made = {name: np.array(values, dtype=_dtype(kinds.get(name))) for name, values in held.items()}
    return {name: array for name, array in made.items() if array.dtype.kind in "biufc"}


def _dtype(name: object) -> np.dtype | None:
    """Return a dtype by its name in the file: `float64`, or `<class 'numpy.float64'>` as old versions wrote it."""
    if name is None:
        return None
    text = str(name)
    try:
        return np.dtype(text.split("'")[1].rpartition(".")[2] if "'" in text else text)
    except TypeError:
        return None


FORMAT = Format("a folder of pm.save_trace", load, is_folder=lambda folder: bool(folders(folder)), order=2)
