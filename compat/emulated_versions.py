"""The versions of Theano and PyMC3 that we report to legacy code."""

from theano_common.our_version import our_version
from theano_common.version_numbers import version_numbers

# By `config.emulate`; 3.9 and 3.10 count as 3.11.
PYMC3 = {"3.11": "3.11.5", **{release: release for release in ("3.8", "3.7", "3.6", "3.5", "3.3", "3.2", "3.1")}}
PYMC3["3.4"] = "3.4.1"
THEANO = {release: "1.1.2" if release == "3.11" else "1.0.5" for release in PYMC3}

# (first release with the new behaviour, behaviour of the earlier ones): all that `config.emulate` changes.
DIFFERENCES = (
    ("3.2", "find_MAP maximises with the Jacobians of transforms, by BFGS, and gives the transformed variables alone"),
    ("3.2", "RatQuad takes ls before alpha by position, Cosine is cos(pi r), booleans of active_dims are a mask"),
    ("3.2", "a variable of pm.Bound begins at the start of its distribution, if that lies inside the bounds"),
    ("3.2", "pm.compare weighs by Akaike's weights, and does not round"),
    ("3.3", "pm.sample makes one chain for each of `njobs` (1), and a number as random_seed is the seed of each chain"),
    ("3.3", "sample_ppc takes its draws from the last chain"),
    ("3.4", "pm.waic and pm.loo have no field var_warn or shape_warn; pm.compare takes lists of traces and of models"),
    ("3.5", "draws of sample_ppc have the shape of the distribution's parameters, not that of the data"),
    ("3.6", "sample_ppc takes draws of the trace at random, by default as many as one chain has"),
    ("3.8", "pm.geweke begins its intervals a whole number of draws apart: 25 for 100 draws"),
    ("3.8", "pm.waic, pm.loo and pm.compare count the data of all observed variables"),
    (
        "3.8",
        "pm.summary names its rows mu__0, its columns mean, sd, mc_error, hpd_2.5, hpd_97.5, n_eff and Rhat",
    ),
    (
        "3.8",
        "pm.waic, pm.loo and pm.compare give deviances: WAIC, WAIC_se, p_WAIC, var_warn; columns pWAIC, dWAIC, SE, dSE",
    ),
    ("3.8", "parameters of distributions may be lists of variables"),
    ("3.8", "pm.hpd takes alpha (0.05) and transform by position, and gives the intervals of a trace"),
    ("3.8", "pm.bfmi is one number for all chains"),
    ("3.8", "pm.r2_score gives median, mean and sd, rounded by `round_to`"),
    ("3.9", "pm.sample makes 500 draws after 500 of tuning"),
    ("3.9", "pm.sample does not check where the chains start"),
    ("3.9", "NUTS adapts its step size by the mean acceptance of all steps, those of a discarded tree too"),
    ("3.9", "the transform of Dirichlet variables is that of 3.8"),
    ("3.9", "draws of MvNormal and MvStudentT are vectors of the matrix's length, whatever the shape"),
    ("3.9", "draws of pm.Bound with one end have no further axis"),
    ("3.9", "MvNormal draws from a singular covariance"),
    ("3.9", "pm.Data holds floats, of integers too"),
    ("3.9", "pm.summary and az.summary name intervals hpd_3% and hpd_97%"),
    ("3.9", "pm.plot_posterior and pm.plot_density return their axes in one row, az.plot_ppc in a list"),
    ("3.9", "az.from_pymc3 keeps the names depth, tree_size and mean_tree_accept of NUTS's statistics"),
    ("3.9", "az.waic, az.loo and az.compare give deviances, in columns waic, d_waic, waic_scale"),
    ("3.9", "argmin and argmax of a pandas Series give labels"),
    ("3.9", "sample_smc takes epsilon, dist_func and sum_stat, and tells a Simulator all free variables by name"),
    ("3.9", "sample_smc leaves the evidence in model.marginal_likelihood"),
    ("3.9", "tt.unravel_index does without its `order`, as in Theano 1.0"),
    ("3.9", "functions of a MonitorMode that take any number of arguments are given no graph"),
    ("3.9", "pm.sample does not warn that InferenceData is to come"),
    ("3.9", "str of a variable is its name; the LaTeX of a model has the parameters, without transformed variables"),
)


def older_than(release: str) -> bool:
    """Say whether the PyMC3 release that we emulate came before `release` ("3.9")."""
    return version_numbers(_release()) < version_numbers(release)


def emulated() -> str:
    """Say what `config.emulate` changes; empty for the last release."""
    changed = [what for release, what in DIFFERENCES if older_than(release)]
    return f"PyMC3 {pymc3_version()} is emulated (config.emulate): {'; '.join(changed)}." if changed else ""


def _release() -> str:
    from .settings import config  # an import of ours must cost little before `theano` is asked for

    return config.emulate


def theano_version() -> str:
    """Return the Theano release that we emulate: 1.1.2, or 1.0.5 with `config.emulate = "3.8"`."""
    return THEANO[_release()]


def pymc3_version() -> str:
    """Return the PyMC3 release that we emulate."""
    return PYMC3[_release()]


def compat_version() -> str:
    """Return our own version; "0+unknown" where the distribution is not installed."""
    return our_version()
