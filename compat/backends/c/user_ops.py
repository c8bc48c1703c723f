"""Ops without a C form inside a C program: users' Ops and some of ours.

They run in Python, called through the function that also allocates outputs. A negative number requests a call of such a
node: -1 of the first one, and so on. The argument is then a vector of int64: the addresses of the inputs and outputs,
followed by all their lengths.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ...graph.user_op import perform
from ...graph.variable import Apply
from .computations.python_calls import is_users
from .status import LOOK

UNDEFINED_THERE = (np.linalg.LinAlgError, FloatingPointError)  # a divergence of a sampler, as in legacy


class HostCalls:
    """Runs the nodes that a compiled Program calls.

    error: the first exception of a `perform`, which the caller raises; an exception of one of our own Ops is raised
    again by the Python backend. again: runs a sampler's density at a point (the address of x) where C failed, so that
    it raises.
    """

    def __init__(self, nodes: Sequence[Apply], again: Callable[[int], Any] | None = None) -> None:
        self.nodes = list(nodes)
        self._kinds: dict[int, list[tuple[int, np.dtype]]] = {}  # by number, after its first call
        self.error: BaseException | None = None
        self.again = again

    def __call__(self, number: int, address: int) -> bool:
        """Run node `number`, with its arguments at `address`; return False if it raised."""
        node = self.nodes[number]
        try:
            kinds = self._kinds.get(number)
            if kinds is None:
                kinds = self._kinds[number] = _kinds(node)
            arrays = _arrays(kinds, address)
            n = len(node.inputs)
            if node.op.compat_is_black_box():  # called directly: recursive programs then nest deeper
                values = perform(node.op, node, arrays[:n])
            else:
                values = node.op.compat_array(np, node, *arrays[:n])
            for out, value in zip(arrays[n:], values, strict=True):
                value = np.asarray(value)
                if out.shape != value.shape:
                    raise ValueError(
                        f"{node.op.compat_plain_name}.perform gave an output of shape {value.shape}; by its "
                        f"infer_shape it has shape {out.shape}."
                    )
                out[...] = value
        except UNDEFINED_THERE:
            return False
        except BaseException as error:  # nothing may propagate through C; the caller raises it
            if is_users(node):
                self.error = self.error or error
            return False
        return True

    def look(self, address: int) -> int:
        """Run the density at the point where C failed; keep its exception in `error`, unless it is a LinAlgError."""
        try:
            if self.error is None and self.again is not None:
                self.again(address)
        except UNDEFINED_THERE:
            pass
        except BaseException as error:
            self.error = self.error or error
        return 0


_HOST = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


def host_pointer(host: HostCalls) -> Any:
    """Return `host` as a C function of type alloc_t; the caller must keep it alive."""
    return _HOST(
        lambda context, number, address: host.look(address) if number == LOOK else int(host(-number - 1, address))
    )


def _kinds(node: Apply) -> list[tuple[int, np.dtype]]:
    """Return rank and dtype of each argument of a call of `node`."""
    types: list[Any] = [v.type for v in (*node.inputs, *node.outputs)]
    return [(type_.ndim, type_.compat_numpy_dtype) for type_ in types]


def _arrays(kinds: Sequence[tuple[int, np.dtype]], address: int) -> list[np.ndarray]:
    count = len(kinds)
    words: Any = (ctypes.c_int64 * (count + sum(ndim for ndim, _ in kinds))).from_address(address)
    arrays, at = [], count
    for pointer, (ndim, dtype) in zip(words[:count], kinds, strict=True):
        shape = tuple(words[at : at + ndim])
        at += ndim
        size = math.prod(shape) * dtype.itemsize
        memory: Any = (ctypes.c_char * size).from_address(pointer) if size else None
        arrays.append(np.ndarray(shape, dtype, memory))
    return arrays
