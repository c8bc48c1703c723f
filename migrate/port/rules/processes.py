"""Gaussian processes."""

from __future__ import annotations

from migrate.port.arguments import Change

NOISE = {"noise": "sigma"}
# PyMC3 put no jitter on the diagonal of an observed marginal process; PyMC does unless it is told.
EXACT = {"jitter": "0.0"}
CALLS = {
    "pymc3.gp.Marginal.marginal_likelihood": Change(
        "pymc.gp.Marginal.marginal_likelihood", ("name", "X", "y", "noise", "is_observed"), renamed=NOISE, added=EXACT),
    "pymc3.gp.MarginalSparse.marginal_likelihood": Change(
        "pymc.gp.MarginalApprox.marginal_likelihood", ("name", "X", "Xu", "y", "noise", "is_observed"), renamed=NOISE),
    "pymc3.gp.MarginalKron.marginal_likelihood": Change(
        "pymc.gp.MarginalKron.marginal_likelihood", ("name", "Xs", "y", "sigma", "is_observed")),
    "pymc3.gp.Marginal.predictt": Change("pymc.gp.Marginal._predict_at", ("Xnew", "diag", "pred_noise", "given")),
    "pymc3.gp.Marginal": Change("pymc.gp.Marginal", ("mean_func", "cov_func")),
    "pymc3.gp.Latent": Change("pymc.gp.Latent", ("mean_func", "cov_func")),
    "pymc3.gp.TP": Change("pymc.gp.TP", ("mean_func", "cov_func", "nu"), renamed={"cov_func": "scale_func"}),
    "pymc3.gp.MarginalSparse": Change("pymc.gp.MarginalApprox", ("mean_func", "cov_func", "approx")),
}  # fmt: skip
