"""Arguments of distributions, then and now."""

from __future__ import annotations

from dataclasses import replace

from ..arguments import Change

SD = {"sd": "sigma"}
OF_ALL = {"testval": "initval"}
# Arguments that every distribution had and none has today.
LEFT_OUT = {"broadcastable": "", "defaults": ""}
NO_DTYPE = {**LEFT_OUT, "dtype": ""}  # a mixture has its components' dtype
# Distributions with a default transform: another one is passed as `default_transform`.
WITH_TRANSFORM = frozenset(
    "Uniform HalfNormal HalfCauchy HalfStudentT HalfFlat Exponential Gamma InverseGamma Beta Kumaraswamy ChiSquared"
    " LogNormal Lognormal Wald Weibull Pareto Rice Triangular TruncatedNormal VonMises Dirichlet LKJCholeskyCov LKJCorr"
    " Interpolated".split()
)


def _entry(order: str, new: str = "", **more: object) -> Change:
    renamed = {**OF_ALL, **(SD if "sd" in order.split() else {}), **more.pop("renamed", {})}  # type: ignore[dict-item]
    dropped = more.pop("dropped", LEFT_OUT)
    return Change(new, ("name", *order.split()), renamed, dropped, **more)  # type: ignore[arg-type]


# name -> its old arguments in order, and further changes
_TABLE: dict[str, Change] = {
    "Normal": _entry("mu sigma tau sd"),
    "HalfNormal": _entry("sigma tau sd"),
    "TruncatedNormal": _entry("mu sigma tau lower upper transform sd"),
    "Uniform": _entry("lower upper"),
    "Flat": _entry(""),
    "HalfFlat": _entry(""),
    "Beta": _entry("alpha beta mu sigma sd"),
    "Kumaraswamy": _entry("a b"),
    "Exponential": _entry("lam"),
    "Laplace": _entry("mu b"),
    "AsymmetricLaplace": _entry("b kappa mu", added={"mu": "0"}),
    "StudentT": _entry("nu mu lam sigma sd"),
    "HalfStudentT": _entry("nu sigma lam sd", added={"nu": "1"}),
    "Cauchy": _entry("alpha beta"),
    "HalfCauchy": _entry("beta"),
    "Gamma": _entry("alpha beta mu sigma sd"),
    "InverseGamma": _entry("alpha beta mu sigma sd"),
    "Weibull": _entry("alpha beta"),
    "Lognormal": _entry("mu sigma tau sd", "pymc.LogNormal"),
    "LogNormal": _entry("mu sigma tau sd"),
    "ChiSquared": _entry("nu"),
    "Wald": _entry("mu lam phi alpha"),
    "Pareto": _entry("alpha m transform"),
    "ExGaussian": _entry("mu sigma nu sd"),
    "VonMises": _entry("mu kappa transform"),
    "SkewNormal": _entry("mu sigma tau alpha sd"),
    "Triangular": _entry("lower upper c"),
    "Gumbel": _entry("mu beta", added={"mu": "0", "beta": "1.0"}),
    "Logistic": _entry("mu s"),
    "LogitNormal": _entry("mu sigma tau sd"),
    "Interpolated": _entry("x_points pdf_points"),
    "Rice": _entry("nu sigma b sd"),
    "Moyal": _entry("mu sigma"),
    "Bernoulli": _entry("p logit_p"),
    "Binomial": _entry("n p"),
    "BetaBinomial": _entry("alpha beta n"),
    "Categorical": _entry("p"),
    "Poisson": _entry("mu"),
    "NegativeBinomial": _entry("mu alpha p n"),
    "Geometric": _entry("p"),
    "HyperGeometric": _entry("N k n"),
    "DiscreteUniform": _entry("lower upper"),
    "DiscreteWeibull": _entry("q beta"),
    "Constant": _entry("c", "pymc.DiracDelta"),
    "ConstantDist": _entry("c", "pymc.DiracDelta"),
    "ZeroInflatedPoisson": _entry("psi theta", renamed={"theta": "mu"}),
    "ZeroInflatedBinomial": _entry("psi n p"),
    "ZeroInflatedNegativeBinomial": _entry("psi mu alpha"),
    "OrderedLogistic": _entry("eta cutpoints"),
    "OrderedProbit": _entry("eta cutpoints"),
    "MvNormal": _entry("mu cov tau chol lower"),
    "MvStudentT": _entry("nu Sigma mu cov tau chol lower", renamed={"cov": "scale", "Sigma": "scale"}),
    "Dirichlet": _entry("a transform"),
    "Multinomial": _entry("n p"),
    "DirichletMultinomial": _entry("n a shape"),
    "Wishart": _entry("nu V"),
    "MatrixNormal": _entry("mu rowcov rowchol rowtau colcov colchol coltau shape", added={"mu": "0"}),
    "KroneckerNormal": _entry("mu covs chols evds sigma"),
    "LKJCorr": _entry("eta n p transform"),
    "Mixture": _entry("w comp_dists", dropped=NO_DTYPE),
    "NormalMixture": _entry("w mu sigma tau sd comp_shape", dropped=NO_DTYPE),
    "GARCH11": _entry("omega alpha_1 beta_1 initial_vol"),
}
DISTRIBUTIONS: dict[str, Change] = {
    f"pymc3.{name}": replace(entry, new=entry.new or f"pymc.{name}") for name, entry in _TABLE.items()
}
