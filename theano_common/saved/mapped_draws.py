"""The draws of one chain in a file that is mapped into memory: they are on disk, and memory has those last written."""

from __future__ import annotations

import math
import mmap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..draws import Arrays
from ..system import mapped_files
from .errors import CannotRead

FILE = "draws.bin"
_ALIGNED = 64  # bytes


@dataclass(frozen=True)
class Place:
    """Where a variable is in the file: an array of (draws, *shape) from a byte on."""

    name: str
    dtype: str
    shape: tuple[int, ...]
    start: int

    @property
    def size(self) -> int:
        """Return the number of bytes."""
        return math.prod(self.shape) * np.dtype(self.dtype).itemsize


@dataclass(frozen=True)
class Mapped:
    """The part of a chunk that is in the file of its chain. check: of these rows, by `checked`."""

    places: tuple[Place, ...]
    check: int


class MappedDraws:
    """A file with room for all draws of a chain, made or found; `arrays`: its variables, name -> (draws, *shape)."""

    def __init__(self, path: Path, wanted: Mapping[str, np.ndarray]) -> None:
        self.places = places_of(wanted)
        self.path = path
        size = max((one.start + one.size for one in self.places), default=0)
        self._memory = mapped_files.written(path, size) if size else None
        self.arrays = _arrays(self._memory, self.places)

    def flush(self, first: int, end: int) -> Mapped:
        """Write draws to the disk, so that they outlive a power cut, and give their memory back."""
        check = checked(self.arrays, first, end)
        if self._memory is not None:
            self._memory.flush()
            mapped_files.give_back(self._memory)
        return Mapped(self.places, check)

    def private(self) -> Arrays:
        """Return the variables in memory of their own, read when they are used: changes do not go to the file."""
        return readable(self.path, self.places)


def readable(path: Path, places: Sequence[Place]) -> Arrays:
    """Return the variables in a file, read when they are used. Raises CannotRead if it is too short."""
    size = max((one.start + one.size for one in places), default=0)
    if not size:
        return _arrays(None, places)
    try:
        return _arrays(mapped_files.read(path, size), places)
    except (OSError, ValueError) as error:  # ValueError: it is too short
        raise CannotRead(f"{path.name} cannot be read: {error}") from None


def checked(arrays: Arrays, first: int, end: int) -> int:
    """Return the sum, modulo 2**64, of the words of the draws `first` to `end`: it tells of damage, and takes no time.

    Words of different variables count differently.
    """
    check = 0
    for k, name in enumerate(sorted(arrays)):
        octets = np.ascontiguousarray(arrays[name][first:end]).reshape(-1).view(np.uint8)
        whole = len(octets) // 8 * 8
        words = int(octets[:whole].view(np.uint64).sum(dtype=np.uint64)) + int(octets[whole:].sum(dtype=np.uint64))
        check = (check + (2 * k + 1) * words) % 2**64
    return check


def places_of(wanted: Mapping[str, np.ndarray]) -> tuple[Place, ...]:
    """Return the places of variables in a file."""
    places, start = [], 0
    for name, array in wanted.items():
        one = Place(name, array.dtype.str, array.shape, start)
        places.append(one)
        start += -(-one.size // _ALIGNED) * _ALIGNED
    return tuple(places)


def _arrays(memory: mmap.mmap | None, places: Sequence[Place]) -> Arrays:
    found = {}
    for one in places:
        if one.size:
            assert memory is not None
            flat = np.frombuffer(memory, np.dtype(one.dtype), math.prod(one.shape), one.start)
        else:
            flat = np.empty(0, one.dtype)
        found[one.name] = flat.reshape(one.shape)
    return found


__all__ = ["FILE", "Mapped", "MappedDraws", "Place", "checked", "places_of", "readable"]
