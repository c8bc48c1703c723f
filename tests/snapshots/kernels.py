"""Programs whose emitted C is kept as text, so that a change of the generator is seen when it is reviewed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import compat.ops.tensor_variable  # noqa: F401  (gives variables their operators)
from compat.backends.c.emit import Unit, emit
from compat.compilation.pipeline import prepare
from compat.differentiate import grad
from compat.graph.annotations import Annotation
from compat.graph.types import TensorType
from compat.graph.variable import annotated
from compat.ops import elementwise as e
from compat.ops.blas import dot
from compat.ops.reductions import max, sum


def vector(dtype: str = "float64") -> Any:
    return TensorType(dtype, (False,))()


def scalar() -> Any:
    return TensorType("float64", ())()


def matrix() -> Any:
    return TensorType("float64", (False, False))()


def eight_schools() -> Unit:
    """Log density and gradient over a flat vector of known length; the data are inputs."""
    x, y, sigma = annotated(TensorType("float64", (False,)), Annotation(lengths=(10,))), vector(), vector()
    mu, log_tau, eta = x[0:1].reshape(()), x[1:2].reshape(()), x[2:10].reshape((8,))
    tau = e.exp(log_tau)
    theta = mu + tau * eta
    logp = (-0.5 * (mu / 5.0) ** 2 + log_tau - e.log1p((tau / 5.0) ** 2)
            + sum(-0.5 * eta ** 2) + sum(-0.5 * ((y - theta) / sigma) ** 2 - e.log(sigma)))
    return emit(prepare([x, y, sigma], [logp, grad(logp, x)]).main, entry="logp")


def normal_logp() -> Unit:
    y, mu, sigma = vector(), scalar(), scalar()
    logp = sum(-0.5 * ((y - mu) / sigma) ** 2 - e.log(sigma))
    return emit(prepare([y, mu, sigma], [logp, *grad(logp, [mu, sigma])]).main)


def logsumexp_rows() -> Unit:
    x = matrix()
    return emit(prepare([x], [e.log(sum(e.exp(x - max(x, axis=1, keepdims=True)), axis=1)) + max(x, axis=1)]).main)


def radon() -> Unit:
    """A gather per county, and the gradient that is scattered back."""
    y, floor, county = vector(), vector(), vector("int64")
    a, b, sigma = vector(), scalar(), scalar()
    logp = sum(-0.5 * ((y - a[county] - b * floor) / sigma) ** 2 - e.log(sigma))
    return emit(prepare([y, floor, county, a, b, sigma], [logp, *grad(logp, [a, b, sigma])]).main)


def logistic() -> Unit:
    x, y, w = matrix(), vector(), vector()
    z = dot(x, w)
    logp = sum(y * z - e.softplus(z))
    return emit(prepare([x, y, w], [logp, grad(logp, w)]).main)


def recurrent() -> Unit:
    """Two loops: forward, and the gradient with respect to weights that is one product behind the second."""
    from compat.theano_api.scan_module import scan

    x, w, h = TensorType("float64", (False,) * 3)(), matrix(), matrix()
    rows, _ = scan(lambda a, s, w: e.tanh(a + dot(s, w)), x, h, w)
    cost = sum(rows[-1] ** 2)
    return emit(prepare([x, w, h], [cost, grad(cost, w)]).main)


def autoregression() -> Unit:
    """Scalar states stay in registers."""
    from compat.theano_api.scan_module import scan

    y, a, b, start = vector(), scalar(), scalar(), vector()
    rows, _ = scan(lambda v, s2, s1, a, b: a * s1 + b * s2 + v, y, {"initial": start, "taps": [-2, -1]}, [a, b])
    return emit(prepare([y, a, b, start], [sum(rows ** 2)]).main)


def gaussian_process() -> Unit:
    """A covariance matrix from distances, its factor, and a triangular solve: the log density of a latent process."""
    from compat.ops.diagonals import diagonal
    from compat.ops.linalg_cholesky import cholesky
    from compat.ops.linalg_solve import solve_lower_triangular

    x, y, scale = vector(), vector(), scalar()
    distance = x.dimshuffle(0, "x") - x.dimshuffle("x", 0)
    factor = cholesky(e.exp(-0.5 * (distance / scale) ** 2) + 0.1 * e.eq(distance, 0.0))
    logp = -0.5 * sum(solve_lower_triangular(factor, y) ** 2) - sum(e.log(diagonal(factor)))
    return emit(prepare([x, y, scale], [logp]).main)


KERNELS: dict[str, Callable[[], Unit]] = {
    f.__name__: f for f in (eight_schools, normal_logp, logsumexp_rows, radon, logistic, recurrent, autoregression,
                            gaussian_process)
}
