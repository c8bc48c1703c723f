"""Programs whose emitted C is kept to be read: each shows one thing that the generator does, in few lines.

What a change of the generator does to other units, `make replay` says.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from theano_compat.backends.c.emit import Unit, emit
from theano_compat.compilation.rewriting.preparing import prepare
from theano_compat.differentiate import grad
from theano_compat.graph.annotations import Annotation
from theano_compat.graph.op import Op
from theano_compat.graph.types import TensorType
from theano_compat.graph.variable import Apply, annotated
from theano_compat.ops.elementwise import functions as e
from theano_compat.ops.linear_algebra.blas import dot
from theano_compat.ops.control.ifelse import ifelse
from theano_compat.ops.reductions.functions import max, sum
from theano_compat.ops.networks.softmax import softmax
from theano_compat.ops.tensor_op import as_tensor


def tensor(dtype: str, *lengths: int | None) -> Any:
    return annotated(TensorType(dtype, (False,) * len(lengths)), Annotation(lengths=lengths))


def vector(length: int | None = None) -> Any:
    """Where the length is known, nobody asks whether it is worth threads: the text is short."""
    return tensor("float64", length)


def scalar() -> Any:
    return tensor("float64")


def matrix(rows: int | None = None, columns: int | None = None) -> Any:
    return tensor("float64", rows, columns)


def unit(inputs: Sequence[Any], outputs: Sequence[Any], entry: str = "", by_group: bool = False) -> Unit:
    return emit(prepare(inputs, outputs, by_group=by_group).main, entry=entry)


def elementwise() -> Unit:
    x, y = vector(1000), vector(1000)
    return unit([x, y], [e.exp(x) * y + 1, e.tanh(x)])


def reductions() -> Unit:
    x = matrix(100, 50)
    return unit([x], [sum(x * x), max(x, axis=0)])


def softmax_rows() -> Unit:
    x = matrix(100, 50)
    return unit([x], [softmax(x)])


def product() -> Unit:
    x, w, b = matrix(100, 50), matrix(50, 20), vector(20)
    return unit([x, w, b], [e.tanh(dot(x, w) + b)])


def gather_and_scatter() -> Unit:
    """One parameter a county, and the gradient that is scattered back."""
    y, county, a = vector(900), tensor("int64", 900), vector(85)
    return unit([y, county, a], [grad(sum((y - a[county]) ** 2), a)])


def recursion() -> Unit:
    """Scalar states stay in registers."""
    from theano_compat.theano_api.scan_module import scan

    y, a, b, start = vector(100), scalar(), scalar(), vector()
    rows, _ = scan(lambda v, s2, s1, a, b: a * s1 + b * s2 + v, y, {"initial": start, "taps": [-2, -1]}, [a, b])
    return unit([y, a, b, start], [sum(rows**2)])


def branch() -> Unit:
    x, c = vector(1000), scalar()
    return unit([x, c], [ifelse(c > 0, e.exp(x), -x)])


class Tripled(Op):
    """An Op of a user: Python code alone."""

    __props__ = ()

    def make_node(self, x: object) -> Apply:
        x = as_tensor(x)
        return Apply(self, [x], [x.type()])

    def perform(self, node: Apply, inputs: list[np.ndarray], outputs: list[list[np.ndarray]]) -> None:
        outputs[0][0] = inputs[0] * 3

    def infer_shape(self, node: Apply, shapes: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
        return [shapes[0]]


def users_op() -> Unit:
    x = vector(1000)
    return unit([x], [sum(Tripled()(x + 1))])


def blocks() -> Unit:
    """Logistic regression over data that lie by columns: 128 rows at a time."""
    data, y, w = np.zeros((300, 2)), vector(300), vector(2)
    z = dot(as_tensor(data), w)
    logp = sum(y * z - e.softplus(z))
    return unit([y, w], [logp, grad(logp, w)])


def rows_by_group() -> Unit:
    """Rows of data that read one of few parameters lie group by group."""
    x = vector(9)
    y, group = np.zeros(700), np.arange(700) % 9
    logp = -sum((as_tensor(y) - x[as_tensor(group)]) ** 4)
    return unit([x], [logp, grad(logp, x)], entry="logp", by_group=True)


def threads() -> Unit:
    x = vector()
    return unit([x], [sum(e.exp(x))])


def eight_schools() -> Unit:
    """Log density and gradient over a flat vector of known length; the data are inputs."""
    x, y, sigma = vector(10), vector(), vector()
    mu, log_tau, eta = x[0:1].reshape(()), x[1:2].reshape(()), x[2:10].reshape((8,))
    tau = e.exp(log_tau)
    theta = mu + tau * eta
    logp = (
        -0.5 * (mu / 5.0) ** 2
        + log_tau
        - e.log1p((tau / 5.0) ** 2)
        + sum(-0.5 * eta**2)
        + sum(-0.5 * ((y - theta) / sigma) ** 2 - e.log(sigma))
    )
    return unit([x, y, sigma], [logp, grad(logp, x)], entry="logp")


KERNELS: dict[str, Callable[[], Unit]] = {
    f.__name__: f
    for f in (
        elementwise,
        reductions,
        softmax_rows,
        product,
        gather_and_scatter,
        recursion,
        branch,
        users_op,
        blocks,
        rows_by_group,
        threads,
        eight_schools,
    )
}
