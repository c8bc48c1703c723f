"""SciPy's extension modules without their packages, in new processes: the same functions, and SciPy whole after."""

import pytest

ALONE = """
import sys, numpy as np, compat
from compat.ops.scipy_extension import extension
{first}
print(any(m in sys.modules for m in ("scipy.special", "scipy.linalg")))
import scipy.special, scipy.linalg
{then}
"""
SPECIAL = """
x = np.concatenate([np.random.default_rng(1).normal(0, 9, 1000), [0.0, -0.0, -1.0, np.inf, -np.inf, np.nan]])
from compat.ops.elementwise.scipy import scipys
before = {name: scipys(name) for name in ("gammaln", "psi", "erf", "erfc", "j0", "i1e")}
"""
CASES = {
    "special functions": (
        SPECIAL,
        "print(all(np.array_equal(f(x), getattr(scipy.special, name)(x), equal_nan=True) "
        "and scipys(name) is getattr(scipy.special, name) for name, f in before.items()))",
    ),
    "BLAS": (
        "blas = extension('linalg.cython_blas'); lapack = extension('linalg.cython_lapack')",
        "from scipy.linalg import cython_lapack as again\n"
        "whole = scipy.linalg.cholesky(np.eye(2))[1, 1] == 1\n"
        "print(scipy.linalg.cython_blas is blas and again is lapack and whole)",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES)
def test_alone_and_then_the_package(case, fresh_python):
    first, then = CASES[case]
    assert fresh_python("-c", ALONE.format(first=first, then=then)).stdout.split() == ["False", "True"]


@pytest.mark.slow
def test_a_model_with_gammaln_needs_no_scipy_special(fresh_python):
    code = """
import sys, compat, pymc3 as pm
with pm.Model() as model:
    pm.StudentT("x", nu=pm.Exponential("nu", 0.1), mu=0, sigma=1)
print("scipy.special" in sys.modules, model.logp(model.test_point) < 0)
"""
    assert fresh_python("-c", code).stdout.split() == ["False", "True"]
