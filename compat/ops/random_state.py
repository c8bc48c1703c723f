"""States of NumPy's RandomState as graph values. Source: theano.tensor.raw_random, .shared_randomstreams."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ..graph.types import Type
from ..graph.variable import SharedVariable
from .tensor_types import TensorLike

if TYPE_CHECKING:
    from numpy.typing import DTypeLike


class RandomStateType(Type):
    """The type of `numpy.random.RandomState`. Two states are equal if they will draw the same numbers.

    Its only instance is `theano.tensor.raw_random.random_state_type`.
    """

    def filter(self, data: np.random.RandomState, strict: bool = False, allow_downcast: bool | None = None) -> Any:
        if type(data) is not np.random.RandomState:
            raise TypeError(f"A random state must be a numpy.random.RandomState, got a {type(data).__name__}.")
        return data

    def compat_fresh(self, value: Any, others: Sequence[Any]) -> Any:
        return copy_of(value) if any(value is other for other in others) else value

    @staticmethod
    def values_eq(a: Any, b: Any) -> bool:
        first, second = a.get_state(), b.get_state()
        drawn = 5 if first[3] else 4  # the cached normal counts only if there is one
        return all(np.array_equal(x, y) for x, y in zip(first[:drawn], second[:drawn], strict=True))

    @staticmethod
    def may_share_memory(a: TensorLike, b: TensorLike) -> bool:
        return a is b

    def __str__(self) -> str:
        return "RandomStateType"

    __repr__ = __str__


random_state_type = RandomStateType()


class RandomStateSharedVariable(SharedVariable):
    """A shared variable whose value is a RandomState: `theano.shared(np.random.RandomState(seed))` makes one.

    name, type, value, strict, allow_downcast, container: as in SharedVariable.
    """


def randomstate_constructor(
    value: object,
    name: str | None = None,
    strict: bool = False,
    allow_downcast: bool | None = None,
    borrow: bool = False,
) -> RandomStateSharedVariable:
    """Return a shared variable for a RandomState; `theano.shared` calls it.

    value: the RandomState; TypeError for anything else. name: of the variable. strict,
    allow_downcast: without an effect. borrow: whether the state is used itself, not a copy.
    """
    if not isinstance(value, np.random.RandomState):
        raise TypeError(f"randomstate_constructor takes a numpy.random.RandomState, got a {type(value).__name__}.")
    variable = RandomStateSharedVariable(
        name, random_state_type, value if borrow else copy_of(value), strict, allow_downcast
    )
    variable.container.aliased = borrow
    return variable


class _Blank(np.random.bit_generator.ISeedSequence):
    """A trivial seed for a generator whose state is replaced at once; mixing entropy would take longer than a draw."""

    def generate_state(self, n_words: int, dtype: DTypeLike = np.uint32) -> np.ndarray:
        return np.ones(n_words, dtype)


def copy_of(state: Any) -> Any:
    """Return a RandomState that will draw the same numbers; `copy.copy` would share the generator."""
    new = np.random.RandomState(np.random.MT19937(_Blank()))  # type: ignore[arg-type]
    new.set_state(state.get_state(legacy=False))
    return new
