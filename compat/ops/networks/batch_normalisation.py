"""Batch normalisation. Ioffe and Szegedy (2015), arXiv:1502.03167. Source of the names: theano.tensor.nnet.bn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...graph.dtypes import upcast
from ...graph.variable import Apply, Variable
from ...settings import config
from ..elementwise.functions import cast, sqrt
from ..reductions.functions import mean as mean_over
from ..reductions.functions import sum as sum_over
from ..scan.composed import Composed
from ..shapes.shape import addbroadcast, patternbroadcast
from ..tensor_op import as_tensor
from ..tensor_types import TensorLike
from ..tensor_variable import Tensor


def batch_normalization(
    inputs: TensorLike, gamma: TensorLike, beta: TensorLike, mean: TensorLike, std: TensorLike, mode: str = "low_mem"
) -> Any:
    """Return (inputs - mean) * gamma / std + beta.

    inputs: a tensor of any shape. gamma, beta, mean, std: tensors that broadcast with it.
    mode: "low_mem" or "high_mem", the order of the operations.
    """
    if mode == "low_mem":
        return (as_tensor(inputs) - mean) / std * gamma + beta
    if mode == "high_mem":
        return (as_tensor(inputs) - mean) * (as_tensor(gamma) / std) + beta
    raise ValueError('mode must be either "low_mem", "high_mem"')


class _BatchNorm(Composed):
    """The base of batch normalisation, with inputs of one dtype.

    Sums run over `axes`, where parameters have length 1.
    """

    __props__ = ("axes",)
    scalars: tuple[int, ...]  # positions of the scalar inputs

    def __init__(self, axes: Sequence[int] = (0,)) -> None:
        assert isinstance(axes, tuple | list) and len(axes) > 0, f"axes must be a list of numbers, got {axes!r}"
        self.axes = tuple(int(a) for a in axes)

    def convert(self, *inputs: Any, **named: Any) -> list[Any]:
        variables = [as_tensor(v) for v in inputs]
        tensors = [v for k, v in enumerate(variables) if k not in self.scalars]
        ranks = {v.type.ndim for v in tensors}
        assert len(ranks) == 1, f"{self}: inputs of different ranks {sorted(ranks)}"
        if min(self.axes) < 0 or max(self.axes) >= tensors[0].type.ndim:
            raise ValueError(f"axes should be less than ndim (<{tensors[0].type.ndim}), but {self.axes} given")
        dtype = upcast(*(v.type.dtype for v in tensors))
        return [v if k in self.scalars or v.type.dtype == dtype else v.astype(dtype) for k, v in enumerate(variables)]

    def mean(self, x: TensorLike) -> Any:
        return mean_over(x, axis=self.axes, keepdims=True)

    def sum(self, x: TensorLike) -> Any:
        return sum_over(x, axis=self.axes, keepdims=True)

    def along(self, *parameters: Variable) -> list[Any]:
        return [addbroadcast(p, *self.axes) for p in parameters]


class AbstractBatchNormTrain(_BatchNorm):
    """Batch normalization in training. `batch_normalization_train` makes it.

    Inputs: x, scale, bias, epsilon, running_average_factor, running_mean, running_var, of which all arrays have x's
    rank. Outputs: [normalized x, its mean, 1 / its standard deviation, new running mean, new running variance]; the
    last two only if running averages are given.

    axes: the dimensions over which the mean is taken; the shape of the mean has length 1 there.
    """

    scalars = (3, 4)

    def convert(
        self,
        x: TensorLike,
        scale: TensorLike,
        bias: TensorLike,
        epsilon: TensorLike = 1e-4,  # type: ignore[override]
        running_average_factor: TensorLike = 0.1,
        running_mean: TensorLike | None = None,
        running_var: TensorLike | None = None,
    ) -> list[Any]:
        assert (running_mean is None) == (running_var is None), "running_mean and running_var go together"
        running = () if running_mean is None else (running_mean, running_var)
        return super().convert(x, scale, bias, epsilon, running_average_factor, *running)

    def compose(
        self, x: Tensor, scale: Tensor, bias: Variable, epsilon: Variable, factor: Tensor, *running: Variable
    ) -> list[Any]:
        pattern, dtype = scale.type.broadcastable, x.type.dtype
        scale, bias = self.along(scale, bias)
        epsilon, factor = epsilon.astype(dtype), factor.astype(dtype)
        mean = self.mean(x)
        less = x - mean
        variance = self.mean(less * less)
        inverse = 1 / sqrt(variance + epsilon)
        results = [mean, inverse]
        if running:
            running_mean, running_var = self.along(*running)
            m = cast(x.size, dtype) / cast(scale.size, dtype)
            results += [
                running_mean * (1 - factor) + mean * factor,
                running_var * (1 - factor) + m / (m - 1) * variance * factor,
            ]
        out = patternbroadcast(less * (scale * inverse) + bias, x.type.broadcastable)
        return [out, *(patternbroadcast(r, pattern) for r in results)]

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        rows = super().compat_connection(node)
        return [*rows[:3], *([False] * len(node.outputs) for _ in range(2)), *rows[5:]]


class AbstractBatchNormInference(_BatchNorm):
    """x normalized with given mean and variance. `batch_normalization_test` makes it.

    Inputs: x, scale, bias, mean, variance, all of one rank, epsilon, a scalar. axes: the dimensions in which these
    have length 1.
    """

    scalars = (5,)

    def convert(
        self,
        x: TensorLike,
        scale: TensorLike,
        bias: TensorLike,
        estimated_mean: TensorLike,  # type: ignore[override]
        estimated_variance: TensorLike,
        epsilon: TensorLike = 1e-4,
    ) -> list[Any]:
        return super().convert(x, scale, bias, estimated_mean, estimated_variance, epsilon)

    def compose(
        self, x: Tensor, scale: Tensor, bias: Tensor, mean: Tensor, variance: Tensor, epsilon: Tensor
    ) -> list[Any]:
        scale, bias, mean, variance = self.along(scale, bias, mean, variance)
        out = (x - mean) * (scale / sqrt(variance + epsilon.astype(x.type.dtype))) + bias
        return [patternbroadcast(out, x.type.broadcastable)]

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        return [[True], [True], [True], [True], [True], [False]]


class AbstractBatchNormTrainGrad(_BatchNorm):
    """The gradients of AbstractBatchNormTrain with respect to x, scale and bias.

    Inputs: x, gradient of the result, scale, mean, 1 / standard deviation, epsilon. axes: as in
    AbstractBatchNormTrain; the gradients have the shapes of x, scale and bias.
    """

    scalars = (5,)

    def convert(
        self,
        x: TensorLike,
        dy: TensorLike,
        scale: TensorLike,
        x_mean: TensorLike,
        x_invstd: TensorLike,  # type: ignore[override]
        epsilon: TensorLike = 1e-4,
    ) -> list[Any]:
        return super().convert(x, dy, scale, x_mean, x_invstd, epsilon)

    def compose(
        self, x: Tensor, dy: Tensor, scale: Tensor, mean: Tensor, inverse: Tensor, epsilon: Variable
    ) -> list[Any]:
        patterns = (x.type.broadcastable, scale.type.broadcastable, scale.type.broadcastable)
        scale, mean, inverse = self.along(scale, mean, inverse)
        less = x - mean
        part = dy * inverse - less * inverse**3 * self.mean(dy * less)
        found = (scale * (part - self.mean(part)), self.sum(dy * inverse * less), self.sum(dy))
        return [patternbroadcast(g, p) for g, p in zip(found, patterns, strict=True)]

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        return [[True] * 3, [True] * 3, [True] * 3, [True] * 3, [True] * 3, [False] * 3]


def _axes_of(axes: str | tuple[int, ...], ndim: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return (axes of the normalisation, the other axes)."""
    if isinstance(axes, str):
        if axes not in ("per-activation", "spatial"):
            raise ValueError(f"invalid axes: {axes}")
        axes = (0,) if axes == "per-activation" else (0, *range(2, ndim))
    elif not isinstance(axes, tuple | list | np.ndarray):
        raise ValueError(f"invalid axes: {axes}")
    axes = tuple(sorted(int(a) for a in axes))
    if not axes:
        raise ValueError("there should be at least one normalization axis")
    if min(axes) < 0 or max(axes) >= ndim:
        raise ValueError(f"axes should be less than ndim (<{ndim}), but {axes} given")
    return axes, tuple(d for d in range(ndim) if d not in axes)


def _laid_out(
    inputs: Variable, others: Sequence[int], axes: Sequence[int], epsilon: TensorLike, **parameters: Any
) -> tuple[Any, dict[str, Any], bool]:
    """Return (epsilon, parameters with the rank of `inputs`, whether they had the rank of `others`).

    ValueError for any other rank.
    """
    ndim = inputs.type.ndim
    given = {name: as_tensor(p) for name, p in parameters.items()}
    rank = ndim if given["gamma"].type.ndim == ndim else len(others)
    for name, p in given.items():
        if p.type.ndim != rank:
            raise ValueError(
                f"{name} must have as many dimensions as there are non-normalized axes, or as the inputs, "
                f"and all parameters alike; got {p.type.ndim} instead of {rank}"
            )
    epsilon = np.asarray(epsilon, config.floatX)
    if epsilon < np.asarray(1e-5, config.floatX):
        raise ValueError(f"epsilon must be at least 1e-5, got {epsilon}")
    if rank == ndim:
        return epsilon, {n: addbroadcast(p, *axes) for n, p in given.items()}, False
    order = [others.index(d) if d in others else "x" for d in range(ndim)]
    return epsilon, {n: p.dimshuffle(order) for n, p in given.items()}, True


def batch_normalization_train(
    inputs: Any,
    gamma: Variable,
    beta: Variable,
    axes: Any = "per-activation",
    epsilon: float = 1e-4,
    running_average_factor: TensorLike = 0.1,
    running_mean: TensorLike | None = None,
    running_var: TensorLike | None = None,
) -> tuple[Any, ...]:
    """Return (normalised inputs, their mean, 1 / their standard deviation[, new running mean, new running variance]).

    inputs: a tensor, (batch, features, ...). gamma, beta: scale and shift; like the running averages they have length
    1 at axes, or lack those dimensions. axes: dimensions over which the mean is taken; "per-activation" is (0,),
    "spatial" all but the second. epsilon: added to the variance, at least 1e-5. running_average_factor: weight of this
    batch in running_mean and running_var, which are given both or neither; the variance is unbiased.

    running_mean, running_var: averages of earlier batches, tensors of gamma's shape, or None.
    """
    inputs = as_tensor(inputs)
    axes, others = _axes_of(axes, inputs.type.ndim)
    if (running_mean is None) != (running_var is None):
        raise ValueError("running_mean and running_var must either both be given or both be None")
    running = {} if running_mean is None else {"running_mean": running_mean, "running_var": running_var}
    epsilon, laid_out, shortened = _laid_out(inputs, others, axes, epsilon, gamma=gamma, beta=beta, **running)
    results = AbstractBatchNormTrain(axes)(
        inputs,
        laid_out["gamma"],
        laid_out["beta"],
        epsilon,
        running_average_factor,
        *(laid_out[name] for name in running),
    )
    if running:
        results[3:] = [
            patternbroadcast(r, laid_out[n].type.broadcastable) for r, n in zip(results[3:], running, strict=True)
        ]
    return (results[0], *(r.dimshuffle(others) if shortened else r for r in results[1:]))


def batch_normalization_test(
    inputs: Any,
    gamma: Variable,
    beta: Variable,
    mean: Variable,
    var: Variable,
    axes: Any = "per-activation",
    epsilon: float = 1e-4,
) -> Any:
    """Return (inputs - mean) * gamma / sqrt(var + epsilon) + beta.

    mean, var: tensors of gamma's shape, such as the running averages. inputs, gamma, beta, axes, epsilon: as in
    batch_normalization_train.
    """
    inputs = as_tensor(inputs)
    axes, others = _axes_of(axes, inputs.type.ndim)
    epsilon, p, _ = _laid_out(inputs, others, axes, epsilon, gamma=gamma, beta=beta, mean=mean, var=var)
    return AbstractBatchNormInference(axes)(inputs, p["gamma"], p["beta"], p["mean"], p["var"], epsilon)
