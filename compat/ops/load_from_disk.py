"""`tt.load`: an array read from a .npy file each time a function runs. Source: theano.tensor.io."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from ..graph.op import Op
from ..graph.types import Generic
from ..graph.variable import Apply, Variable
from .tensor_op import tensor_type

if TYPE_CHECKING:
    from numpy.typing import DTypeLike


class LoadFromDisk(Op):
    """The array in a .npy file; arrays of objects, which could run code, are refused. `theano.tensor.load` makes it.

    dtype, broadcastable: of the array, a flag for each dimension of its shape. mmap_mode: None reads the whole file,
    "c" maps it into memory. Input: the path, a Generic.
    """

    __props__ = ("dtype", "broadcastable", "mmap_mode")

    def __init__(self, dtype: DTypeLike, broadcastable: Sequence[bool], mmap_mode: Literal["c"] | None = None) -> None:
        if mmap_mode not in (None, "c"):
            raise ValueError(f"The only supported values for mmap_mode are None and 'c', got {mmap_mode}")
        self.dtype, self.broadcastable, self.mmap_mode = np.dtype(dtype), broadcastable, mmap_mode

    def make_node(self, path: Variable | str) -> Apply:
        path = path if isinstance(path, Variable) else Generic().make_constant(path)
        return Apply(self, [path], [tensor_type(self.dtype.name, tuple(self.broadcastable))()])

    def perform(self, node: Apply, inputs: Sequence[Any], outputs: Sequence[list[Any]]) -> None:
        [path] = inputs
        if str(path).endswith(".npz"):
            raise ValueError(f"Expected a .npy file, got {path} instead")
        value = np.load(path, mmap_mode=self.mmap_mode, allow_pickle=False)
        if value.dtype != self.dtype:
            raise TypeError(f"Expected an array of type {self.dtype}, got {value.dtype} instead")
        if value.ndim != len(self.broadcastable):
            raise ValueError(
                f"Expected an array of {len(self.broadcastable)} dimensions, got one of shape {value.shape} in {path}"
            )
        outputs[0][0] = value

    def do_constant_folding(self, *node: Any) -> bool:
        return False  # the file is read when the function runs, not at compile time

    def __str__(self) -> str:
        return f"Load{{dtype: {self.dtype}, broadcastable: {self.broadcastable}, mmep: {self.mmap_mode}}}"


def load(
    path: Variable | str, dtype: DTypeLike, broadcastable: Sequence[bool], mmap_mode: Literal["c"] | None = None
) -> Any:
    """Return an array that is read from a .npy file each time a function runs.

    path: a Generic variable, or a string. broadcastable: the pattern of the array, (False,) for a vector.
    mmap_mode: None reads the whole file, "c" maps it into memory.

    dtype: of the array in the file; TypeError at run time for another.
    """
    return LoadFromDisk(dtype, broadcastable, mmap_mode)(path)
