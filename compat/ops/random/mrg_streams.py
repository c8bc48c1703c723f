"""`MRG_RandomStreams`: random variables from MRG31k3p, with Theano's numbers. Source: theano.sandbox.rng_mrg."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from theano_common import users_lines

from ...graph.dtypes import upcast
from ...graph.variable import Variable
from ...settings import config
from ..control.gradient_marks import undefined_grad
from ..elementwise.functions import cast, cos, invert, lt, sin, sqrt
from ..elementwise.functions import log as log_of
from ..indexing.nonzero import nonzero
from ..reductions.functions import prod
from ..shapes.join import concatenate, stack
from ..shapes.shape import reshape, shape_of
from ..shared import shared
from ..tensor_op import as_tensor
from ..tensor_types import TensorLike
from .mrg import M1, M2, A1p134, A2p134, jump, substreams
from .mrg_uniform import MRGUniform
from .multinomial import ChoiceFromUniform, MultinomialFromUniform

if TYPE_CHECKING:
    from numpy.typing import DTypeLike

INTEGER = (int, np.integer)
MOST_STREAMS = 60 * 256
TRUNCATED_SD = 0.87962566103423978  # standard deviation of a standard normal truncated to [-2, 2]


def guess_n_streams(size: tuple[Any, ...], warn: bool = False) -> int:
    """Return the number of substreams of random numbers for an array: a sixth of its elements, at most 15360.

    size: the array's shape; for a symbolic one the result is 15360. warn: whether that warns.
    """
    if isinstance(size, list | tuple) and all(isinstance(n, int) for n in size):
        count = 1
        for n in size:
            count *= n
        return min(count // 6 if count > 6 else count, MOST_STREAMS)
    if warn:
        users_lines.warn(f"MRG_RandomStreams Can't determine #streams from size ({size}), guessing 60*256")
    return MOST_STREAMS


def check_size(size: TensorLike) -> Any:
    """Return `size` as a vector.

    size: an int, ints and scalar variables, or a vector variable. ValueError for anything else.
    """
    if isinstance(size, Variable):
        if size.type.ndim > 1:  # type: ignore[attr-defined]
            raise ValueError("Theano variable must have 1 dimension to be a valid size.", size)
        return size if size.type.ndim else stack([size])  # type: ignore[attr-defined]
    if isinstance(size, INTEGER):
        size = (size,)
    if not isinstance(size, list | tuple):
        raise ValueError("Size must be a int, tuple, list or Theano variable.", size)
    for n in size:
        if isinstance(n, Variable):
            if n.type.ndim:  # type: ignore[attr-defined]
                raise ValueError("Non-scalar Theano variable in size", size, n)
        elif not isinstance(n, INTEGER):
            raise ValueError("Only Theano variables and integers are allowed in a size-tuple.", size, n)
        elif n <= 0:
            raise ValueError("Non-positive dimensions not allowed in size.", size, n)
    return as_tensor(list(size) if size else np.zeros(0, "int64"), ndim=1)


class MRG_RandomStreams:
    """Random variables of the generator MRG31k3p; functions update their states by default.

    seed: an int below 2147462579 other than 0, or six ints (three below 2147483647, three below 2147462579).

    Every variable has its own stream, of `nstreams` substreams (by default `guess_n_streams(size)`). `size` is the
    shape of the numbers. The same seed draws the same numbers as Theano's.
    """

    def __init__(self, seed: int | Sequence[int] | np.ndarray = 12345) -> None:
        self.state_updates: list[tuple[Any, Any, Any, int | None]] = []
        self.default_instance_seed = seed
        self.set_rstate(seed)

    def updates(self) -> list[tuple[Any, Any, Any, int | None]]:
        """Return (shared states, states after the draw, size, nstreams) of all variables made so far."""
        return list(self.state_updates)

    def set_rstate(self, seed: int | Sequence[int] | np.ndarray) -> None:
        """Set the state from `seed`."""
        if isinstance(seed, INTEGER):
            if seed == 0:
                raise ValueError("seed should not be 0", seed)
            if seed >= M2:
                raise ValueError(f"seed should be less than {M2}", seed)
            seed = [seed] * 6
        if len(seed) != 6:
            raise TypeError(f"seed should be 1 integer or 6 integers, got {seed!r}.")
        for half, which, limit in ((seed[:3], "first", M1), (seed[3:], "last", M2)):
            if not any(half):
                raise ValueError(f"The {which} 3 values of seed should not be all 0", seed)
            if any(v >= limit for v in half):
                raise ValueError(f"The {which} 3 values of seed should be less than {limit}", seed)
        self.rstate = np.asarray(seed, dtype="int32")

    def seed(self, seed: int | Sequence[int] | np.ndarray | None = None) -> None:
        """Reset the states of all variables to values that depend only on `seed` (default: that of the constructor)."""
        self.set_rstate(self.default_instance_seed if seed is None else seed)
        for states, new, size, nstreams in self.state_updates:
            count = self.n_streams(size) if nstreams is None else nstreams
            states.set_value(self.get_substream_rstates(count, new.owner.outputs[1].dtype), borrow=True)

    def inc_rstate(self) -> None:
        """Move to the next stream, 2**134 steps ahead."""
        self.rstate = jump(self.rstate, A1p134, A2p134)

    def get_substream_rstates(self, n_streams: int, dtype: str, inc_rstate: bool = True) -> np.ndarray:
        """Return the start states (n_streams, 6) of substreams 2**72 steps apart, the first at `rstate`.

        `dtype` has no effect.
        """
        if n_streams < 1:
            raise ValueError(f"nstreams must be positive, got {n_streams}.")
        states = substreams(self.rstate, n_streams)
        if inc_rstate:
            self.inc_rstate()
        return states

    def n_streams(self, size: tuple[Any, ...]) -> int:
        return guess_n_streams(size)

    def pretty_return(
        self, node_rstate: Any, new_rstate: Any, sample: Any, size: tuple[Any, ...], nstreams: int | None
    ) -> Any:
        """Return `sample` with the attributes `rstate` and `update`, after adding it to `state_updates`."""
        sample.rstate = node_rstate
        sample.update = (node_rstate, new_rstate)
        self.state_updates.append((node_rstate, new_rstate, size, nstreams))
        node_rstate.default_update = new_rstate
        return sample

    def uniform(
        self,
        size: tuple[Any, ...],
        low: Any = 0.0,
        high: Any = 1.0,
        ndim: int | None = None,
        dtype: DTypeLike | None = None,
        nstreams: int | None = None,
        **kwargs: Any,
    ) -> Any:
        """Draw uniformly between `low` and `high`, both excluded.

        size: a tuple of ints and scalars, or a vector variable.
        """
        low, high = as_tensor(low), as_tensor(high)
        dtype = _dtype(dtype, low, high)
        low, high = undefined_grad(cast(low, dtype)), undefined_grad(cast(high, dtype))
        if isinstance(size, tuple):
            for n in size:
                if not isinstance(n, (*INTEGER, Variable)):
                    raise AssertionError(f"size must be a tuple of int or a Theano variable, got {size!r}.")
                if not isinstance(n, Variable) and n <= 0:
                    raise ValueError("The specified size contains a dimension with value <= 0", size)
        elif not (isinstance(size, Variable) and size.type.ndim == 1):  # type: ignore[attr-defined]
            raise TypeError(
                f"size must be a tuple of int or a Theano Variable with 1 dimension, got {size} of type {type(size)}"
            )
        target = {"target": kwargs.pop("target")} if "target" in kwargs else {}
        if kwargs:
            raise TypeError(f"uniform() got unexpected keyword arguments {', '.join(kwargs)}")
        states = self.get_substream_rstates(self.n_streams(size) if nstreams is None else nstreams, dtype)
        node_rstate = shared(states, **target)
        node_rstate.tag.is_rng = True
        new_rstate, sample = MRGUniform.new(node_rstate, ndim, dtype, size)
        u = self.pretty_return(node_rstate, new_rstate, sample, size, nstreams)
        result = u * (high - low) + low
        if u.type.broadcastable != result.type.broadcastable:
            raise NotImplementedError(
                "Increase the size to match the broadcasting pattern of `low` and `high` arguments"
            )
        return result

    def binomial(
        self,
        size: Any = None,
        n: int = 1,
        p: TensorLike = 0.5,
        ndim: int | None = None,
        dtype: str = "int64",
        nstreams: int | None = None,
        **kwargs: Any,
    ) -> Any:
        """Draw 1 with probability `p`, else 0, by comparing with a uniform number.

        NotImplementedError for n above 1.
        """
        if n != 1:
            raise NotImplementedError(
                "MRG_RandomStreams.binomial with n > 1: use theano.tensor.shared_randomstreams.RandomStreams."
            )
        p = undefined_grad(as_tensor(p))
        return cast(lt(self.uniform(size=size, ndim=ndim, nstreams=nstreams, **kwargs), p), dtype)

    def multinomial(
        self,
        size: Any = None,
        n: Any = 1,
        pvals: Any = None,
        ndim: int | None = None,
        dtype: str = "int64",
        nstreams: int | None = None,
        **kwargs: Any,
    ) -> Any:
        """Draw counts of `n` outcomes by the probabilities in each row of the matrix `pvals`."""
        if pvals is None:
            raise TypeError("You have to specify pvals")
        pvals = undefined_grad(as_tensor(pvals))
        if size is not None:
            if any(isinstance(i, int) and i <= 0 for i in size):
                raise ValueError("The specified size contains a dimension with value <= 0", size)
            raise ValueError(
                "Provided a size argument to MRG_RandomStreams.multinomial, which does not use the size argument."
            )
        if ndim is not None:
            raise ValueError(
                "Provided an ndim argument to MRG_RandomStreams.multinomial, which does not use the ndim argument."
            )
        if pvals.ndim != 2:
            raise NotImplementedError("MRG_RandomStreams.multinomial only implemented for pvals.ndim = 2")
        numbers = self.uniform(size=(shape_of(pvals)[0] * n,), ndim=1, nstreams=nstreams, **kwargs)
        return MultinomialFromUniform(dtype)(pvals, numbers, as_tensor(n))

    def choice(
        self,
        size: int | Sequence[int] = 1,
        a: TensorLike | None = None,
        replace: bool = True,
        p: Any = None,
        ndim: int | None = None,
        dtype: str = "int64",
        nstreams: int | None = None,
        **kwargs: Any,
    ) -> Any:
        """Draw `size` different columns for each row of the matrix `p` of probabilities.

        As in Theano, only without replacement.
        """
        if replace:
            raise NotImplementedError("MRG_RandomStreams.choice only works without replacement for now.")
        if a is not None:
            raise TypeError(
                "For now, a has to be None in MRG_RandomStreams.choice. Sampled values are between 0 and p.shape[1]-1"
            )
        if p is None:
            raise TypeError("For now, p has to be specified in MRG_RandomStreams.choice.")
        if ndim is not None:
            raise ValueError("ndim argument to MRG_RandomStreams.choice is not used.")
        p = undefined_grad(as_tensor(p))
        if p.ndim != 2:
            raise NotImplementedError("MRG_RandomStreams.choice is only implemented for p.ndim = 2")
        numbers = self.uniform(size=(shape_of(p)[0] * size,), ndim=1, nstreams=nstreams, **kwargs)
        return ChoiceFromUniform(dtype)(p, numbers, as_tensor(size))

    def multinomial_wo_replacement(
        self,
        size: int | Sequence[int] | None = None,
        n: Any = 1,
        pvals: TensorLike | None = None,
        ndim: int | None = None,
        dtype: str = "int64",
        nstreams: int | None = None,
        **kwargs: Any,
    ) -> Any:
        """Call `choice(size=n, replace=False, p=pvals)`; this is its old name."""
        users_lines.warn(
            "MRG_RandomStreams.multinomial_wo_replacement() is deprecated and will be removed in the next "
            "release of Theano. Please use MRG_RandomStreams.choice() instead.",
        )
        if size is not None:
            raise AssertionError("multinomial_wo_replacement takes no size: `n` says how many.")
        return self.choice(size=n, a=None, replace=False, p=pvals, dtype=dtype, nstreams=nstreams, ndim=ndim, **kwargs)

    def normal(
        self,
        size: TensorLike,
        avg: TensorLike = 0.0,
        std: TensorLike = 1.0,
        ndim: int | None = None,
        dtype: DTypeLike | None = None,
        nstreams: int | None = None,
        truncate: bool = False,
        **kwargs: Any,
    ) -> Any:
        """Draw normal numbers with mean `avg` and standard deviation `std`, by the Box-Muller method.

        truncate: within two standard deviations, which makes the standard deviation smaller.
        """
        size = check_size(size)
        avg, std = undefined_grad(as_tensor(avg)), undefined_grad(as_tensor(std))
        dtype = _dtype(dtype, avg, std)
        avg, std = cast(avg, dtype), cast(std, dtype)
        count = prod(size, dtype="int64")  # symbolic even for ints, as in Theano, which gives 15360 substreams
        even = count + count % 2
        uniform = self.uniform((even,), low=0.0, high=1.0, ndim=1, dtype=dtype, nstreams=nstreams, **kwargs)
        half = even // 2
        radius = sqrt(-2.0 * log_of(uniform[:half]))
        angle = np.array(2.0 * np.pi, dtype=dtype) * uniform[half:]
        pieces = [radius * cos(angle), radius * sin(angle)]
        if truncate:
            pieces = self._within_two(pieces, [cos(angle), sin(angle)], dtype, nstreams, kwargs)
        return reshape(concatenate(pieces)[:count], size, ndim=ndim) * std + avg

    def _within_two(
        self, pieces: list[Any], directions: list[Any], dtype: str, nstreams: int | None, kwargs: Any
    ) -> list[Any]:
        """Replace the numbers beyond 2 at the end of each of `pieces` by draws with a new radius."""
        beyond = [(z < -2.0) | (z > 2.0) for z in pieces]
        kept = [z[nonzero(invert(b))] for z, b in zip(pieces, beyond, strict=True)]
        first, second = (nonzero(b)[0] for b in beyond)
        lower = as_tensor(np.asarray(1.0 / math.e**2, dtype))
        again = self.uniform(
            (first.size + second.size,), low=lower, high=1.0, ndim=1, dtype=dtype, nstreams=nstreams, **kwargs
        )
        radius = sqrt(-2.0 * log_of(again))
        return [
            kept[0],
            radius[: first.size] * directions[0][first],
            kept[1],
            radius[first.size :] * directions[1][second],
        ]

    def truncated_normal(
        self,
        size: int | Sequence[int],
        avg: TensorLike = 0.0,
        std: TensorLike = 1.0,
        ndim: int | None = None,
        dtype: DTypeLike | None = None,
        nstreams: int | None = None,
        **kwargs: Any,
    ) -> Any:
        """Draw normal numbers with mean `avg`, truncated symmetrically so that their standard deviation is `std`."""
        return self.normal(
            size=size,
            avg=avg,
            std=std / as_tensor(TRUNCATED_SD),
            truncate=True,
            ndim=ndim,
            dtype=dtype,
            nstreams=nstreams,
            **kwargs,
        )


def _dtype(dtype: DTypeLike | None, *arguments: Any) -> str:
    if dtype is None:
        return upcast(config.floatX, *(a.type.dtype for a in arguments))
    return config.floatX if dtype == "floatX" else str(np.dtype(dtype))
