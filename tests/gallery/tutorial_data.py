"""Data of the form of those that the tutorials of deeplearning.net fetch: their server is not asked.

The pickles name NumPy's modules as NumPy 1 did, for the real library reads them too.
"""

from __future__ import annotations

import gzip
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

SIZES = (3000, 1200, 1200)  # pictures to train, to validate and to test with; whole batches of 300 and of 600
WORDS, LABELS, SENTENCES = 120, 9, (300, 60, 60)


def pictures(folder: Path) -> None:
    """mnist.pkl.gz: 28 x 28 numbers in [0, 1] of a smooth blot per class, shifted and with noise; its class."""
    rng = np.random.default_rng(7)
    axis = np.arange(28)
    blots = np.zeros((10, 28, 28))
    for digit in range(10):
        for _ in range(6):
            row, column, width = rng.uniform(6, 22), rng.uniform(6, 22), rng.uniform(1.5, 3.0)
            square = (axis[:, None] - row) ** 2 + (axis - column) ** 2
            blots[digit] = np.maximum(blots[digit], np.exp(-square / (2 * width**2)))

    def some(size: int) -> tuple[Any, Any]:
        classes = rng.integers(0, 10, size)
        shifts = rng.integers(-2, 3, (size, 2))
        drawn = np.stack([np.roll(blots[c], tuple(s), (0, 1)) for c, s in zip(classes, shifts, strict=True)])
        drawn = np.clip(drawn * rng.uniform(0.6, 1.0, (size, 1, 1)) + rng.normal(0, 0.1, drawn.shape), 0, 1)
        return drawn.reshape(size, 784).astype("float32"), classes.astype("int64")

    with gzip.open(folder / "mnist.pkl.gz", "wb", compresslevel=1) as file:
        file.write(_pickled(tuple(map(some, SIZES))))


def reviews(folder: Path) -> None:
    """imdb.pkl: two pickles one after the other, of lists of words' numbers and of 0 or 1."""
    rng = np.random.default_rng(8)

    def some(size: int) -> tuple[list[list[int]], list[int]]:
        marks = rng.integers(0, 2, size)
        texts = [(rng.zipf(1.5, rng.integers(10, 60)) % 2000 + 2 + 2000 * m).tolist() for m in marks]
        return texts, marks.tolist()

    (folder / "imdb.pkl").write_bytes(_pickled(some(400)) + _pickled(some(200)))


def sentences(folder: Path) -> None:
    """atis.fold3.pkl.gz: sentences as numbers of words, of tables and of labels, and what the numbers mean."""
    rng = np.random.default_rng(9)
    names = ["O", *(f"{kind}-{what}" for what in "wxyz" for kind in "BI")][:LABELS]

    def some(size: int) -> tuple[list[Any], list[Any], list[Any]]:
        words = [rng.integers(0, WORDS, rng.integers(4, 12)).astype("int32") for _ in range(size)]
        return words, [np.zeros_like(w) for w in words], [(w % LABELS).astype("int32") for w in words]

    meaning = {
        "words2idx": {f"word{n}": n for n in range(WORDS)},
        "labels2idx": {name: n for n, name in enumerate(names)},
        "tables2idx": {"<NOTABLE>": 0},
    }
    with gzip.open(folder / "atis.fold3.pkl.gz", "wb") as file:
        file.write(_pickled((*map(some, SENTENCES), meaning)))


def _pickled(what: Any) -> bytes:
    return pickle.dumps(what, protocol=2).replace(b"cnumpy._core.", b"cnumpy.core.")


MAKERS: dict[str, Callable[[Path], None]] = {"pictures": pictures, "reviews": reviews, "sentences": sentences}
