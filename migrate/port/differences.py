"""What a port says where a name means another thing today.

A note where the new code gives the old numbers, else a mark; by family. `site.tell(node, key)` says one of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from theano_common.differences.table import difference


@dataclass(frozen=True)
class Difference:
    """The sentence, and the code of the mark; without a code it is a note."""

    words: str
    code: str = ""


def _of(row: str) -> str:
    """Return what the table of differences says to who ports it."""
    return difference(row).port


TRACES = {
    "stop of a variable's slice": Difference(
        "trace[name, a:b]: PyMC3 did not look at the stop, b: the draws from a on to the last"
    ),
    "a trace backwards": Difference(
        "trace[::-1] had no draws in PyMC3; for the draws backwards: isel(draw=slice(None, None, -1))", "MP301"
    ),
    "length of a thinned trace": Difference(
        "trace[a:b:k]: len() of PyMC3, and predictive draws, counted one draw less where k does not divide b - a"
    ),
}
STATISTICS = {
    "hpd by position": Difference(_of("statistics/hpd-until-3-8"), "MP307"),
    "hpd before 3.8": Difference("pm.hpd: the number is the share outside, 0.05 by default, as before PyMC3 3.8"),
    "hpd since 3.8": Difference("pm.hpd: the number is the share inside, 0.94 by default, as since PyMC3 3.8"),
    "truth values in a table or a plot": Difference(_of("statistics/tables-of-truth-values")),
}
CRITERIA = {
    "scale of a criterion": Difference(
        "scale= is gone: elpd and se are on the log scale; a deviance is -2 * elpd, its error 2 * se", "MP307"
    ),
    "criterion of a comparison": Difference(
        "az.compare: which criterion ic= names cannot be told; LOO is taken", "MP307"
    ),
    "weights of a comparison": Difference(
        "az.compare: weights are by stacking; ArviZ 0.3 to 0.10 took BB-pseudo-BMA, which also moves se"
    ),
}
SAMPLING = {
    "draws before 3.9": Difference("pm.sample: 500 draws after 500 of tuning were the default before PyMC3 3.9"),
    "no tuning": Difference(_of("sampling/no-tuning")),
    "log likelihoods beside starts": Difference(_of("sampling/log-likelihoods-beside-starts")),
    "tuning kept": Difference(
        "pm.sample(discard_tuned_samples=False): the draws of tuning come first in each chain, as in PyMC3's trace"
    ),
    "tuning kept or not": Difference(
        "pm.sample(discard_tuned_samples=...): draws of tuning were the first of a trace; today warmup_posterior",
        "MP401",
    ),
}
DENSITIES = {
    "constant of LKJ": Difference(_of("densities/lkj-constant") + ": a constant differs"),
    "LKJ of a random eta": Difference(_of("densities/lkj-constant") + ": with a random eta another posterior", "MP206"),
    "shares that sum to another number": Difference(_of("densities/categorical-not-normalised")),
    "trials of PyMC3 that overflow": Difference(_of("densities/binomial-of-127"), "MP206"),
    "distribution function of Wald": Difference(_of("densities/wald-logcdf"), "MP206"),
    "count with a fraction": Difference(_of("densities/count-with-a-fraction"), "MP206"),
    "matrix of walks": Difference(_of("densities/walk-of-a-matrix"), "MP206"),
    "matrix of LKJCorr": Difference(_of("densities/lkj-corr-matrix"), "MP206"),
    "start of a walk": Difference(_of("densities/start-of-a-walk"), "MP206"),
    "AR1": Difference(_of("densities/ar1-gone"), "MP206"),
    "bounds of Interval": Difference(_of("densities/bounds-of-interval"), "MP206"),
    "name of a transform": Difference(_of("densities/names-of-transforms"), "MP206"),
    "start of a multivariate walk": Difference(
        "the walk began anywhere with the same density; today init_dist= says where, and needs the length of a step",
        "MP206",
    ),
}
DIFFERENCES = {**TRACES, **STATISTICS, **CRITERIA, **SAMPLING, **DENSITIES}
