"""Shapes of draws: combining the shapes of parameters, of the distribution and `size`.

Source of the behaviour: pymc3.distributions.shape_utils. A shape that begins with `size` is read as one value per
draw; only the rest of it broadcasts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...importing.module_getattr import absent_from

__all__ = [
    "to_tuple",
    "shapes_broadcasting",
    "broadcast_dist_samples_shape",
    "get_broadcastable_dist_samples",
    "broadcast_distribution_samples",
    "broadcast_dist_samples_to",
]


def to_tuple(shape: int | np.ndarray | tuple[int, ...] | None) -> tuple[int, ...]:
    """Return a shape as a tuple.

    shape: None, an integer or a sequence of integers.
    """
    if type(shape) is tuple and all(type(n) is int for n in shape):
        return shape
    return () if shape is None else tuple(int(n) for n in np.atleast_1d(shape))


def _check_shape_type(shape: tuple[int, ...]) -> tuple[int, ...]:
    """Return a shape as a tuple of ints. TypeError for what is none.

    shape: a length, or several.
    """
    if type(shape) is tuple and all(type(n) is int for n in shape):
        return shape
    try:
        lengths = tuple(np.atleast_1d(shape))
        if any(int(n) != n for n in lengths):
            raise TypeError
        return tuple(int(n) for n in lengths)
    except (TypeError, ValueError):
        raise TypeError(f"Supplied value {shape} does not represent a valid shape") from None


def shapes_broadcasting(*args: tuple[int, ...], raise_exception: bool = False) -> tuple[int, ...] | None:
    """Return the joint shape of shapes, by NumPy's rules; None if they do not broadcast.

    args: the shapes, tuples. raise_exception: whether ValueError is raised in place of None.
    A length of 0 broadcasts with nothing, not even with 1, so that empty data do not make empty draws.
    """
    shapes = [_check_shape_type(shape) for shape in args]
    try:
        if len(shapes) > 1 and not all(map(all, shapes)):
            raise ValueError
        return np.broadcast_shapes(*shapes)
    except ValueError:
        if raise_exception:
            raise ValueError(f"Supplied shapes {', '.join(map(str, args))} do not broadcast together") from None
        return None


def _without_size(shape: tuple[int, ...], size: tuple[int, ...]) -> tuple[int, ...]:
    # PyMC3 compares with the shorter of the two, so a scalar's () matches only an empty size
    return shape[len(size) :] if size == shape[: min(len(size), len(shape))] else shape


def broadcast_dist_samples_shape(shapes: Sequence[Any], size: int | tuple[int, ...] | None = None) -> tuple[int, ...]:
    """Return the joint shape of draws. ValueError if they do not broadcast.

    shapes: the shapes of the draws, tuples, which may begin with `size`. size: what a user asked for; an integer or
    tuple.
    """
    checked = [_check_shape_type(s) for s in shapes]
    lead = () if size is None else to_tuple(size)
    inner = [_without_size(s, lead) for s in checked]
    try:
        core = shapes_broadcasting(*inner, raise_exception=True)
        assert core is not None
        padded = [
            s[: len(lead)] + (1,) * (len(core) - len(i)) + s[len(lead) :] if lead == s[: len(lead)] else s
            for s, i in zip(checked, inner, strict=True)
        ]
        found = shapes_broadcasting(*padded, raise_exception=True)
        assert found is not None
        return found
    except ValueError:
        listed = ", ".join(map(str, checked))
        raise ValueError(f"Cannot broadcast provided shapes {listed} given size: {size}") from None


def get_broadcastable_dist_samples(
    samples: Sequence[Any],
    size: int | tuple[int, ...] | None = None,
    must_bcast_with: tuple[int, ...] | None = None,
    return_out_shape: bool = False,
) -> Any:
    """Return draws with axes inserted after `size`, so that NumPy's broadcasting aligns draws with draws.

    samples: arrays whose shapes may begin with `size`. size: what a user asked for, an integer or tuple.
    must_bcast_with: a further shape, of which room is left, too. return_out_shape: whether (draws, joint shape) is
    returned.
    """
    arrays = [np.asarray(s) for s in samples]
    lead = to_tuple(size)
    shapes = [a.shape for a in arrays] + [_check_shape_type(to_tuple(must_bcast_with))]
    out_shape = broadcast_dist_samples_shape(shapes, size=size)
    inner = [_without_size(s, lead) for s in shapes]
    core = shapes_broadcasting(*inner, raise_exception=True)
    assert core is not None
    result = []
    for array, shape, own in zip(arrays, shapes, inner, strict=False):
        if lead == shape[: min(len(lead), len(shape))]:
            index = (slice(None),) * len(lead) + (np.newaxis,) * (len(core) - len(own)) + (slice(None),) * len(own)
        else:
            index = (slice(None),) * len(own)
        result.append(array[index])
    return (result, out_shape) if return_out_shape else result


def broadcast_distribution_samples(
    samples: Sequence[Any], size: int | tuple[int, ...] | None = None
) -> list[np.ndarray]:
    """Return draws broadcast against each other, draw by draw.

    samples: arrays whose shapes may begin with `size`. size: what a user asked for, an integer or tuple.
    """
    return list(np.broadcast_arrays(*get_broadcastable_dist_samples(samples, size=size)))


def broadcast_dist_samples_to(
    to_shape: tuple[int, ...], samples: Sequence[Any], size: int | tuple[int, ...] | None = None
) -> list[np.ndarray]:
    """Return draws broadcast against each other and a shape.

    to_shape: that shape. samples: arrays whose shapes may begin with `size`. size: what a user asked for.
    """
    arrays, shape = get_broadcastable_dist_samples(samples, size=size, must_bcast_with=to_shape, return_out_shape=True)
    return [np.broadcast_to(a, shape) for a in arrays]


__getattr__ = absent_from(__name__)
