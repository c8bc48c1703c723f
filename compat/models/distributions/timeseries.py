"""Time series. Source: pymc3.distributions.timeseries."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...distributions.streams import normal
from ...emulated_versions import older_than
from ...importing.module_getattr import absent_from
from ...ops.elementwise.functions import add, sqr, sqrt
from ...ops.reductions.functions import sum
from ...ops.shapes.join import concatenate
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike
from ...theano_api.scan_module import scan
from .continuous import Flat, Normal, get_tau_sigma
from .distribution import Continuous
from .drawing import draw_values, generate_samples
from .mv_normal import MvNormal, MvStudentT
from .shape_utils import to_tuple

__all__ = [
    "AR1",
    "AR",
    "GaussianRandomWalk",
    "GARCH11",
    "EulerMaruyama",
    "MvGaussianRandomWalk",
    "MvStudentTRandomWalk",
]


class AR1(Continuous):
    """x[t] = k x[t - 1] + noise of precision tau_e; the first value has the stationary distribution.

    k: factor of the value before, between -1 and 1.
    tau_e: precision of the noise, above 0.

    `shape` is (times,). Values: any real numbers. Mean: 0.
    """

    def __init__(self, k: TensorLike, tau_e: TensorLike, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.k, self.tau_e = as_tensor(k), as_tensor(tau_e)
        self.tau = self.tau_e * (1 - self.k**2)
        self.mode = as_tensor(0.0)

    def logp(self, x: TensorLike) -> Any:
        x = as_tensor(x)
        noise = {"sd" if older_than("3.1") else "tau": self.tau_e}  # 3.0 gave it where a scale was expected
        steps = Normal.dist(self.k * x[:-1], **noise).logp(x[1:])
        if not older_than("3.9"):
            return Normal.dist(0.0, tau=self.tau).logp(x[0]) + sum(steps)
        end = Normal.dist(0.0, **noise)
        return end.logp(x[0]) + sum(steps) + (end.logp(x[-1]) if older_than("3.2") else 0.0)


class AR(Continuous):
    """x[t] = rho[0] x[t - 1] + ... + noise; with `constant` rho[0] is the constant term and the lags follow.

    rho: factors of the values before, (p,), or (1 + p,) with `constant`.
    sigma: standard deviation of the noise; 1 if neither it nor tau is given.
    tau: 1 / sigma**2, in place of sigma.
    constant: whether rho[0] is a constant term.
    init: distribution of the first p values, made by `.dist`; flat by default.
    sd: older name of sigma.

    `shape` is (times,). Values: any real numbers.
    """

    def __init__(
        self,
        rho: TensorLike,
        sigma: TensorLike | None = None,
        tau: TensorLike | None = None,
        constant: bool = False,
        init: Any = None,
        sd: Any = None,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        tau, sigma = get_tau_sigma(tau=tau, sigma=sigma if sd is None else sd)
        self.sigma = self.sd = as_tensor(sigma)
        self.tau = as_tensor(tau)
        self.mean = as_tensor(0.0)
        self.rho = as_tensor(rho)
        if isinstance(rho, list):
            lags = len(rho)
        elif self.rho.ndim == 0:
            lags = 1
        else:
            shape = rho.shape.tag.test_value if hasattr(rho.shape, "tag") else np.shape(rho)
            lags = int(shape[0])
        self.constant, self.p = constant, lags - 1 if constant else lags
        self.init = Flat.dist() if init is None else init

    def logp(self, value: TensorLike) -> Any:
        value, p = as_tensor(value), self.p
        first = 1 if self.constant else 0
        lag = [value[p - i - 1 : -(i + 1)] for i in range(p)]
        if p == 1 and not self.constant:
            mean = self.rho * lag[0]
        else:
            mean = add(*[self.rho[first + i] * lag[i] for i in range(p)])
        noise = value[p:] - self.rho[0] - mean if self.constant else value[p:] - mean
        steps = Normal.dist(mu=0.0, tau=self.tau).logp(noise)
        return sum(steps) + sum(self.init.logp(value[:p]))


class GaussianRandomWalk(Continuous):
    """Cumulative sums of normal steps with drift mu; `init` is the distribution of the first value.

    tau: 1 / sigma**2, in place of sigma.
    init: distribution of the first value, made by `.dist`; flat by default.
    sigma: standard deviation of a step; 1 if neither it nor tau is given. A number, or one for each time.
    mu: mean of a step, a number, or one for each time.
    sd: older name of sigma.

    `shape` is (times,), and 1 by default. Values: any real numbers.
    """

    def __init__(
        self,
        tau: TensorLike | None = None,
        init: Any = None,
        sigma: TensorLike | None = None,
        mu: TensorLike = 0.0,
        sd: Any = None,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("shape", 1)
        super().__init__(*args, **kwargs)
        if np.sum(self.shape) == 0:
            raise TypeError("GaussianRandomWalk must be supplied a non-zero shape argument!")
        tau, sigma = get_tau_sigma(tau=tau, sigma=sigma if sd is None else sd)
        self.tau, self.sigma = as_tensor(tau), as_tensor(sigma)
        self.sd = self.sigma
        self.mu = as_tensor(mu)
        self.init = Flat.dist() if init is None else init
        self.mean = as_tensor(0.0)

    def logp(self, x: TensorLike) -> Any:
        x = as_tensor(x)
        if x.ndim == 0:
            return self.init.logp(x)
        mu, sigma = (v[1:] if v.ndim > 0 else v for v in (self.mu, self.sigma))  # the parameters of the steps
        steps = Normal.dist(mu=x[:-1] + mu, sigma=sigma).logp(x[1:])
        return self.init.logp(x[0]) + sum(steps)

    def random(self, point: dict[str, Any] | None = None, size: int | tuple[int, ...] | None = None) -> np.ndarray:
        """Draw walks that begin at 0; as in PyMC3, `init` is not drawn."""
        sigma, mu = draw_values([self.sigma, self.mu], point=point, size=size)
        return generate_samples(self._random, sigma=sigma, mu=mu, size=size, dist_shape=self.shape)

    @staticmethod
    def _random(sigma: Any, mu: Any, size: tuple[int, ...]) -> np.ndarray:
        walks = np.asarray(normal(size, mu, sigma)).cumsum(axis=len(size) - 1)
        if walks.ndim == 1:
            return walks - walks[0]
        for i in range(len(walks)):  # subtract each walk's first entry
            walks[i] = walks[i] - walks[i][0]
        return walks

    def _distr_parameters_for_repr(self) -> list[str]:
        return ["mu", "sigma"]


class GARCH11(Continuous):
    """Normal values with scale sqrt(omega + alpha_1 x[t-1]**2 + beta_1 scale[t-1]**2).

    omega: constant of the variance, above 0.
    alpha_1: factor of the squared value before.
    beta_1: factor of the variance before; alpha_1 + beta_1 is below 1.
    initial_vol: scale of the first value, above 0.

    `shape` is (times,). Values: any real numbers. Mean: 0.
    """

    def __init__(
        self,
        omega: TensorLike,
        alpha_1: TensorLike,
        beta_1: TensorLike,
        initial_vol: TensorLike,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.omega, self.alpha_1, self.beta_1 = as_tensor(omega), as_tensor(alpha_1), as_tensor(beta_1)
        self.initial_vol = as_tensor(initial_vol)
        self.mean = as_tensor(0.0)

    def get_volatility(self, x: Any) -> Any:
        """Return the scale at each time."""

        def step(value: Any, scale: Any, omega: Any, alpha: Any, beta: Any) -> Any:
            return sqrt(omega + alpha * sqr(value) + beta * sqr(scale))

        scales, _ = scan(
            fn=step,
            sequences=[x[:-1]],
            outputs_info=[self.initial_vol],
            non_sequences=[self.omega, self.alpha_1, self.beta_1],
        )
        return concatenate([[self.initial_vol], scales])

    def logp(self, x: TensorLike) -> Any:
        x = as_tensor(x)
        return sum(Normal.dist(0.0, sigma=self.get_volatility(x)).logp(x))

    def _distr_parameters_for_repr(self) -> list[str]:
        return ["omega", "alpha_1", "beta_1"]


class EulerMaruyama(Continuous):
    """A stochastic differential equation, by steps of Euler and Maruyama.

    dt: the time step. sde_fn: a function (x, *sde_pars) -> (drift, diffusion). sde_pars: its parameters, a tuple.

    The value has shape (steps,).
    """

    def __init__(self, dt: TensorLike, sde_fn: Any, sde_pars: Any, *args: Any, **kwds: Any) -> None:
        super().__init__(*args, **kwds)
        self.dt, self.sde_fn, self.sde_pars = as_tensor(dt), sde_fn, sde_pars

    def logp(self, x: TensorLike) -> Any:
        x = as_tensor(x)
        drift, diffusion = self.sde_fn(x[:-1], *self.sde_pars)
        return sum(Normal.dist(mu=x[:-1] + self.dt * drift, sigma=sqrt(self.dt) * diffusion).logp(x[1:]))

    def _distr_parameters_for_repr(self) -> list[str]:
        return ["dt"]


class MvGaussianRandomWalk(Continuous):
    """Cumulative sums of multivariate normal steps; time is the first dimension.

    mu: mean of a step, (k,).
    cov: covariance, (k, k); give one of cov, tau and chol.
    tau: precision, the inverse of cov.
    chol: Cholesky factor of cov.
    lower: False if chol is the upper factor.
    init: distribution of the first vector, made by `.dist`; flat by default.

    `shape` is (times, k). Values: any real matrix.
    """

    def __init__(
        self,
        mu: Any = 0.0,
        cov: Any = None,
        tau: Any = None,
        chol: Any = None,
        lower: bool = True,
        init: Any = None,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.init = Flat.dist() if init is None else init
        self.innovArgs = (mu, cov, tau, chol, lower)
        self.innov = MvNormal.dist(*self.innovArgs, shape=self.shape)
        self.mean = as_tensor(0.0)

    def __getattr__(self, name: str) -> Any:
        if name in ("mu", "cov") and "innov" in self.__dict__:  # only the text of the model asks for these
            return getattr(self.innov, name)
        raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")

    def logp(self, x: TensorLike) -> Any:
        x = as_tensor(x)
        x = x[np.newaxis, :] if x.ndim == 1 else x
        # before 3.3 a term for each element of the first vector, and in each the sum of all steps
        first = self.init.logp(x[0]) if older_than("3.3") else self.init.logp_sum(x[0])
        return first + self.innov.logp_sum(x[1:] - x[:-1])

    def random(self, point: dict[str, Any] | None = None, size: int | tuple[int, ...] | None = None) -> np.ndarray:
        """Draw walks that begin at 0."""
        steps = self.innov.random(point=point, size=to_tuple(size))
        if len(self.shape) != 2:
            return steps
        time = len(to_tuple(size))
        walks = steps.cumsum(axis=time)
        return walks - np.take(walks, [0], axis=time)

    def _distr_parameters_for_repr(self) -> list[str]:
        return ["mu", "cov"]


class MvStudentTRandomWalk(MvGaussianRandomWalk):
    """Cumulative sums of multivariate Student's t steps; time is the first dimension.

    nu: degrees of freedom of a step, above 0. Further arguments are those of MvGaussianRandomWalk.

    `shape` is (times, k). Values: any real matrix.
    """

    def __init__(self, nu: TensorLike, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.nu = as_tensor(nu)
        mu, cov, tau, chol, lower = self.innovArgs
        self.innov = MvStudentT.dist(self.nu, None, mu, cov, tau, chol, lower)

    def _distr_parameters_for_repr(self) -> list[str]:
        return ["nu", "mu", "cov"]


__getattr__ = absent_from(__name__)
