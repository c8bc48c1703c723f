"""A run that survives: draws, statistics and the state of each chain in a folder, in chunks that are whole or absent.

The folder has `run.json`, which says of which model and run it is, a file `lock`, and a folder for each chain. A chunk
has the draws of one chain since the chunk before, and its state after them; its name has the numbers of the draws.
"""

from __future__ import annotations

import io
import json
import math
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from theano_common.saved import checkpoint_folder
from theano_common.saved.checkpoint_folder import (
    RUN,
    STATE,
    Chunk,
    chain_name,
    chunk_files,
    chunk_name,
    chunk_numbers,
    members,
    members_of_state,
)
from theano_common.saved.errors import CannotRead
from theano_common.saved.mapped_draws import FILE, MappedDraws, places_of
from theano_common.system.file_lock import Locked, locked
from theano_common.system.files import write_whole
from theano_common.verdict import listed

from ...models.backends.memory import NDArray
from ...models.logger import LOGGER as _log
from ...settings import config
from .chain_state import ChainState, packed, unpacked

SECONDS = 0.8  # between two chunks: so much work is lost when a process dies
SHARE = 1 / 40  # of the time is spent on writing, at most: a large state is written more rarely
FORMAT = 2
CODE = "the code"  # what a run depends on by this name are functions and objects that its model calls
MODEL, DATA = "the model", "the data"
IN_PARTS = (CODE, MODEL, DATA)  # of which each part has a digest
UNSEEN = "what cannot be compared"
TOLD = "theano.config.checkpoint_unchecked = True (theano-compat run --unchecked)"


class CheckpointError(ValueError):
    """A folder cannot be gone on with; the sentence says what differs, and what to do."""


@dataclass
class Rhythm:
    """The moments at which something is written."""

    _next: float = field(default_factory=lambda: time.monotonic() + SECONDS)

    def is_due(self) -> bool:
        """Return whether it is time to write."""
        return time.monotonic() >= self._next

    @contextmanager
    def writes(self) -> Iterator[None]:
        """Surround a writing."""
        began = time.monotonic()
        yield
        ended = time.monotonic()
        self._next = ended + max(SECONDS, (ended - began) / SHARE)


@dataclass
class StateFile:
    """The state of what makes no draws before its end; each writing replaces the one before."""

    path: Path
    rhythm: Rhythm = field(default_factory=Rhythm)

    def write(self, value: Any) -> None:
        """Write a value that can be packed: see chain_state."""
        with self.rhythm.writes():
            _write(self.path, _npz(members_of_state(*packed(value))))

    def read(self, now: Any = None) -> Any:
        """Return the kept value, None if there is none; objects in it are those of `now`."""
        if not self.path.exists():
            return None
        try:
            return unpacked(*checkpoint_folder.state(self.path), now)
        except CannotRead as error:
            _log.warning(f"checkpoint: {error}: it begins anew.")
            self.path.unlink()
            return None


@dataclass
class ChainFolder:
    """The chunks of one chain. done: how many draws they hold. state: of what makes no draws before its end."""

    path: Path
    state: StateFile
    done: int = 0
    rhythm: Rhythm = field(default_factory=Rhythm)
    _draws: MappedDraws | None = None

    def write(self, strace: NDArray, state: ChainState) -> None:
        """Write the draws that no chunk has yet, and the state after them."""
        rows = slice(self.done, state.done)
        stats = tuple({name: values[rows] for name, values in one.items()} for one in strace._stats or ())
        with self.rhythm.writes():
            mapped = self._mapped(strace).flush(self.done, state.done)
            write_chunk(self.path, Chunk(self.done, state.done, {}, stats, state.tree, state.arrays, mapped))
        self.done = state.done
        self._leave(strace)

    def _mapped(self, strace: NDArray) -> MappedDraws:
        """Return the file of the draws; from now on those of `strace` are there."""
        if self._draws is None:
            try:
                self._draws = MappedDraws(self.path / FILE, strace.samples)
            except OSError as error:
                raise _with_advice(error, self.path) from error
        for name, values in strace.samples.items():
            if values is not self._draws.arrays[name]:
                self._draws.arrays[name][: strace.draw_idx] = values[: strace.draw_idx]
        strace.samples = dict(self._draws.arrays)
        return self._draws

    def _leave(self, strace: NDArray) -> None:
        """After the last draw, let changes of the arrays in the trace not reach the file."""
        if self._draws is not None and self.done == strace.draws:
            strace.samples = self._draws.private()

    def ends(self) -> set[int]:
        """Return after how many draws there is a state."""
        return {end for _, end in map(chunk_numbers, chunk_files(self.path))}

    def read(self, strace: NDArray, most: float = math.inf) -> ChainState | None:
        """Put the kept draws into a trace that has room for them, and return the state after them, if any.

        A chunk that is not whole, and those after it, are removed; so is one that ends after `most` draws.
        """
        state, self.done = None, 0
        for chunk in usable_chunks(self.path, most):
            if chunk.mapped is None or chunk.mapped.places != places_of(strace.samples):
                raise CheckpointError(f"checkpoint: {self.path} has draws of other variables; give another folder.")
            self._mapped(strace)
            for columns, found in zip(strace._stats or (), chunk.stats, strict=True):
                for name, values in found.items():
                    columns[name][chunk.first : chunk.end] = values
            self.done = strace.draw_idx = chunk.end
            state = ChainState(chunk.end, chunk.state, chunk.arrays)
        self._mapped(strace)
        self._leave(strace)
        return state


def write_chunk(folder: Path, chunk: Chunk) -> None:
    """Write a chunk, whole or not at all."""
    _write(folder / chunk_name(chunk.first, chunk.end), _npz(members(chunk)))


def usable_chunks(folder: Path, most: float = math.inf) -> Iterator[Chunk]:
    """Yield the chunks from the first on that are whole and end after `most` draws or less; remove the others."""
    done = 0
    for file in chunk_files(folder):
        if chunk_numbers(file)[1] > most:
            file.unlink()
            continue
        try:
            chunk = checkpoint_folder.chunk(file)
            if chunk.first != done:
                raise CannotRead(f"the draws before {file.name} are missing")
        except CannotRead as error:
            _log.warning(f"checkpoint: {error}: its draws are made again.")
            file.unlink()
            continue
        yield chunk
        done = chunk.end


def read_together(folders: Sequence[ChainFolder], straces: Sequence[NDArray]) -> list[ChainState] | None:
    """Read chains that advance together up to the last draw that all of them have, and return their states, if any."""
    while common := max(set[int].intersection(*(one.ends() for one in folders)), default=0):
        states = [folder.read(strace, common) for folder, strace in zip(folders, straces, strict=True)]
        found = [one for one in states if one is not None and one.done == common]
        if len(found) == len(folders):
            return found
    for folder, strace in zip(folders, straces, strict=True):
        folder.read(strace, 0)
    return None


def _npz(arrays: Mapping[str, np.ndarray]) -> bytes:
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)  # type: ignore[arg-type]
    return buffer.getvalue()


def _write(file: Path, content: bytes) -> None:
    try:
        write_whole(file, content, file.parent.stat().st_mode & 0o666, durable=True)
    except OSError as error:
        raise _with_advice(error, file.parent) from error


def _with_advice(error: OSError, folder: Path) -> OSError:
    return OSError(
        error.errno, f"{error.strerror}: {folder} keeps the draws before this one; the same call goes on with them"
    )


@dataclass(frozen=True)
class Checkpoint:
    """The folder of a run. seeds: of its chains, as they were when it began."""

    path: Path
    seeds: list[int]

    def chain(self, number: int) -> ChainFolder:
        """Return the folder of a chain, which is made if it is not there."""
        path = self.path / chain_name(number)
        path.mkdir(exist_ok=True)
        return ChainFolder(path, StateFile(path / STATE))


@contextmanager
def opened_run(path: Path, about: Mapping[str, Any], seeds: list[int]) -> Iterator[Checkpoint]:
    """Open the folder of a run, or begin one.

    about: what the draws depend on, in JSON data with a sentence's words as keys; a folder of another run is refused.
    Raises CheckpointError.
    """
    path.mkdir(parents=True, exist_ok=True)
    try:
        with locked(path / "lock"):
            yield Checkpoint(path, _seeds_of_run(path, about, seeds))
    except Locked:
        raise CheckpointError(
            f"checkpoint: {path} is written to by another run; give each run its own folder."
        ) from None


@contextmanager
def joined_run(path: Path, about: Mapping[str, Any], seeds: list[int], chain: int) -> Iterator[Checkpoint]:
    """Open the folder of a run for one chain, or begin the run; other processes draw its other chains meanwhile.

    about, Raises: as in `opened_run`.
    """
    path.mkdir(parents=True, exist_ok=True)
    try:
        own = _seeds_of_run(path, about, seeds)
    except CheckpointError:
        if not (path / RUN).exists():
            raise
        own = _seeds_of_run(path, about, seeds)  # another process began the run meanwhile
    folder = path / chain_name(chain)
    folder.mkdir(exist_ok=True)
    try:
        with locked(folder / "lock"):
            yield Checkpoint(path, own)
    except Locked:
        raise CheckpointError(f"checkpoint: another process draws chain {chain} in {path}.") from None


def _plain(value: Any) -> Any:
    """Return a number of NumPy as one of Python, and the text of anything else."""
    return value.item() if isinstance(value, np.generic) else str(value)


def _seeds_of_run(path: Path, told: Mapping[str, Any], seeds: list[int]) -> list[int]:
    file, about = path / RUN, json.loads(json.dumps(told, default=_plain))
    if not file.exists():
        others = [one.name for one in path.iterdir() if one.name != "lock" and not one.name.startswith(f".{RUN}")]
        if others:
            raise CheckpointError(f"checkpoint: {path} holds other files ({others[0]}); give an empty folder.")
        _write(file, json.dumps({"format": FORMAT, "about": about, "seeds": seeds}, indent=1).encode())
        if about.get(UNSEEN):
            _log.warning(
                f"checkpoint: a later call cannot compare {listed(about[UNSEEN])}, and goes on with this run only by "
                f"{TOLD}."
            )
        return seeds
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        form, before, own = kept["format"], dict(kept["about"]), [int(one) for one in kept["seeds"]]
    except (ValueError, KeyError, TypeError) as error:
        raise CheckpointError(f"checkpoint: {file} cannot be read ({error}); give another folder.") from None
    if form != FORMAT:
        raise CheckpointError(
            f"checkpoint: {path} was begun by another release, theano-compat {before.get('theano-compat')}, "
            "which knows its runs by other signs. Give another folder, or remove this one to begin anew."
        )
    for name in [one for one in {**before, **about} if one not in (CODE, UNSEEN)]:
        if before.get(name) != about.get(name):
            raise CheckpointError(
                f"checkpoint: {path} is of another run: {_difference(name, before.get(name), about.get(name))}. "
                "Give another folder, or remove this one to begin anew."
            )
    _check_code(path, before, about)
    return own


def _check_code(path: Path, before: Mapping[str, Any], about: Mapping[str, Any]) -> None:
    """Raise CheckpointError if code that the model calls has changed, or cannot be compared, unless the user knows."""
    changed = _difference(CODE, before[CODE], about[CODE]) if before.get(CODE) != about.get(CODE) else ""
    unseen = listed(list(dict.fromkeys([*before.get(UNSEEN, []), *about.get(UNSEEN, [])])))
    if config.checkpoint_unchecked:
        if changed or unseen:
            _log.warning(f"checkpoint: {path} goes on unchecked: {changed or f'not compared: {unseen}'}.")
    elif changed:
        raise CheckpointError(
            f"checkpoint: {path} is of another run: {changed}. Give another folder, or remove this one to begin anew; "
            f"if it changes no draw, {TOLD} goes on."
        )
    elif unseen:
        raise CheckpointError(
            f"checkpoint: whether {path} is of this run cannot be said. Not compared: {unseen}. If you know that it "
            f"is, {TOLD} goes on; otherwise give another folder, or remove this one to begin anew."
        )


def _difference(name: str, before: Any, now: Any) -> str:
    """Return what differs: the parts whose digests differ, or both values."""
    if name not in IN_PARTS:
        return f"{name} was {_short_text(before)} and is now {_short_text(now)}"
    changed = []
    for part in {**before, **now}:
        if before.get(part) != now.get(part):
            how = "is new" if part not in before else "is gone" if part not in now else "has changed"
            changed.append(f"{part} {how}")
    return f"{name} was another: {listed(changed, 3)}"


def _short_text(value: Any) -> str:
    text = json.dumps(value)
    return text if len(text) <= 80 else f"{text[:77]}..."


__all__ = [
    "ChainFolder",
    "Checkpoint",
    "CheckpointError",
    "Rhythm",
    "StateFile",
    "joined_run",
    "opened_run",
    "read_together",
    "usable_chunks",
    "write_chunk",
]
