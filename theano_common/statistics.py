"""Split R-hat, effective sample sizes, tail shape: for closing messages and tests, since ArviZ takes 1.5 s to import.

Rank-normalised split R-hat, bulk and tail ESS: Vehtari, Gelman, Simpson, Carpenter, Bürkner (2021),
Bayesian Analysis 16(2), arXiv:1903.08008; edge cases are decided as in ArviZ 0.23. Every function takes the draws of
one scalar, (chains, draws); `per_scalar` applies one to a whole variable.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .draws import Draws


def rhat(x: np.ndarray) -> float:
    """Return the rank-normalised split R-hat, the larger of bulk and folded; NaN for one chain or under 4 draws."""
    x = _as_chains(x)
    if not _usable(x, chains=2):
        return float("nan")
    halves = _split(x)
    folded = np.abs(halves - np.median(halves))
    return max(_plain_rhat(normal_scores(halves)), _plain_rhat(normal_scores(folded)))


def nested_rhat(means: np.ndarray, variances: np.ndarray, groups: int) -> np.ndarray:
    """Return R-hat of groups of chains that share a start, which stays meaningful for many short chains.

    means, variances: (chains, *shape), of each chain's draws. Successive chains are a group. Source: Margossian et al.,
    arXiv:2110.13017. A constant has no R-hat: NaN.
    """
    of_groups = means.reshape(groups, -1, *means.shape[1:])
    within = variances.mean(axis=0)
    if of_groups.shape[1] > 1:
        within = within + of_groups.var(axis=1, ddof=1).mean(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.sqrt(1 + of_groups.mean(axis=1).var(axis=0, ddof=1) / within))


def ess_of_means(means: np.ndarray, variances: np.ndarray) -> np.ndarray:
    """Return effective sample sizes from the spread of the means of many chains, as in `nested_rhat`.

    Their relative error is the square root of 2 / chains. A constant has none: NaN.
    """
    between = means.var(axis=0, ddof=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(len(means) * (variances.mean(axis=0) + between) / between)


def ess_bulk(x: np.ndarray) -> float:
    """Return the effective sample size of the location, over all chains; NaN for under 4 draws."""
    x = _as_chains(x)
    return _plain_ess(normal_scores(_split(x))) if _usable(x) else float("nan")


def ess_tail(x: np.ndarray) -> float:
    """Return the effective sample size of the 5 % or 95 % quantile, whichever is smaller."""
    x = _as_chains(x)
    if not _usable(x):
        return float("nan")
    return min(_plain_ess(_split((x <= q).astype(float))) for q in np.quantile(x, (0.05, 0.95)))


def ess_mean(x: np.ndarray) -> float:
    """Return the effective sample size of the mean itself, without ranks; NaN where a draw is infinite."""
    x = _unit(_as_chains(x))[0]
    return _plain_ess(_split(x)) if _usable(x) else float("nan")


def ess_sd(x: np.ndarray) -> float:
    """Return the effective sample size of the standard deviation."""
    x = _unit(_as_chains(x))[0]
    return ess_mean((x - x.mean()) ** 2)


def mcse_mean(x: np.ndarray) -> float:
    """Return the Monte Carlo standard error of the mean, in units of x."""
    x, scale = _unit(_as_chains(x))
    return float(scale * (x.std(ddof=1) / np.sqrt(ess_mean(x))))


def mcse_sd(x: np.ndarray) -> float:
    """Return the Monte Carlo standard error of the standard deviation, by the delta method, in units of x."""
    x, scale = _unit(_as_chains(x))
    squares = (x - x.mean()) ** 2
    return float(scale * np.sqrt(squares.var() / ess_mean(squares) / squares.mean()) / 2)


def tail_shape(x: np.ndarray) -> float:
    """Return the shape k of a generalised Pareto fit to the heavier tail: moments of order 1/k and above do not exist.

    k is about 0 for a normal or exponential tail, 1/nu for Student's t. Method: Zhang and Stephens (2009),
    Technometrics 51(3), with the tail length and the weak prior at 1/2 of Vehtari, Simpson, Gelman, Yao, Gabry,
    arXiv:1507.02646. NaN for under 25 draws, and where too few of them differ.
    """
    ordered = np.sort(_as_chains(x), axis=None)
    length = int(np.ceil(min(0.2 * ordered.size, 3 * np.sqrt(ordered.size))))
    if length < 5 or not np.isfinite(ordered[[0, -1]]).all():
        return float("nan")
    upper = ordered[-length:] - ordered[-length - 1]
    lower = ordered[length] - ordered[length - 1 :: -1]
    return float(np.fmax(generalised_pareto(upper)[0], generalised_pareto(lower)[0]))


def generalised_pareto(excess: np.ndarray) -> tuple[float, float]:
    """Return shape k and scale for ascending excesses over a threshold; NaN where these are tied at it.

    b = -k / scale is the posterior mean over a grid.
    """
    n = len(excess)
    quartile = excess[int(n / 4 + 0.5) - 1]
    if quartile <= 0.0:
        return float("nan"), float("nan")
    points = 30 + int(np.sqrt(n))
    b = 1 / excess[-1] + (1 - np.sqrt(points / (np.arange(points) + 0.5))) / (3 * quartile)
    k = np.log1p(-b[:, None] * excess).mean(axis=1)
    likelihood = n * (np.log(-b / k) - k - 1)
    weight = np.exp(likelihood - likelihood.max())
    mean = weight @ b / weight.sum()
    shape = (n * np.log1p(-mean * excess).mean() + 5) / (n + 10)
    return float(shape), float(-shape / mean)


def per_scalar(statistic: Callable[[np.ndarray], float], stacked: np.ndarray) -> np.ndarray:
    """Apply a statistic to each scalar of (chains, draws, *shape), and return an array of `shape`."""
    shape = stacked.shape[2:]
    flat = stacked.reshape(*stacked.shape[:2], -1)
    return np.array([statistic(flat[:, :, i]) for i in range(flat.shape[2])], dtype=float).reshape(shape)


def convergence(draws: Draws, names: list[str] | None = None) -> dict[str, dict[str, np.ndarray]]:
    """Return R-hat, bulk and tail ESS of the named variables (default: all): name -> statistic -> array."""
    wanted = draws.variables if names is None else names
    statistics = {"rhat": rhat, "ess_bulk": ess_bulk, "ess_tail": ess_tail}
    return {
        name: {key: per_scalar(statistic, draws.stacked(name)) for key, statistic in statistics.items()}
        for name in wanted
    }


def _as_chains(x: np.ndarray) -> np.ndarray:
    return np.atleast_2d(np.asarray(x, dtype=float))


def _unit(x: np.ndarray) -> tuple[np.ndarray, float]:
    """Return draws in a unit in which their range is of size 1, and the unit (a power of 2: no digit is lost).

    What is small beside 1 is taken for constant by ArviZ, and the squares of what is small underflow. With an infinite
    draw there is no unit, and all is NaN.
    """
    with np.errstate(over="ignore", invalid="ignore"):
        extent = np.ptp(x) if x.size else 0.0
    if not np.isfinite(extent):
        return np.full_like(x, np.nan), 1.0
    if extent == 0.0:
        return x, 1.0
    scale = 2.0 ** np.floor(np.log2(extent))
    return x / scale, float(scale)


def _usable(x: np.ndarray, chains: int = 1) -> bool:
    return x.shape[0] >= chains and x.shape[1] >= 4 and not np.isnan(x).any()


def _split(x: np.ndarray) -> np.ndarray:
    half = x.shape[1] // 2  # with an odd number of draws, the middle one is dropped
    return np.concatenate([x[:, :half], x[:, -half:]])


def normal_scores(x: np.ndarray) -> np.ndarray:
    """Return normal quantiles of the ranks over all chains (ties share their mean rank), with Blom's offsets."""
    _, position, counts = np.unique(x.ravel(), return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    ranks = (last - (counts - 1) / 2)[position]
    return normal_quantile((ranks - 3 / 8) / (x.size + 1 / 4)).reshape(x.shape)


def _plain_rhat(x: np.ndarray) -> float:
    n = x.shape[1]
    between = n * x.mean(axis=1).var(ddof=1)
    within = x.var(axis=1, ddof=1).mean()
    with np.errstate(divide="ignore", invalid="ignore"):  # a constant has no R-hat: NaN
        return float(np.sqrt((between / within + n - 1) / n))


def _plain_ess(x: np.ndarray) -> float:
    chains, n = x.shape
    if np.ptp(x) < np.finfo(float).resolution:
        return float(x.size)
    covariance = _autocovariance(x).mean(axis=0)
    within = covariance[0] * n / (n - 1)
    total = covariance[0] + (x.mean(axis=1).var(ddof=1) if chains > 1 else 0.0)
    rho = 1.0 - (within - covariance) / total
    rho[0] = 1.0
    # Geyer: sums of neighbouring pairs while positive, made monotone; of the last, only the even half counts.
    usable = max(1, (n - 1) // 2)
    pairs = rho[0 : 2 * usable : 2] + rho[1 : 2 * usable : 2]
    negative = np.flatnonzero(~(pairs > 0))
    last = int(negative[0]) if len(negative) else usable - 1
    head = np.minimum.accumulate(pairs[:last]).sum() if last else 0.0
    tau = -1.0 + 2.0 * head + (rho[2 * last] if rho[2 * last] > 0 or pairs[last] >= 0 else 0.0)
    return float(x.size / max(tau, 1 / np.log10(x.size)))


def _autocovariance(x: np.ndarray) -> np.ndarray:
    n = x.shape[1]
    length = 1 << (2 * n - 1).bit_length()  # padding: the circular convolution must not wrap round
    spectrum = np.fft.rfft(x - x.mean(axis=1, keepdims=True), n=length, axis=1)
    return np.fft.irfft(spectrum * spectrum.conj(), n=length, axis=1)[:, :n] / n


# M. J. Wichura (1988), Algorithm AS 241, PPND16: relative error about 1e-16. Highest power first.
_CENTRE = (
    (2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
     13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608),
    (5226.495278852854561, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867,
     5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1.0),
)  # fmt: skip
_MIDDLE = (
    (7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258,
     3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734),
    (1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459,
     0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1.0),
)  # fmt: skip
_TAIL = (
    (2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093,
     0.29656057182850489123, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772),
    (2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5,
     7.868691311456132591e-4, 0.0148753612908506148525, 0.13692988092273580531, 0.59983220655588793769, 1.0),
)  # fmt: skip


def normal_quantile(p: np.ndarray) -> np.ndarray:
    """Return quantiles of the standard normal distribution, elementwise, for 0 < p < 1."""
    p = np.asarray(p, dtype=float)
    q = p - 0.5
    outside = np.abs(q) > 0.425
    found = np.asarray(_ratio(_CENTRE, 0.180625 - q * q) * q)
    r = np.sqrt(-np.log(np.minimum(p, 1.0 - p)[outside]))  # of the 15 percent that the centre is not good for
    tails = np.where(r <= 5.0, _ratio(_MIDDLE, r - 1.6), _ratio(_TAIL, r - 5.0))
    found[outside] = np.copysign(tails, q[outside])
    return found


def _ratio(coefficients: tuple[tuple[float, ...], tuple[float, ...]], r: np.ndarray) -> np.ndarray:
    return np.polyval(coefficients[0], r) / np.polyval(coefficients[1], r)
