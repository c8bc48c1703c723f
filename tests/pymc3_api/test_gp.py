"""Gaussian processes, GLMs and differential equations: log densities, gradients, predictions as PyMC3 3.11.5's."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import compat.tensor as tt
import theano_compat.pymc3_api as pm
from tests.pymc3_api import gp_cases
from theano_compat.functions.function import function
from theano_compat.models.gp.util import kmeans_inducing_points

REFERENCE = json.loads(Path(__file__).with_name("gp_reference.json").read_text())["models"]


def _tolerance(name: str) -> float:
    """Of numbers relative to the largest of their array. odeint stops at 1.5e-8."""
    return 1e-6 if name == "ode" else 1e-9


FAST = ("marginal-ExpQuad", "marginal-sum", "sparse-FITC", "latent", "marginal-kron", "glm-normal", "ode")
each = pytest.mark.parametrize(
    "name", [name if name in FAST else pytest.param(name, marks=pytest.mark.slow) for name in gp_cases.MODELS]
)


@pytest.mark.slow
@pytest.mark.wide(7)
@pytest.mark.filterwarnings("ignore:Only .* column:UserWarning")
@each
def test_as_the_real_library(name: str) -> None:
    points = [wanted["point"] for wanted in REFERENCE[name]]
    for found, wanted in zip(gp_cases.numbers(pm, tt, name, points), REFERENCE[name], strict=True):
        scale = sum(abs(v) for v in wanted["terms"].values())
        assert abs(found["logp"] - wanted["logp"]) <= 1e-8 * scale if name != "ode" else 1e-6 * scale
        assert found["terms"].keys() == wanted["terms"].keys()
        assert found["dlogp"].keys() == wanted["dlogp"].keys()
        for key, value in wanted["dlogp"].items():
            _close(found["dlogp"][key], value, 30 * _tolerance(name), f"gradient by {key}")
        for number, (ours, theirs) in enumerate(zip(found["outputs"], wanted["outputs"], strict=True)):
            _close(ours, theirs, 10 * _tolerance(name), f"output {number}")


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "marginal-ExpQuad-ard",
        "marginal-Coregion",
        "sparse-VFE",
        "student-centred",
        "latent",
        "latent-kron",
        "glm-binomial",
        "ode",
    ],
)
def test_jax(name: str) -> None:
    with pm.Model() as model:
        gp_cases.MODELS[name](pm, tt)
    free = list(model.vars)
    outputs = [model.logpt, *tt.grad(model.logpt, free)]
    point = [REFERENCE[name][1]["point"][v.name] for v in free]
    in_c, in_jax = (function(free, outputs, mode=mode)(*point) for mode in ("C", "JAX"))
    for ours, theirs in zip(in_jax, in_c, strict=True):
        _close(ours, theirs, 1e-8, name)


def _close(found: Any, wanted: Any, tolerance: float, what: str) -> None:
    found, wanted = np.asarray(found), np.asarray(wanted)
    assert found.shape == wanted.shape, what
    np.testing.assert_allclose(
        found, wanted, rtol=tolerance, atol=tolerance * max(1.0, np.abs(wanted).max()), err_msg=what
    )


def test_what_is_wrong_is_said() -> None:
    cov, X = pm.gp.cov.ExpQuad(1, 0.5), gp_cases.X
    for call, error, text in (
        (lambda: pm.gp.cov.ExpQuad(1), ValueError, "ls"),
        (lambda: np.ones((2, 2, 2)) + cov, ValueError, "cannot combine"),
        (lambda: cov ** np.ones(2), ValueError, "scalar"),
        (lambda: cov ** tt.dvector("p"), ValueError, "scalar"),
        (lambda: pm.gp.Latent(cov_func=cov).conditional("f", X), AttributeError, "'X' not set"),
        (lambda: pm.gp.TP(cov_func=cov), ValueError, "nu"),
        (lambda: pm.gp.MarginalSparse(cov_func=cov, approx="no"), NotImplementedError, "FITC"),
        (lambda: pm.gp.Marginal(cov_func=cov).predictt(X, given={"x": X}), ValueError, "'x'"),
        (lambda: pm.gp.Latent(cov_func=cov) + pm.gp.Marginal(cov_func=cov), TypeError, "different"),
        (lambda: pm.gp.LatentKron(cov_funcs=[cov, cov]).prior("f", [X]), ValueError, "each X"),
        (lambda: pm.gp.Latent(cov_func=cov).prior("f", tt.dmatrix("X")), TypeError, "shape"),
        (lambda: pm.GLM(1, np.zeros(3)), ValueError, "scalars"),
        (lambda: pm.GLM(X, np.zeros((7, 2))), TypeError, "one-dimensional"),
        (lambda: pm.glm.utils.any_to_tensor_and_labels(tt.dmatrix("x")), ValueError, "labels"),
        (
            lambda: pm.ode.DifferentialEquation(lambda y, t, p: [y[0]], [1.0], n_states=2, n_theta=1),
            pm.ShapeError,
            "number of derivatives",
        ),
    ):
        with pytest.raises(error, match=text), pm.Model():
            call()


def test_given_in_part_is_not_silent() -> None:
    with pm.Model():
        gp = pm.gp.Marginal(cov_func=pm.gp.cov.ExpQuad(1, 0.5))
        gp.marginal_likelihood("y", X=gp_cases.X, y=gp_cases.Y, noise=0.1)
        with pytest.warns(UserWarning, match="given lacks 'noise'"):
            gp.predictt(gp_cases.XNEW, given={"X": gp_cases.X, "y": gp_cases.Y})


def test_covariances_are_positive_and_have_their_diagonal() -> None:
    for name, (inputs, _, build) in gp_cases.COVARIANCES.items():
        cov = build(pm.gp.cov, tt, tt.as_tensor_variable(0.7))
        if isinstance(cov, pm.gp.cov.Kron) or name == "ExpQuad-column":
            continue
        whole, alone = (v.eval() for v in (cov(inputs), cov(inputs, diag=True)))
        np.testing.assert_allclose(np.diag(whole), alone, atol=1e-5, err_msg=name)
        assert np.linalg.eigvalsh(whole).min() > -1e-9 or name in ("Cosine", "Gibbs", "Circular"), name


def test_inducing_points() -> None:
    np.random.seed(0)
    X = np.r_[np.random.normal(0, 0.01, (20, 2)), np.random.normal(5, 0.01, (20, 2))]
    centres = kmeans_inducing_points(2, X)
    np.testing.assert_allclose(np.sort(centres[:, 0]), [0, 5], atol=0.05)


def test_formula() -> None:
    pytest.importorskip("patsy")
    z = np.arange(7.0)
    with pm.Model() as model:
        pm.GLM.from_formula("y ~ x + z", {"x": gp_cases.X[:, 0], "y": gp_cases.Y}, name="m")
    assert [v.name for v in model.free_RVs] == ["m_Intercept", "m_x", "m_z", "m_sd_log__"]
    assert model["m_y"].observations.shape == z.shape
