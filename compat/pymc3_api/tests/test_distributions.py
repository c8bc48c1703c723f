"""Checks of distributions against reference densities. Source of the names: pymc3.tests.test_distributions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from ...importing.module_getattr import absent_from
from ...models.model import Model, Point
from ...models.modelling.blocking import DictToVarBijection
from ...settings import change_flags
from ..distributions import Flat
from .domains import (
    Bool,
    Circ,
    Domain,
    I,
    MultiSimplex,
    Nat,
    NatBig,
    NatSmall,
    PdMatrix,
    PdMatrix1,
    PdMatrix2,
    PdMatrix3,
    PdMatrixChol,
    PdMatrixChol1,
    PdMatrixChol2,
    PdMatrixChol3,
    PdMatrixCholUpper,
    PdMatrixCholUpper1,
    PdMatrixCholUpper2,
    PdMatrixCholUpper3,
    PosNat,
    ProductDomain,
    R,
    RandomPdMatrix,
    Rdunif,
    RealMatrix,
    Rminusbig,
    Rplus,
    Rplusbig,
    Rplusdunif,
    Rplusunif,
    Runif,
    Simplex,
    SortedVector,
    Unit,
    UnitSortedVector,
    Vector,
    product,
    simplex_values,
)
from .helpers import select_by_precision
from .reference_densities import (
    AR1_logpdf,
    beta_mu_sigma,
    betafn,
    categorical_logpdf,
    dirichlet_logpdf,
    dirichlet_multinomial_logpmf,
    discrete_weibull_logpmf,
    integrate_nd,
    invlogit,
    invprobit,
    kron_normal_logpdf_chol,
    kron_normal_logpdf_cov,
    kron_normal_logpdf_evd,
    laplace_asymmetric_logpdf,
    logpow,
    matrix_normal_logpdf_chol,
    matrix_normal_logpdf_cov,
    multinomial_logpdf,
    mvt_logpdf,
    normal_logpdf_chol,
    normal_logpdf_chol_upper,
    normal_logpdf_cov,
    normal_logpdf_tau,
    orderedlogistic_logpdf,
    orderedprobit_logpdf,
)

_TRIANGLE = np.array([0.7, 0.0, -0.7])
LKJ_CASES = [  # (elements below the diagonal of a 3 x 3 matrix, eta, n, log density)
    (_TRIANGLE, 1, 3, 1.5963125911388549),
    (_TRIANGLE, 3, 3, -7.7963493376312742),
    (_TRIANGLE, 0, 3, -np.inf),
    (np.array([1.1, 0.0, -0.7]), 1, 3, -np.inf),
    (np.array([0.7, 0.0, -1.1]), 1, 3, -np.inf),
]
_OPEN_ABOVE = (NatSmall, Nat, NatBig, PosNat)  # their last value is a large number, not an edge


def build_model(
    distfam: Any, valuedomain: Any, vardomains: Mapping[str, Any], extra_args: Mapping[str, Any] | None = None
) -> Model:
    """Return a model of the variable `value`, whose parameters are free variables with flat priors."""
    with Model() as model:
        parameters = {
            name: Flat(name, dtype=domain.dtype, shape=domain.shape, testval=domain.vals[0])
            for name, domain in vardomains.items()
        }
        distfam("value", shape=valuedomain.shape, transform=None, **parameters, **(extra_args or {}))
    return model


def get_lkj_cases() -> list[Any]:
    """Return `LKJ_CASES`."""
    return list(LKJ_CASES)


def _evaluated(graph: Callable[[], Any]) -> Any:
    """Return the value of a graph of constants, computed while it is built."""
    with change_flags(compute_test_value="raise"):
        return graph().tag.test_value


def _almost_equal(found: Any, expected: Any, decimal: int | None, about: Any) -> None:
    decimal = select_by_precision(float64=6, float32=3) if decimal is None else decimal
    np.testing.assert_almost_equal(found, expected, decimal=decimal, err_msg=str(about))


class TestMatchesScipy:
    """Checks that raise AssertionError. PyMC3's own tests, which were methods of this class, are not here."""

    def check_logp(
        self,
        pymc3_dist: Any,
        domain: Any,
        paramdomains: Mapping[str, Any],
        scipy_logp: Callable[..., Any],
        decimal: int | None = None,
        n_samples: int = 100,
        extra_args: Mapping[str, Any] | None = None,
        scipy_args: Mapping[str, Any] | None = None,
    ) -> None:
        """Assert that the log density equals `scipy_logp(value=..., parameters...)` at points of the domains.

        n_samples: the largest number of points, chosen at random; -1 for all. extra_args: fixed parameters of the
        distribution. scipy_args: further arguments of `scipy_logp`.
        """
        model = build_model(pymc3_dist, domain, paramdomains, extra_args)
        for point in product({**paramdomains, "value": domain}, n_samples):
            at = Point(point, model=model)
            found = model.fastlogp(at)
            _almost_equal(found, scipy_logp(**at, **(scipy_args or {})), decimal, at)

    def check_logcdf(
        self,
        pymc3_dist: Any,
        domain: Any,
        paramdomains: Mapping[str, Any],
        scipy_logcdf: Callable[..., Any],
        decimal: int | None = None,
        n_samples: int = 100,
        skip_paramdomain_inside_edge_test: bool = False,
        skip_paramdomain_outside_edge_test: bool = False,
    ) -> None:
        """Assert that the log distribution function equals `scipy_logcdf(value=..., parameters...)`.

        It must be -inf for parameters beyond the edges of their domains and for values below theirs, and 0 for
        values above. The arguments `skip_...` leave out the first and the second of these checks.
        """

        def logcdf(value: object, parameters: Mapping[str, Any]) -> Any:
            return _evaluated(lambda: pymc3_dist.dist(**parameters).logcdf(value))

        if not skip_paramdomain_inside_edge_test:
            for point in product({**paramdomains, "value": domain}, n_samples):
                at = dict(point)
                expected = scipy_logcdf(**at)
                value = at.pop("value")
                _almost_equal(logcdf(value, at), expected, decimal, {**at, "value": value})
        inside = {name: parameter.vals[0] for name, parameter in paramdomains.items()}
        for name, parameter in {} if skip_paramdomain_outside_edge_test else paramdomains.items():
            for beyond in _beyond(parameter):
                given = {**inside, name: beyond}
                np.testing.assert_equal(logcdf(domain.vals[0], given), -np.inf, err_msg=str(given))
        for beyond in _beyond(domain):
            expected = -np.inf if beyond < domain.lower else 0
            np.testing.assert_equal(logcdf(beyond, inside), expected, err_msg=str(beyond))
        try:
            logcdf(np.array([domain.vals[0]] * 2), inside)
        except TypeError as error:
            if not str(error).endswith(".logcdf expects a scalar value but received a 1-dimensional object."):
                raise

    def check_selfconsistency_discrete_logcdf(
        self,
        distribution: Any,
        domain: Any,
        paramdomains: Mapping[str, Any],
        decimal: int | None = None,
        n_samples: int = 100,
    ) -> None:
        """Assert that the distribution function equals the sum of the probabilities from the lower edge."""
        for point in product({**paramdomains, "value": domain}, n_samples):
            at = dict(point)
            value = at.pop("value")
            values = np.arange(domain.lower, value + 1)
            terms = _evaluated(lambda at=at, values=values: distribution.dist(**at).logp(values))
            found = _evaluated(lambda at=at, value=value: distribution.dist(**at).logcdf(value))
            _almost_equal(found, np.logaddexp.reduce(terms), decimal, {**at, "value": value})

    def check_int_to_1(self, model: Any, value: Any, domain: Any, paramdomains: Mapping[str, Any]) -> None:
        """Assert that the density of `value`, a variable of `model`, integrates to 1 for all parameters."""
        density = model.fastfn(model.logpt)
        for point in product(paramdomains, n_samples=10):
            at = Point(point, value=value.tag.test_value, model=model)
            log_density = DictToVarBijection(value, (), at).mapf(density)
            area = integrate_nd(lambda x, f=log_density: np.exp(f(x)), domain, value.dshape, value.dtype)
            np.testing.assert_almost_equal(area, 1, err_msg=str(at))

    def checkd(
        self,
        distfam: Any,
        valuedomain: Any,
        vardomains: Mapping[str, Any],
        checks: Any = None,
        extra_args: Mapping[str, Any] | None = None,
    ) -> None:
        """Run `checks(model, value, valuedomain, vardomains)`, by default `check_int_to_1`."""
        model = build_model(distfam, valuedomain, vardomains, extra_args)
        for check in (self.check_int_to_1,) if checks is None else checks:
            check(model, model.named_vars["value"], valuedomain, vardomains)


def _beyond(domain: Any) -> list[Any]:
    """Return a value below and one above a domain, if it has edges."""
    below = [domain.lower - 1] if np.isfinite(domain.lower) else []
    return below + ([domain.upper + 1] if np.isfinite(domain.upper) and domain not in _OPEN_ABOVE else [])


__all__ = [
    "AR1_logpdf",
    "Bool",
    "Circ",
    "Domain",
    "I",
    "LKJ_CASES",
    "MultiSimplex",
    "Nat",
    "NatBig",
    "NatSmall",
    "PdMatrix",
    "PdMatrix1",
    "PdMatrix2",
    "PdMatrix3",
    "PdMatrixChol",
    "PdMatrixChol1",
    "PdMatrixChol2",
    "PdMatrixChol3",
    "PdMatrixCholUpper",
    "PdMatrixCholUpper1",
    "PdMatrixCholUpper2",
    "PdMatrixCholUpper3",
    "PosNat",
    "ProductDomain",
    "R",
    "RandomPdMatrix",
    "Rdunif",
    "RealMatrix",
    "Rminusbig",
    "Rplus",
    "Rplusbig",
    "Rplusdunif",
    "Rplusunif",
    "Runif",
    "Simplex",
    "SortedVector",
    "TestMatchesScipy",
    "Unit",
    "UnitSortedVector",
    "Vector",
    "beta_mu_sigma",
    "betafn",
    "build_model",
    "categorical_logpdf",
    "dirichlet_logpdf",
    "dirichlet_multinomial_logpmf",
    "discrete_weibull_logpmf",
    "get_lkj_cases",
    "integrate_nd",
    "invlogit",
    "invprobit",
    "kron_normal_logpdf_chol",
    "kron_normal_logpdf_cov",
    "kron_normal_logpdf_evd",
    "laplace_asymmetric_logpdf",
    "logpow",
    "matrix_normal_logpdf_chol",
    "matrix_normal_logpdf_cov",
    "multinomial_logpdf",
    "mvt_logpdf",
    "normal_logpdf_chol",
    "normal_logpdf_chol_upper",
    "normal_logpdf_cov",
    "normal_logpdf_tau",
    "orderedlogistic_logpdf",
    "orderedprobit_logpdf",
    "product",
    "simplex_values",
]
__getattr__ = absent_from(__name__)
