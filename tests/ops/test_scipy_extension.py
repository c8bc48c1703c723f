"""SciPy's extension modules without their packages, in new processes: the same functions, and SciPy whole after."""

import importlib
import sys
from contextlib import suppress
from threading import Event, Thread

import pytest

from theano_compat.ops import scipy_extension

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


def test_another_thread_does_not_import_the_package_meanwhile(monkeypatch):
    asked, threads = Event(), []

    class Finder:
        def find_spec(self, name, path=None, target=None):
            if name == "scipy.absent":
                asked.set()

    def package():
        with suppress(ImportError):
            importlib.import_module("scipy.absent")

    def alone(full):
        threads.append(Thread(target=package))
        threads[0].start()
        return full, asked.wait(0.3)

    monkeypatch.setattr(sys, "meta_path", [Finder(), *sys.meta_path])
    monkeypatch.setattr(scipy_extension, "_alone", alone)
    assert scipy_extension.extension("absent.part") == ("scipy.absent.part", False)
    threads[0].join()
    assert asked.is_set()


def test_the_part_is_not_locked_while_its_package_is_imported(monkeypatch):
    locked = []

    class Finder:
        def find_spec(self, name, path=None, target=None):
            locked.append((name, "scipy.absent.part" in importlib._bootstrap._module_locks))

    monkeypatch.setattr(sys, "meta_path", [Finder(), *sys.meta_path])
    with pytest.raises(ImportError):
        scipy_extension.extension("absent.part")
    assert locked == [("scipy.absent", False)]
