"""pm.Minibatch: random rows of data, new ones at each evaluation. Source: pymc3.data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from copy import copy
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from ...distributions.formulas import float_x
from ...graph.types import TensorType
from ...graph.variable import Apply
from ...ops.elementwise.elemwise import Elemwise
from ...ops.elementwise.functions import identity
from ...ops.shapes.creation import arange
from ...ops.shapes.shape import patternbroadcast
from ...ops.tensor_types import TensorLike
from ...ops.tensor_variable import TensorSharedVariable, TensorVariable
from .theanof import ix_, smartfloatX, tt_rng

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, DTypeLike

VIEW = Elemwise(identity)
_SIZES = (
    "Unrecognized `batch_size` type, expected int or List[int|tuple(size, random_seed)] where size and random "
    "seed are both ints, got {!r}"
)


class Minibatch(TensorVariable):
    """Rows of `data` drawn with replacement, new ones at each evaluation.

    data: an array of any shape. batch_size: the number of rows, or a list by dimension of sizes, (size, seed), None
    (all) and one Ellipsis. dtype: of the rows; floatX for floats by default. broadcastable: their pattern, no dimension
    by default.
    name: shown in errors. random_seed: of the draws. in_memory_size: the part of the data that is kept in memory, a
    size or a list of slices. update_shared_f: a function that returns other data, by which `update_shared` replaces
    that part.
    """

    RNG: ClassVar[dict[int, list[Any]]] = defaultdict(list)

    def __init__(
        self,
        data: ArrayLike,
        batch_size: int | Sequence[Any] = 128,
        dtype: DTypeLike | None = None,
        broadcastable: Sequence[bool] | None = None,
        name: str = "Minibatch",
        random_seed: int = 42,
        update_shared_f: Callable[..., Any] | None = None,
        in_memory_size: int | slice | Sequence[Any] | None = None,
    ) -> None:
        data = smartfloatX(np.asarray(data)) if dtype is None else np.asarray(data, dtype)
        kept = data[self.make_static_slices(in_memory_size)]
        self.shared = TensorSharedVariable(None, TensorType(kept.dtype.name, (False,) * kept.ndim), np.array(kept))
        self.update_shared_f = update_shared_f
        self.random_slc = self.make_random_slices(self.shared.shape, batch_size, random_seed)
        minibatch = self.shared[self.random_slc]
        self.minibatch = patternbroadcast(minibatch, broadcastable or (False,) * minibatch.ndim)
        super().__init__(self.minibatch.type, None, None, name=name)
        Apply(VIEW, [self.minibatch], [self])
        self.tag.test_value = copy(self.minibatch.tag.test_value)

    def rslice(self, total: TensorLike, size: int | None, seed: int) -> Any:
        """Return `size` random positions below `total`, from a stream of their own; all positions if size is None."""
        if size is None:
            return slice(None)
        if not isinstance(size, int):
            raise TypeError(f"Unrecognized size type, {size!r}")
        rng = tt_rng(seed)
        Minibatch.RNG[id(self)].append(rng)
        return rng.uniform(size=(size,), low=0.0, high=float_x(total) - 1e-16).astype("int64")

    def __del__(self) -> None:
        Minibatch.RNG.pop(id(self), None)

    @staticmethod
    def make_static_slices(user_size: object) -> Any:
        """Return the index of the part of the data that is kept in memory."""
        if user_size is None:
            return (Ellipsis,)
        if isinstance(user_size, int):
            return slice(None, user_size)
        if not isinstance(user_size, list | tuple) or not all(
            i is None or i is Ellipsis or isinstance(i, int | slice) for i in user_size
        ):
            raise TypeError(f"Unrecognized size type, {user_size!r}")
        return tuple(slice(None) if i is None else i for i in user_size)

    def make_random_slices(self, in_memory_shape: Any, batch_size: object, default_random_seed: int) -> Any:
        """Return the index of a batch."""
        if batch_size is None:
            return (Ellipsis,)
        if isinstance(batch_size, int):
            return ix_(self.rslice(in_memory_shape[0], batch_size, default_random_seed))
        if not isinstance(batch_size, list | tuple):
            raise TypeError(f"Unrecognized size type, {batch_size!r}")
        if not all(map(_is_size, batch_size)):
            raise TypeError(_SIZES.format(batch_size))
        if list(batch_size).count(Ellipsis) > 1:
            raise ValueError(f"Double Ellipsis in `batch_size` is restricted, got {batch_size!r}")
        ndim = self.shared.ndim
        cut = list(batch_size).index(Ellipsis) if Ellipsis in batch_size else len(batch_size)
        first, last = list(batch_size[:cut]), list(batch_size[cut + 1 :])
        if len(first) + len(last) > ndim:
            raise ValueError(
                f"Length of `batch_size` is too big, number of ints is bigger that ndim, got {batch_size!r}"
            )
        between = [None] * (ndim - len(first) - len(last)) if last else []
        chosen = []
        for axis, size in enumerate([*first, *between, *last]):
            if size is None:
                chosen.append(arange(in_memory_shape[axis]))
            else:
                number, seed = size if isinstance(size, list | tuple) else (size, default_random_seed)
                chosen.append(self.rslice(in_memory_shape[axis], number, seed))
        return ix_(*chosen)

    def update_shared(self) -> None:
        """Replace the data in memory by the result of `update_shared_f`."""
        if self.update_shared_f is None:
            raise NotImplementedError("No `update_shared_f` was provided to `__init__`")
        self.set_value(self.update_shared_f())

    def set_value(self, value: object) -> None:
        """Set the data to draw from."""
        self.shared.set_value(np.asarray(value, self.dtype))

    def clone(self) -> Any:
        new = self.type(self.name)
        new.tag = copy(self.tag)
        return new


def _is_size(size: int | Sequence[int]) -> bool:
    if isinstance(size, list | tuple):
        return len(size) == 2 and all(isinstance(n, int) for n in size)
    return size is Ellipsis or size is None or isinstance(size, int)


def align_minibatches(batches: Iterable[Any] | None = None) -> None:
    """Restart the random streams of mini-batches, so that those with equal seeds give equal rows.

    batches: Minibatches, of any shape; all that there are by default. TypeError for anything else.
    """
    for batch in batches or ():
        if not isinstance(batch, Minibatch):
            raise TypeError(f"{batch} is not a Minibatch")
    chosen = Minibatch.RNG.values() if batches is None else [Minibatch.RNG[id(b)] for b in batches]
    for streams in chosen:
        for stream in streams:
            stream.seed()
