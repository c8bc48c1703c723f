"""Draws as one .npz file: how they travel between processes, and a format without pickles to keep."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import numpy as np

from compat.draws import Chain, Draws
from migrate.saved.errors import CannotRead

PARTS = ("samples", "stats", "warmup_samples", "warmup_stats")


def save(draws: Draws, path: str | Path) -> None:
    """Write `chain number/part/name` -> array, and how the run ended."""
    arrays: dict[str, np.ndarray] = {}
    for i, chain in enumerate(draws.chains):
        for part in PARTS:
            arrays |= {f"{i}/{part}/{name}": array for name, array in (getattr(chain, part) or {}).items()}
    about = {"sampler": draws.sampler, "ended": draws.ended, "seconds": draws.seconds}
    np.savez_compressed(path, about=np.array(json.dumps(about)), **arrays)  # type: ignore[arg-type]


def load(path: str | Path) -> Draws:
    """Read what `save` wrote. Nothing in the file is unpickled."""
    chains: dict[int, dict[str, dict[str, np.ndarray]]] = {}
    try:
        with open(path, "rb") as opened, np.load(opened, allow_pickle=False) as file:
            about = json.loads(str(file["about"]))
            for key in file.files:
                number, _, rest = key.partition("/")
                part, _, name = rest.partition("/")
                if number.isdigit() and part in PARTS:
                    chains.setdefault(int(number), {p: {} for p in PARTS})[part][name] = file[key]
    except (KeyError, ValueError, OSError, EOFError, zipfile.BadZipFile) as error:
        raise CannotRead(f"not a file of draws: {error}") from None
    if not chains:
        raise CannotRead("not a file of draws: it holds no chain")
    return Draws(tuple(_chain(chains[number]) for number in sorted(chains)), **about)


def _chain(parts: dict[str, dict[str, np.ndarray]]) -> Chain:
    return Chain(parts["samples"], parts["stats"], parts["warmup_samples"] or None, parts["warmup_stats"] or None)
