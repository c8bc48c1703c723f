"""The folder of `pm.sample(checkpoint=...)`: run.json, and for each chain a folder of chunks, also while the run lasts.

A chunk has draws in a row and the state of the chain after them; its name has the numbers of its draws. What makes no
draws before its end (a population of SMC, a fit) has a file of its state in place of chunks.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..draws import Arrays, Chain, Draws
from . import zipped_arrays
from .backend_chains import merged
from .errors import CannotRead
from .format import Format
from .mapped_draws import FILE, Mapped, Place, checked, readable

RUN = "run.json"
_CHAIN = re.compile(r"chain-(\d+)")
_CHUNK = re.compile(r"(\d{8,})-(\d{8,})\.npz")
STATE = "state.npz"
_DAMAGED = (KeyError, TypeError, ValueError, IndexError, AttributeError, OSError, RecursionError)


@dataclass(frozen=True)
class Chunk:
    """Draws `first` to `end` of a chain. stats: for each step method. state, arrays: of the chain after them.

    mapped: where the draws are if they are in the file that all chunks of the chain share.
    """

    first: int
    end: int
    samples: Arrays
    stats: tuple[Arrays, ...]
    state: Any
    arrays: list[np.ndarray]
    mapped: Mapped | None = None


def chain_name(number: int) -> str:
    """Return the name of a chain's folder."""
    return f"chain-{number}"


def chunk_name(first: int, end: int) -> str:
    """Return the name of a chunk's file."""
    return f"{first:08d}-{end:08d}.npz"


def chunk_files(folder: Path) -> list[Path]:
    """Return the chunks in the folder of a chain, in order."""
    return sorted(
        (one for one in folder.iterdir() if _CHUNK.fullmatch(one.name)), key=lambda one: chunk_numbers(one)[0]
    )


def chunk_numbers(file: Path) -> tuple[int, int]:
    """Return after how many draws a chunk begins, and ends, by its name."""
    found = _CHUNK.fullmatch(file.name)
    assert found is not None
    return int(found[1]), int(found[2])


def members(chunk: Chunk) -> dict[str, np.ndarray]:
    """Return the arrays of a chunk's file."""
    columns = [("draws", name, values) for name, values in chunk.samples.items()]
    columns += [(str(k), name, values) for k, one in enumerate(chunk.stats) for name, values in one.items()]
    about: dict[str, Any] = {"columns": [(of, name) for of, name, _ in columns], "methods": len(chunk.stats)}
    if chunk.mapped is not None:
        about["mapped"] = [[p.name, p.dtype, p.shape, p.start] for p in chunk.mapped.places]
        about["check"] = chunk.mapped.check
    found = {f"column{k}": values for k, (_, _, values) in enumerate(columns)}
    return members_of_state(chunk.state, chunk.arrays, about) | found


def members_of_state(state: Any, arrays: list[np.ndarray], more: dict[str, Any] | None = None) -> Arrays:
    """Return the arrays of a file of a state; more: JSON data beside it."""
    joined: dict[str, list[np.ndarray]] = {}  # a state has hundreds of small arrays, and each member its cost
    for values in arrays:
        joined.setdefault(values.dtype.str, []).append(values.reshape(-1))
    kinds = {dtype: k for k, dtype in enumerate(joined)}
    shapes = [(kinds[values.dtype.str], values.shape) for values in arrays]
    about = {**(more or {}), "arrays": shapes, "state": state}
    found: Arrays = {"about": np.frombuffer(json.dumps(about).encode(), np.uint8)}
    return found | {f"array{k}": np.concatenate(several) for k, several in enumerate(joined.values())}


def chunk(file: Path) -> Chunk:
    """Read a chunk, without unpickling. Raises CannotRead if it is not whole."""
    first, end = chunk_numbers(file)
    try:
        found = zipped_arrays.arrays(file)
        about = json.loads(found["about"].tobytes())
        stats: tuple[Arrays, ...] = tuple({} for _ in range(min(int(about["methods"]), len(found))))
        samples: Arrays = {}
        for k, (of, name) in enumerate(about["columns"]):
            column = found[f"column{k}"]
            if len(column) != end - first:
                raise ValueError(f"{name} has {len(column)} draws")
            (samples if of == "draws" else stats[int(of)])[str(name)] = column
        mapped = _mapped(file.parent, first, end, about) if "mapped" in about else None
        return Chunk(first, end, samples, stats, *_state(found, about), mapped)
    except _DAMAGED as error:
        raise CannotRead(f"{file.parent.name}/{file.name} cannot be read: {error}") from None


def _mapped(folder: Path, first: int, end: int, about: dict[str, Any]) -> Mapped:
    places = tuple(Place(str(n), str(d), tuple(map(int, shape)), int(at)) for n, d, shape, at in about["mapped"])
    if any(p.start < 0 or min((*p.shape, 0)) < 0 or p.shape[0] < end or np.dtype(p.dtype).hasobject for p in places):
        raise ValueError(f"{FILE} has no such places")
    if checked(readable(folder / FILE, places), first, end) != about["check"]:
        raise ValueError(f"its draws in {FILE} are damaged")
    return Mapped(places, int(about["check"]))


def state(file: Path) -> tuple[Any, list[np.ndarray]]:
    """Read a file of a state: (JSON data, the arrays of which they tell). Raises CannotRead if it is not whole."""
    try:
        found = zipped_arrays.arrays(file)
        return _state(found, json.loads(found["about"].tobytes()))
    except _DAMAGED as error:
        raise CannotRead(f"{file.parent.name}/{file.name} cannot be read: {error}") from None


def _state(found: Arrays, about: dict[str, Any]) -> tuple[Any, list[np.ndarray]]:
    arrays, ends = [], dict.fromkeys(found, 0)
    for kind, shape in about["arrays"]:
        name, size = f"array{int(kind)}", math.prod(map(int, shape))
        if size < 0 or ends[name] + size > len(found[name]):
            raise ValueError("its arrays are too short")
        arrays.append(found[name][ends[name] : ends[name] + size].reshape(shape))
        ends[name] += size
    return about["state"], arrays


def whole_chunks(folder: Path) -> Iterator[Chunk]:
    """Yield the chunks of a chain until one is missing. Raises CannotRead for one that is not whole."""
    done = 0
    for file in chunk_files(folder):
        if chunk_numbers(file)[0] != done:
            return
        yield (read := chunk(file))
        done = read.end


def load(folder: str | Path) -> Draws:
    """Return the draws so far; chains that have no draw yet are left out."""
    try:
        about = json.loads((Path(folder) / RUN).read_text(encoding="utf-8"))["about"]
        is_fit = "fit" in about
        tune, wanted = (0, 0) if is_fit else (int(about["tune"]), int(about["tune"]) + int(about["draws"]))
    except (KeyError, TypeError, ValueError, OSError, RecursionError) as error:
        raise CannotRead(f"{RUN} cannot be read: {error}") from None
    if is_fit:
        raise CannotRead("it is the folder of a fit, which has no draws; the same call of pm.fit goes on with it")
    numbered = [(int(m[1]), one) for one in Path(folder).iterdir() if (m := _CHAIN.fullmatch(one.name))]
    chunks = [list(whole_chunks(one)) for _, one in sorted(numbered)]
    chains = tuple(_chain(folder, one, tune) for (_, folder), one in zip(sorted(numbered), chunks, strict=True) if one)
    if not chains:
        raise CannotRead("no draws are kept yet")
    complete = len(chunks) == int(about["chains"]) and all(one and one[-1].end >= wanted for one in chunks)
    remarks = () if complete else ("The run was not at its end.",)
    return Draws(
        chains,
        sampler=str(about.get("sampler", "pymc3")).lower(),
        ended="complete" if complete else "interrupted",
        attrs={"remarks": remarks},
    )


def _chain(folder: Path, chunks: list[Chunk], tune: int) -> Chain:
    samples, *stats = (
        {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
        for parts in zip(*([one.samples, *one.stats] for one in chunks), strict=True)
    )
    if (mapped := chunks[-1].mapped) is not None:
        arrays = readable(folder / FILE, mapped.places)
        samples = {name: values[: chunks[-1].end] for name, values in arrays.items()}
    every = merged(stats)
    return Chain(
        {name: values[tune:] for name, values in samples.items()},
        {name: values[tune:] for name, values in every.items()},
        {name: values[:tune] for name, values in samples.items()},
        {name: values[:tune] for name, values in every.items()},
    )


FORMAT = Format(
    "the folder of pm.sample(checkpoint=...)", load, is_folder=lambda folder: (folder / RUN).is_file(), order=6
)

__all__ = [
    "FORMAT",
    "RUN",
    "STATE",
    "Chunk",
    "chain_name",
    "chunk",
    "chunk_files",
    "chunk_name",
    "chunk_numbers",
    "load",
    "members",
    "members_of_state",
    "state",
    "whole_chunks",
]
