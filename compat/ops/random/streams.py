"""`RandomStreams`: shared random states with default updates, one for each random variable.

The same seed gives Theano's numbers: a generator with the seed of the streams seeds each new state, in the order in
which the variables are made. Source: theano.tensor.shared_randomstreams.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...graph.op import Op
from ...graph.variable import SharedVariable
from ..ordering.permutation import permute_row_elements
from ..shared import shared
from ..tensor_types import TensorLike
from ..tensor_variable import Tensor
from . import draws as random_draws


class RandomStreamsBase:
    """The base of `RandomStreams`: random variables named after NumPy's methods.

    A subclass defines `gen(op, *args, **kwargs)`. size, ndim, dtype: as in the functions of
    `theano.tensor.raw_random`.
    """

    def gen(self, op: Any, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError(f"{type(self).__name__} does not say how it makes a random variable.")

    def binomial(
        self,
        size: TensorLike | None = None,
        n: TensorLike = 1,
        p: TensorLike = 0.5,
        ndim: int | None = None,
        dtype: str = "int64",
        prob: TensorLike | None = None,
    ) -> Any:
        return self.gen(random_draws.binomial, size, n, p if prob is None else prob, ndim=ndim, dtype=dtype)

    def uniform(
        self,
        size: TensorLike | None = None,
        low: TensorLike = 0.0,
        high: TensorLike = 1.0,
        ndim: int | None = None,
        dtype: str | None = None,
    ) -> Any:
        return self.gen(random_draws.uniform, size, low, high, ndim=ndim, dtype=dtype)

    def normal(
        self,
        size: TensorLike | None = None,
        avg: TensorLike = 0.0,
        std: TensorLike = 1.0,
        ndim: int | None = None,
        dtype: str | None = None,
    ) -> Any:
        return self.gen(random_draws.normal, size, avg, std, ndim=ndim, dtype=dtype)

    def random_integers(
        self,
        size: TensorLike | None = None,
        low: TensorLike = 0,
        high: TensorLike = 1,
        ndim: int | None = None,
        dtype: str = "int64",
    ) -> Any:
        return self.gen(random_draws.random_integers, size, low, high, ndim=ndim, dtype=dtype)

    def choice(
        self,
        size: TensorLike | None = None,
        a: TensorLike = 2,
        replace: TensorLike = True,
        p: TensorLike | None = None,
        ndim: int | None = None,
        dtype: str = "int64",
    ) -> Any:
        return self.gen(random_draws.choice, size, a, replace, p, ndim=ndim, dtype=dtype)

    def poisson(
        self, size: TensorLike | None = None, lam: TensorLike = 1.0, ndim: int | None = None, dtype: str = "int64"
    ) -> Any:
        return self.gen(random_draws.poisson, size, lam, ndim=ndim, dtype=dtype)

    def permutation(
        self, size: TensorLike | None = None, n: TensorLike = 1, ndim: int | None = None, dtype: str = "int64"
    ) -> Any:
        return self.gen(random_draws.permutation, size, n, ndim=ndim, dtype=dtype)

    def multinomial(
        self,
        size: TensorLike | None = None,
        n: TensorLike = 1,
        pvals: Any = (0.5, 0.5),
        ndim: int | None = None,
        dtype: str = "int64",
    ) -> Any:
        return self.gen(random_draws.multinomial, size, n, pvals, ndim=ndim, dtype=dtype)

    def shuffle_row_elements(self, input: Tensor) -> Any:
        """Return `input` with the elements of each row permuted; the permutations are the result's `permutation`."""
        order = self.permutation(size=input.shape[:-1], n=input.shape[-1], ndim=input.ndim - 1)
        shuffled = permute_row_elements(input, order)
        shuffled.permutation = order
        return shuffled


class RandomStreams(RandomStreamsBase):
    """Random variables with the attributes `rng` and `update`; functions update their states by default.

    seed: an int, or None to seed from the operating system.

    `size` is the shape of the numbers. The same seed draws the same numbers as Theano's.
    """

    def __init__(self, seed: int | None = None) -> None:
        self.state_updates: list[tuple[Any, Any]] = []
        self.default_instance_seed = seed
        self.gen_seedgen = np.random.RandomState(seed)

    def updates(self) -> list[tuple[Any, Any]]:
        """Return pairs (shared random state, state after the draw) of all variables made so far."""
        return list(self.state_updates)

    def seed(self, seed: int | None = None) -> None:
        """Reset every state to a value that depends only on `seed` (default: that of the constructor)."""
        generator = np.random.RandomState(self.default_instance_seed if seed is None else seed)
        for state, _ in self.state_updates:
            state.set_value(np.random.RandomState(int(generator.randint(2**30))), borrow=True)

    def __getitem__(self, item: SharedVariable) -> Any:
        return item.get_value(borrow=True)

    def __setitem__(self, item: SharedVariable, val: np.random.RandomState) -> None:
        item.set_value(val, borrow=True)

    def gen(self, op: Op, *args: Any, **kwargs: Any) -> Any:
        """Return the numbers of `op(state, *args, **kwargs)` for a new shared state.

        `op` returns (new state, numbers).
        """
        state = shared(np.random.RandomState(int(self.gen_seedgen.randint(2**30))))
        state.tag.is_rng = True
        new, out = op(state, *args, **kwargs)
        out.rng = state
        out.update = (state, new)
        self.state_updates.append(out.update)
        state.default_update = new
        return out
