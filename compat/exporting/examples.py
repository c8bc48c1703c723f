"""Inputs at which an exported function is compared: those of the user, or drawn by dtype, rank and fitting lengths."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from .errors import CannotExport
from .signature import lengths_of

COUNT = 20
TRIALS = 3000  # of lengths, until a function takes its inputs
A_NAN = "a NaN"  # in the first element of each input of floats
MORE_ROWS = "more rows"  # the first length of all inputs is another
USUAL = 3  # a length that nothing asks for


@dataclass(frozen=True)
class Example:
    """Values of the inputs, and the outputs of our own function there.

    what: how they were made. drawn: by dtypes and shapes alone; otherwise they were given, or chosen for the function.
    """

    what: str
    values: list[np.ndarray]
    wanted: list[np.ndarray]
    drawn: bool = False

    @property
    def key(self) -> tuple[Any, ...]:
        """What equal examples share."""
        return tuple((x.shape, x.tobytes()) for x in self.values)


def examples(
    variables: Sequence[Any],
    lengths: Sequence[int],
    compute: Callable[[list[Any]], list[Any]],
    given: Sequence[Sequence[Any]],
    how: str = "given",
) -> list[Example]:
    """Return examples that the function takes.

    variables: the inputs. lengths: those of the arrays that it holds. compute: our own function. given: the user's
    inputs, one list for each example. how: how those were chosen. Raises CannotExport if the function refuses one, or
    no lengths fit.
    """
    chosen = [_given(how, _cast(variables, v), compute) for v in given]
    found = {e.key: e for e in chosen}  # equal inputs are one
    fitting = [v.shape for v in chosen[0].values] if chosen else _fitting(variables, lengths, compute)
    random = np.random.default_rng(20261130)
    for what, values in _drawn(variables, fitting, random):
        if len(found) >= max(COUNT, len(given)):
            break
        example = _tried(what, values, compute)
        if example is not None:
            found.setdefault(example.key, example)
    return list(found.values())


def _given(how: str, values: list[np.ndarray], compute: Callable[[list[Any]], list[Any]]) -> Example:
    try:
        return _example(how, values, compute)
    except Exception as error:
        raise CannotExport(f"our own function refuses a given input: {type(error).__name__}: {error}") from error


def _tried(what: str, values: list[np.ndarray], compute: Callable[[list[Any]], list[Any]]) -> Example | None:
    try:
        return replace(_example(what, values, compute), drawn=True)
    except Exception:  # what our function refuses is no example
        return None


def _example(what: str, values: list[np.ndarray], compute: Callable[[list[Any]], list[Any]]) -> Example:
    with np.errstate(all="ignore"):
        return Example(what, values, [np.asarray(v) for v in compute([v.copy() for v in values])])


def _cast(variables: Sequence[Any], values: Sequence[Any]) -> list[np.ndarray]:
    if len(values) != len(variables):
        raise CannotExport(f"an example has {len(values)} values, the function has {len(variables)} inputs.")
    return [np.asarray(x, v.type.dtype) for v, x in zip(variables, values, strict=True)]


def _fitting(
    variables: Sequence[Any], lengths: Sequence[int], compute: Callable[[list[Any]], list[Any]]
) -> list[tuple[int, ...]]:
    """Return shapes that the function takes: a usual length, or one of an array that it holds, for each dimension."""
    free = [(k, d) for k, v in enumerate(variables) for d, one in enumerate(v.type.broadcastable) if not one]
    choices = sorted({USUAL, 1, *(n for n in lengths if 1 <= n <= 10_000)}, key=lambda n: (n != USUAL, n))
    random = np.random.default_rng(0)
    for tried in itertools.islice(_by_number_of_others(len(free), choices), TRIALS):
        shapes = [[1] * v.type.ndim for v in variables]
        for (k, d), n in zip(free, tried, strict=True):
            shapes[k][d] = n
        found = [tuple(s) for s in shapes]
        if _tried("", [_usual(v, s, random) for v, s in zip(variables, found, strict=True)], compute) is not None:
            return found
    raise CannotExport("no lengths of the inputs were found that the function takes: give examples (inputs=[[...]]).")


def _by_number_of_others(count: int, choices: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Yield lengths for `count` dimensions: those that are usual in most of them first."""
    usual, others = choices[0], choices[1:]
    for n in range(count + 1):
        for places in itertools.combinations(range(count)[::-1], n):
            for chosen in itertools.product(others, repeat=n):
                tried = [usual] * count
                for place, length in zip(places, chosen, strict=True):
                    tried[place] = length
                yield tuple(tried)
    for length in (1, 2, 5, 8, 28, 32):
        yield (length,) * count


def _usual(variable: Any, shape: Sequence[int], random: np.random.Generator) -> np.ndarray:
    dtype = np.dtype(variable.type.dtype)
    if dtype.kind == "b":
        return np.asarray(random.random(shape) < 0.5)
    if dtype.kind in "iu":
        return np.asarray(random.integers(0, 2, shape), dtype)
    return np.asarray(random.standard_normal(shape), dtype)


def _drawn(
    variables: Sequence[Any], shapes: Sequence[tuple[int, ...]], random: np.random.Generator
) -> Iterator[tuple[str, list[np.ndarray]]]:
    """Yield inputs: usual ones, edges, and more usual ones."""

    def usual(scale: float = 1.0) -> list[np.ndarray]:
        values = [_usual(v, s, random) for v, s in zip(variables, shapes, strict=True)]
        return [np.asarray(x * scale, x.dtype) if x.dtype.kind in "fc" else x for x in values]

    def changed(shape: tuple[int, ...], variable: Any, first: int) -> tuple[int, ...]:
        return shape if lengths_of(variable)[:1] != (None,) else (first, *shape[1:])

    for _ in range(5):
        yield "drawn", usual()
    for what, first in (("one row", 1), ("empty", 0), (MORE_ROWS, 5)):
        cut = [changed(s, v, first) for s, v in zip(shapes, variables, strict=True)]
        if cut != list(shapes):
            yield what, [_usual(v, s, random) for v, s in zip(variables, cut, strict=True)]
    yield "ties", [np.ones_like(x) for x in usual()]
    yield "zeros", [np.zeros_like(x) for x in usual()]
    yield from _edges(usual())
    yield "large", usual(30.0)
    yield "small", usual(1e-3)
    for _ in range(COUNT):
        yield "drawn", usual()


def _edges(values: list[np.ndarray]) -> Iterator[tuple[str, list[np.ndarray]]]:
    """Yield negative integers, where there are integers, and NaN where there are floats."""
    kinds = {x.dtype.kind for x in values}
    if "i" in kinds:
        yield "negative integers", [np.asarray(-np.abs(x) - 1) if x.dtype.kind == "i" else x for x in values]
    if "f" in kinds:
        holes = [x.copy() for x in values]
        for x in holes:
            if x.dtype.kind == "f" and x.size:
                x.reshape(-1)[0] = np.nan
        yield A_NAN, holes
