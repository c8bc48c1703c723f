"""Chains that step together do not give LAPACK a batch on CPUs: two batches at a time could wait for each other for
ever (jaxlib 0.10)."""

from __future__ import annotations

import re

import numpy as np
import pytest

jax = pytest.importorskip("jax")
export = pytest.importorskip("jax.export")
pytestmark = pytest.mark.slow

import compat.pymc3 as pm  # noqa: E402
from compat import tensor as tt  # noqa: E402
from theano_compat.backends.jax_executables import StoredFunction  # noqa: E402
from theano_compat.infer.jax.program import precision  # noqa: E402
from theano_compat.models.modelling.density import log_density  # noqa: E402
from theano_compat.theano_api import scan  # noqa: E402

RNG = np.random.default_rng(0)
AT, POSITIVE = RNG.normal(size=(6, 1)), np.eye(3) + 0.1


def two_factors() -> None:
    a, b = pm.Normal("a"), pm.Normal("b")
    for name, scale in (("first", a), ("second", b)):
        K = tt.exp(scale) * tt.exp(-((AT - AT.T) ** 2)) + 0.1 * tt.eye(6)
        pm.MvNormal(name, np.zeros(6), cov=K, observed=RNG.normal(size=6))


def eigenvalues_and_determinants() -> None:
    a = pm.Normal("a", shape=3)
    matrix = POSITIVE + tt.diag(tt.exp(a))
    pm.Potential("eigenvalues", tt.log(tt.nlinalg.eigh(matrix)[0]).sum() + tt.nlinalg.det(matrix))
    pm.Potential("inverse", tt.nlinalg.matrix_inverse(matrix).sum() + tt.slinalg.solve(matrix, a).sum())


def in_a_loop() -> None:
    a = pm.Normal("a")
    found, _ = scan(
        lambda x, a: tt.slinalg.cholesky(POSITIVE * tt.exp(a) + x * tt.eye(3)).sum(),
        sequences=[np.arange(4.0)],
        non_sequences=[a],
    )
    pm.Potential("factors", found.sum())


@pytest.mark.parametrize("model", [two_factors, eigenvalues_and_determinants, in_a_loop])
def test_matrices_go_one_by_one(model):
    with pm.Model() as made:
        model()
    form, size = log_density(made).jax(), sum(v.dsize for v in made.free_RVs)
    chains = RNG.normal(size=(4, size))
    with precision():
        both = jax.vmap(jax.value_and_grad(form.logp), in_axes=(0, None))
        text = jax.jit(both).lower(chains, form.data).as_text()
        calls = [line for line in text.splitlines() if re.search(r"@lapack_|@blas_", line)]
        assert calls
        if jax.__version_info__ >= (0, 6):  # before, what is for other devices stood there too; jaxlib had no pool then
            assert not [line for line in calls if re.search(r"tensor<4x\d+x\d+xf64>", line)]
        values, gradients = StoredFunction(both, None)(chains, form.data)
        of_one = StoredFunction(jax.value_and_grad(form.logp), None)
        for x, value, gradient in zip(chains, values, gradients, strict=True):
            alone, slope = of_one(x, form.data)
            np.testing.assert_allclose([value, *gradient], [alone, *slope], rtol=1e-10, atol=1e-12)
        assert np.isfinite(StoredFunction(jax.hessian(form.logp), None)(chains[0], form.data)).all()
        for platform in ("cuda", "tpu"):  # elsewhere they are a batch
            exported = export.export(jax.jit(both), platforms=[platform])(chains, form.data).mlir_module()
            assert "while" not in exported or model is in_a_loop
