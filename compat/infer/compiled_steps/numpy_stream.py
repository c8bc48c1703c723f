"""numpy.random's stream in C.

The generator is NumPy's own, called through its C interface. The normal deviate that NumPy caches for the next call is
passed in and out.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from ...backends.c.errors import CannotCompile
from ..steps.proposals import CauchyProposal, LaplaceProposal, NormalProposal, PoissonProposal, UniformProposal
from . import structs

PROPOSALS = {
    NormalProposal: "NORMAL",
    UniformProposal: "UNIFORM",
    LaplaceProposal: "LAPLACE",
    CauchyProposal: "CAUCHY",
    PoissonProposal: "POISSON",
}  # those with one scale for each element


@dataclass(frozen=True)
class Stream:
    """A stream of random numbers. numbers: a RandomState, or the module np.random; bits: its bit generator."""

    numbers: Any
    bits: Any

    @property
    def is_known(self) -> bool:
        """Return whether C can draw from it; np.random may have been given another generator."""
        return type(self.bits).__name__ == "MT19937"


def global_stream() -> Stream:
    """Return the stream of np.random's functions."""
    return Stream(np.random, np.random.get_bit_generator())  # type: ignore[attr-defined]


def seeded_stream(seed: int) -> Stream:
    """Return the stream of RandomState(seed)."""
    bits = np.random.MT19937()
    numbers = np.random.RandomState(bits)
    numbers.seed(seed)
    return Stream(numbers, bits)


class StreamInC:
    """A stream in use by C, until `give_back`."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._before = stream.numbers.get_state(legacy=False)
        interface = stream.bits.ctypes

        def address(one: Any) -> int | None:
            return ctypes.cast(one, ctypes.c_void_p).value

        self.struct = structs.Stream(
            interface.state_address,
            address(interface.next_double),
            address(interface.next_uint32),
            0,
            self._before["has_gauss"],
            self._before["gauss"],
        )

    def give_back(self, struct: structs.Stream, rewind: bool) -> None:
        """Write the state of the C stream back to `random`.

        rewind: set the bit generator to the position in `struct` if more numbers were taken since.
        """
        if rewind:
            self._stream.numbers.set_state(self._before)
            self._stream.bits.random_raw(struct.words, output=False)
        elif (struct.has_second, struct.second) == (self._before["has_gauss"], self._before["gauss"]):
            return
        now = self._stream.numbers.get_state(legacy=False)
        self._stream.numbers.set_state({**now, "has_gauss": int(struct.has_second), "gauss": struct.second})


@contextmanager
def locked(stream: Stream) -> Iterator[None]:
    """Hold the stream's lock, so that draws in other threads wait."""
    with stream.bits.lock:
        yield


@cache
def same_as_numpy() -> bool:
    """Return whether C gives NumPy's deviates bit for bit here; compilers may contract a product and a sum."""
    try:
        shuffle = structs.shuffle()
    except CannotCompile:
        return False
    order = np.arange(50)
    there, theirs = list(order), np.random.RandomState(20)
    shuffle(StreamInC(seeded_stream(20)).struct, len(order), order.ctypes.data)
    theirs.shuffle(there)
    return order.tolist() == there and all(map(_proposes_as_numpy, ("NORMAL", "UNIFORM", "LAPLACE")))


def proposal_in_c(proposal: Any) -> str | None:
    """Return the C name of a proposal with one scale for each element; None if it has no C form or differs from it."""
    name = PROPOSALS.get(type(proposal))
    return name if name is not None and same_as_numpy() and _proposes_as_numpy(name) else None


@cache
def _proposes_as_numpy(name: str) -> bool:
    scale = np.array([0.3, 1.0, 7.5, 40.0])
    theirs = np.random.RandomState(20)
    stream, found, propose = StreamInC(seeded_stream(20)), np.empty(len(scale)), structs.propose()
    number = structs.PROPOSALS.index(name)
    for _ in range(99):
        if (
            propose(stream.struct, number, len(scale), scale.ctypes.data, found.ctypes.data)
            or found.tobytes() != _drawn_from(theirs, name, scale).tobytes()
        ):
            return False
    return True


def _drawn_from(random: np.random.RandomState, proposal: str, scale: np.ndarray) -> np.ndarray:
    n = len(scale)
    if proposal == "NORMAL":
        return random.normal(scale=scale)
    if proposal == "UNIFORM":
        return random.uniform(low=-scale, high=scale, size=n)
    if proposal == "CAUCHY":
        return random.standard_cauchy(n) * scale
    if proposal == "POISSON":
        return random.poisson(scale, n) - scale
    return (random.standard_exponential(n) - random.standard_exponential(n)) * scale
