"""MC543: converters of np.loadtxt and np.genfromtxt."""

from __future__ import annotations

from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

READERS = {"numpy.loadtxt", "numpy.genfromtxt"}
RULE = Rule(
    code="MC543",
    severity="differs",
    title="converters get text, not bytes, since NumPy 2",
    why='They gave latin-1 bytes before; a converter that decodes, or compares with b"...", fails.',
    do='encoding="bytes", or converters of text.',
    words=("loadtxt", "genfromtxt"),
    given_back=True,
)

BEFORE = """
import numpy as np
np.loadtxt("a.txt", converters={0: lambda s: float(s.decode())})  # MC543
np.loadtxt("a.txt", converters={0: float}, encoding="bytes")
np.genfromtxt("a.txt")
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for call, names in module.named_calls:
        words = {word.arg: word for word in call.keywords}
        if names & READERS and "converters" in words and not words.keys() & {"encoding", None}:
            yield Hit(words["converters"], next(iter(names & READERS)))
