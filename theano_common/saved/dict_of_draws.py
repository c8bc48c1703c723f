"""Draws saved as plain arrays: a dict of them, one dict for each chain, or a list of points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ..draws import Arrays, Draws
from . import backend_chains
from .backend_chains import EACH_CHAIN, NO_TUNING_MARK, Recorded
from .errors import CannotRead
from .numpy_values import NUMBERS, value_of

MOST_CHAINS = 64
FLAT = f"Arrays by name keep no chains: all draws are taken as one chain; {NO_TUNING_MARK}."
BY_CHAIN = f"The first axis of every array, the shorter one, is taken for the chain; {NO_TUNING_MARK}."
POINTS = f"A list of points keeps no chains: all are taken as one chain; {NO_TUNING_MARK}."


def looks_like(node: object) -> bool:
    """Say whether this is a dict of arrays, such a dict for each chain, or a list of points, by a few elements."""
    if isinstance(node, dict):
        if node and all(isinstance(key, int) for key in node):
            return all(_arrays_by_name(one) for one in list(node.values())[:MOST_CHAINS])
        return _arrays_by_name(node)
    if isinstance(node, list | tuple):
        return len(node) > 0 and all(_point_or_arrays(one) for one in node[:MOST_CHAINS])
    return False


def draws_of(node: dict[Any, Any] | Sequence[Any], size: int) -> Draws:
    """Return the draws. size: bytes of the file; memory stays a small multiple of it."""
    if isinstance(node, dict) and not any(isinstance(key, str) for key in node):
        return _chains([node[key] for key in sorted(node)], size)
    if isinstance(node, dict):
        return of_arrays({name: _array(value, size, name) for name, value in node.items()})
    return _chains(node, size) if _is_chains(node) else _points(node, size)


def of_arrays(arrays: Mapping[str, np.ndarray | list[np.ndarray]]) -> Draws:
    """Return the draws in arrays by name, whose first axis is the draw, or the chain where that fits all of them."""
    if any(isinstance(one, list) for one in arrays.values()):
        return _of_unequal_chains(arrays)
    whole: Arrays = {name: np.asarray(one) for name, one in arrays.items()}
    firsts = {array.shape[:1] for array in whole.values()}
    if len(firsts) != 1 or firsts == {()}:
        shapes = ", ".join(f"{name} {array.shape}" for name, array in list(whole.items())[:6])
        raise CannotRead(f"arrays by name, of unequal numbers of draws: {shapes}")
    [(first,)] = firsts
    if first > MOST_CHAINS:
        return _made([whole], FLAT)
    seconds = {array.shape[1:2] for array in whole.values()}
    if len(seconds) > 1:
        _refuse_if_some_have_chains(whole, first)
        return _made([whole], FLAT)
    [second] = seconds
    if second and first < second[0]:
        return _made([{name: array[i] for name, array in whole.items()} for i in range(first)], BY_CHAIN)
    return _made([whole], FLAT)


def _of_unequal_chains(arrays: Mapping[str, np.ndarray | list[np.ndarray]]) -> Draws:
    lists = {name: one if isinstance(one, list) else list(one) for name, one in arrays.items()}
    lengths = {tuple(map(len, one)) for one in lists.values()}
    if len(lengths) != 1:
        raise CannotRead("arrays by name, whose chains are not equally many or long")
    chains = range(len(lengths.pop()))
    return _made([{name: one[i] for name, one in lists.items()} for i in chains], EACH_CHAIN)


def _refuse_if_some_have_chains(arrays: Arrays, first: int) -> None:
    """Raise CannotRead where the first axis is the chain in one array, and the draw in another."""
    if any(array.ndim == 1 for array in arrays.values()):
        return
    lengths = {name: array.shape[1] for name, array in arrays.items()}
    longest = max(lengths.values())
    if first < longest:
        long = next(name for name, length in lengths.items() if length == longest)
        other = next(name for name, length in lengths.items() if length != longest)
        raise CannotRead(
            f"arrays by name that disagree: by its shape {arrays[long].shape} {long} has chains along its first "
            f"axis, and {other}, of shape {arrays[other].shape}, has not as many draws"
        )


def _made(chains: list[Arrays], remark: str) -> Draws:
    return backend_chains.draws_of([Recorded(i, samples) for i, samples in enumerate(chains)], remark, sampler="")


def _arrays_by_name(node: object) -> bool:
    if not (isinstance(node, dict) and node and all(isinstance(key, str) for key in node)):
        return False
    return all(_is_array(value) or (isinstance(value, list) and _is_numbers(value)) for value in node.values())


def _point_or_arrays(node: object) -> bool:
    if not (isinstance(node, dict) and node and all(isinstance(key, str) for key in node)):
        return False
    return all(_is_array(value) or _is_number(value) for value in node.values())


def _is_array(node: object) -> bool:
    return isinstance(value_of(node), np.ndarray)


def _is_number(node: object) -> bool:
    return isinstance(value_of(node), bool | int | float | np.number | np.bool_)


def _is_numbers(node: Sequence[Any]) -> bool:
    """Say whether a list holds numbers, arrays, or lists of numbers, by its first elements."""
    return len(node) > 0 and all(
        _is_number(one) or _is_array(one) or (isinstance(one, list) and bool(one) and all(map(_is_number, one[:8])))
        for one in node[:8]
    )


def _is_chains(node: Sequence[Any]) -> bool:
    if len(node) > MOST_CHAINS or not all(_arrays_by_name(one) for one in node):
        return False
    firsts = {np.shape(value_of(v))[:1] for one in node for v in one.values() if not isinstance(v, list)}
    return all(firsts) and all(first[0] > len(node) for first in firsts)


def _chains(node: Sequence[Any], size: int) -> Draws:
    names = set(node[0])
    if any(set(one) != names for one in node):
        raise CannotRead("a dict of arrays for each chain, of unlike names")
    made = [{name: np.asarray(_array(value, size, name)) for name, value in one.items()} for one in node]
    for i, one in enumerate(made):
        if len({len(array) if array.ndim else -1 for array in one.values()}) != 1:
            raise CannotRead(f"chain {i}: arrays by name, of unequal numbers of draws")
    return _made(made, EACH_CHAIN)


def _points(node: Sequence[Any], size: int) -> Draws:
    names = list(node[0])
    for i, one in enumerate(node):
        if not isinstance(one, dict) or list(one) != names and set(one) != set(names):
            raise CannotRead(f"a list of points, of which number {i} has other names than the first")
    return _made([{name: _stacked([one[name] for one in node], size, name) for name in names}], POINTS)


def _array(node: object, size: int, name: str) -> np.ndarray | list[np.ndarray]:
    """Return an array of numbers; a list of arrays where they have unequal lengths."""
    value = value_of(node)
    if isinstance(value, np.ndarray):
        return value
    if not isinstance(node, list):
        raise CannotRead(f"{name} is no array of numbers")
    if node and isinstance(node[0], list):
        node = [_stacked(one, size, name) if isinstance(one, list) else one for one in node]
    elements = [value_of(one) for one in node]
    arrays = [one for one in elements if isinstance(one, np.ndarray) and one.ndim]
    if len(arrays) == len(elements) and len({one.shape for one in arrays}) > 1:
        return arrays
    return _stacked(elements, size, name)


def _stacked(nodes: Sequence[Any], size: int, name: str) -> np.ndarray:
    """Return numbers or arrays of one shape as (draws, *shape)."""
    values = [value_of(one) for one in nodes]
    if not all(isinstance(one, np.ndarray | bool | int | float | np.number | np.bool_) for one in values):
        raise CannotRead(f"{name}: not all draws are numbers")
    shapes = {np.shape(one) for one in values}
    if len(shapes) != 1:
        raise CannotRead(f"{name}: the draws are of unlike shapes")
    if len(values) * max(8, np.size(values[0]) * 16) > 16 * size + (64 << 20):  # one array named a million times
        raise CannotRead(f"{name}: the draws would take far more memory than the file has bytes")
    array = np.array(values)
    if array.dtype.kind not in NUMBERS:
        raise CannotRead(f"{name}: not all draws are numbers that an array can hold")
    return array
