"""`python -m tools.exports.digits FOLDER`: a classifier of digits, trained here and exported, and its answers."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

import theano_compat.theano_api as theano
from theano_compat.theano_api import tensor as tt

SIDE, STEPS, SHOWN = 16, 1000, 20
SEGMENTS = ("abcdef", "bc", "abged", "abgcd", "fgbc", "afgcd", "afgedc", "abc", "abcdefg", "abcdfg")  # of 0 to 9
LINES = {  # of a segment: rows and columns from its first end to its last, on a grid of 3 x 2
    "a": (0, 0, 0, 1),
    "b": (0, 1, 1, 1),
    "c": (1, 1, 2, 1),
    "d": (2, 0, 2, 1),
    "e": (1, 0, 2, 0),
    "f": (0, 0, 1, 0),
    "g": (1, 0, 1, 1),
}


def drawn(digit: int, random: np.random.Generator) -> np.ndarray:
    """Return an image of a digit: its segments with another size, place, slant and noise each time."""
    image = random.normal(0, 0.1, (SIDE, SIDE))
    height, width, slant = random.uniform(4, 6), random.uniform(4, 6), random.uniform(-1.5, 1.5)
    top, left = random.uniform(1, SIDE - 2 * height - 1.5), random.uniform(2, SIDE - width - 2.5)
    rows, columns = np.mgrid[:SIDE, :SIDE]
    for segment in SEGMENTS[digit]:
        first_row, first_column, last_row, last_column = LINES[segment]
        for t in np.linspace(0, 1, 12):
            row = top + height * (first_row + t * (last_row - first_row))
            column = left + width * (first_column + t * (last_column - first_column)) + slant * (top + height - row) / 6
            image = np.maximum(image, np.exp(-((rows - row) ** 2 + (columns - column) ** 2) / 0.6))
    return image


def images(count: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Return images (count, 1, SIDE, SIDE) and their digits."""
    random = np.random.default_rng(seed)
    digits = random.integers(0, 10, count).astype("int32")
    return np.stack([drawn(d, random) for d in digits])[:, None].astype("float32"), digits


def trained() -> tuple[Any, float]:
    """Return the function that classifies, and its share of right answers for new images."""
    random = np.random.default_rng(0)

    def weights(*shape: int) -> Any:
        values = random.standard_normal(shape) / np.sqrt(np.prod(shape[1:]) if len(shape) == 4 else shape[0])
        return theano.shared(values.astype("float32"), name=f"W{len(shape)}")

    x, y = tt.ftensor4("x"), tt.ivector("y")
    held = [weights(8, 1, 3, 3), weights(16, 8, 3, 3), weights(256, 10)]
    first = tt.signal.pool.pool_2d(
        tt.nnet.relu(tt.nnet.conv2d(x, held[0], border_mode="half")), (2, 2), ignore_border=True
    )
    second = tt.signal.pool.pool_2d(
        tt.nnet.relu(tt.nnet.conv2d(first, held[1], border_mode="half")), (2, 2), ignore_border=True
    )
    p = tt.nnet.softmax(second.flatten(2).dot(held[2]))
    loss = tt.nnet.categorical_crossentropy(p, y).mean()
    updates = [(w, w - np.float32(0.1) * g) for w, g in zip(held, theano.grad(loss, held), strict=True)]
    train = theano.function([x, y], loss, updates=updates)
    shown, digits = images(2000, 1)
    for _ in range(STEPS):
        chosen = random.integers(0, len(digits), 64)
        train(shown[chosen], digits[chosen])
    p.name = "p"
    predict = theano.function([x], p, name="predict")
    new, wanted = images(500, 2)
    return predict, float((predict(new).argmax(axis=1) == wanted).mean())


def write(folder: Path) -> str:
    """Write digits.onnx and digits.json (images, our answers) to a folder; return the certificate's first line."""
    predict, right = trained()
    new, digits = images(SHOWN, 3)
    certificate = predict.export(folder / "digits.onnx", [[new]])
    kept = {"shape": new.shape, "images": new.ravel().tolist(), "digits": digits.tolist(), "right": right}
    (folder / "digits.json").write_text(json.dumps({**kept, "p": predict(new).ravel().tolist()}), encoding="utf-8")
    return str(certificate.sentence)


if __name__ == "__main__":
    print(write(Path(sys.argv[1])))
