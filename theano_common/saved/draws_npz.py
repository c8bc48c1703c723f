"""Draws as one .npz file: for transport between processes, and as a format to keep without pickles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from ..draws import Chain, Draws
from . import dict_of_draws, zipped_arrays
from .errors import CannotRead
from .format import Format
from .versions import Version

PARTS = ("samples", "stats", "warmup_samples", "warmup_stats")


def save(draws: Draws, path: str | Path) -> None:
    """Write `chain number/part/name` -> array, how the run ended, and the attributes of the draws."""
    arrays: dict[str, np.ndarray] = {}
    for i, chain in enumerate(draws.chains):
        for part in PARTS:
            arrays |= {f"{i}/{part}/{name}": array for name, array in (getattr(chain, part) or {}).items()}
    attrs = {name: value for name, value in draws.attrs.items() if _as_json(value)}
    about: dict[str, Any] = {"sampler": draws.sampler, "ended": draws.ended, "seconds": draws.seconds}
    about |= {"chains": len(draws.chains), "attrs": attrs}
    zipped_arrays.write(path, {"about": np.array(json.dumps(about)), **arrays})


def load(path: str | Path) -> Draws:
    """Read a file of `save`, or arrays of draws by name. Nothing in the file is unpickled."""
    arrays = zipped_arrays.arrays(path)
    about = arrays.pop("about", None)
    if about is None or about.dtype.kind != "U":
        return _of_the_user(arrays)
    chains: dict[int, dict[str, dict[str, np.ndarray]]] = {}
    try:
        said = json.loads(str(about))
        for number in range(min(said.pop("chains", 0), len(arrays) + 1)):  # a chain may be empty
            chains[number] = {p: {} for p in PARTS}
        attrs = _attrs(said.pop("attrs", {}))
        for key, array in arrays.items():
            chain, _, rest = key.partition("/")
            part, _, name = rest.partition("/")
            if chain.isdigit() and part in PARTS:
                chains.setdefault(int(chain), {p: {} for p in PARTS})[part][name] = array
        how = (str(said.pop("sampler", "")), str(said.pop("ended", "complete")), float(said.pop("seconds", 0.0)))
        made = Draws(tuple(_chain(chains[number]) for number in sorted(chains)), *how, attrs=attrs, **said)
    except (KeyError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise CannotRead(f"not a file of draws: {error}") from None
    if not chains:
        raise CannotRead("not a file of draws: it holds no chain")
    return made


def _of_the_user(arrays: dict[str, np.ndarray]) -> Draws:
    if not arrays or any(array.dtype.kind in "SU" for array in arrays.values()):
        raise CannotRead("not a file of draws: it holds no chain, nor arrays of numbers alone")
    return dict_of_draws.of_arrays(arrays)


def _attrs(said: dict[str, Any]) -> dict[str, Any]:
    """Return the attributes with tuples restored, which JSON made lists."""
    made = dict(said)
    if "remarks" in made:
        made["remarks"] = tuple(map(str, made["remarks"]))
    if "dims" in made:
        made["dims"] = {name: tuple(map(str, dims)) for name, dims in made["dims"].items()}
    if "versions" in made:
        made["versions"] = {name: Version(*map(str, bounds)) for name, bounds in made["versions"].items()}
    if "step_methods" in made:
        made["step_methods"] = int(made["step_methods"])
    return made


def _as_json(value: object) -> bool:
    try:
        json.dumps(value)
    except (TypeError, ValueError):
        return False
    return True


def _chain(parts: dict[str, dict[str, np.ndarray]]) -> Chain:
    return Chain(parts["samples"], parts["stats"], parts["warmup_samples"] or None, parts["warmup_stats"] or None)


FORMAT = Format("a .npz file of arrays of draws, or of Draws", load, begins=(b"PK\x03\x04", b"PK\x05\x06"))
