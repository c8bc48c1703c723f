"""Statistics that PyMC3 had until 3.8, under their old names. Source: pymc3.stats of 3.0 to 3.8."""

from __future__ import annotations

import functools
import re
from collections import namedtuple
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from theano_common.statistics import ess_bulk, per_scalar, rhat

from ...emulated_versions import older_than
from ...models.backends.base import MultiTrace
from ...models.backends.tracetab import create_flat_names
from ...models.modelling.util import get_default_varnames
from ...models.optional_packages import import_arviz, import_pandas
from ...ops.tensor_types import TensorLike
from .. import diagnostics_until_3_7 as earlier
from ..arviz_bridge import through_arviz
from ..statistics_of_traces import of_a_trace, of_draws
from ..without_arviz import PROBABILITY, shortest
from .printed_summary import Statistics, print_summary


def _since_3_8(today: Callable[..., Any], before: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that is `before` where a release before 3.8 is emulated, and `today` elsewhere.

    InferenceData, which no such release knew, are always for `today`.
    """

    @functools.wraps(today)
    def statistic(*args: Any, **kwargs: Any) -> Any:
        is_todays = args and not isinstance(args[0], MultiTrace | np.ndarray | list | tuple)
        return (before if older_than("3.8") and not is_todays else today)(*args, **kwargs)

    return statistic


autocorr = _since_3_8(through_arviz("autocorr"), earlier.autocorr)
autocov = _since_3_8(through_arviz("autocov"), earlier.autocov)
gelman_rubin = _since_3_8(through_arviz("rhat", "gelman_rubin"), earlier.gelman_rubin)
effective_n = _since_3_8(through_arviz("ess", "effective_n"), earlier.effective_n)


def _with_alpha_before_3_8(real: Callable[..., Any]) -> Callable[..., Any]:
    """Read `hpd(x, alpha, transform)`, of 95 % where no share is given, where a release before 3.8 is emulated.

    Of a trace: {chain: {name: interval}}, or {name: interval} for a single chain.
    """

    @functools.wraps(real)
    def hpd(ary: Any, *args: Any, **kwargs: Any) -> Any:
        if not older_than("3.8"):
            return real(ary, *args, **kwargs)
        kwargs |= dict(zip(("alpha", "transform"), args, strict=False))
        if isinstance(ary, MultiTrace):
            chosen = {name: kwargs.pop(name) for name in _CHOSEN & set(kwargs)}
            return of_a_trace(ary, functools.partial(hpd, **kwargs), **chosen)
        return real(ary, **({} if "credible_interval" in kwargs else {"alpha": 0.05}) | kwargs)

    return hpd


_CHOSEN = {"vars", "chains", "burn", "thin", "combine", "squeeze"}  # of a trace, by get_values


@_with_alpha_before_3_8
def hpd(
    ary: Any,
    credible_interval: float | None = None,
    circular: bool = False,
    multimodal: bool = False,
    skipna: bool = False,
    *,
    alpha: float | None = None,
    transform: Callable[[Any], Any] | None = None,
) -> np.ndarray:
    """Return the shortest interval that holds a share of the draws.

    ary: draws along the first axis, of shape (draws, ...). credible_interval: the share, 0.94 by default, as in ArviZ.
    alpha: the share outside, in older code: `hpd(x, alpha=0.05)`. skipna: whether NaN are left out.
    transform: a function of all draws that comes first. circular: whether values are angles. multimodal: whether
    several intervals are sought.

    With `emulate=3.4` alpha (0.05) and transform are the arguments by position. Returns an array (2,), or (..., 2).
    """
    if credible_interval is None:
        credible_interval = 1 - alpha if alpha is not None else _usual_probability()
    ary = np.asarray(ary if transform is None else transform(np.array(ary)))
    if circular or multimodal or ary.ndim < 1:
        return import_arviz().hdi(
            ary, hdi_prob=credible_interval, circular=circular, multimodal=multimodal, skipna=skipna
        )
    return np.apply_along_axis(
        lambda x: shortest(x[~np.isnan(x)] if skipna else x, credible_interval), 0, ary
    ).transpose((*range(1, ary.ndim), 0))


_bfmi = through_arviz("bfmi")


def bfmi(data: Any) -> Any:
    """Return the Bayesian fraction of missing information, from NUTS's energies: an array of shape (chains,).

    With `emulate=3.4` one number of all chains together, as in PyMC3 3.1 to 3.7.
    data: a trace, or, without that, InferenceData. KeyError where the step method left no energies.
    """
    if not older_than("3.8"):
        return _bfmi(data)
    energy = data["energy"]
    return np.square(np.diff(energy)).mean() / np.var(energy)


_r2_score = through_arviz("r2_score")
R2 = namedtuple("R2", "r2_median r2_mean r2_std")


def r2_score(y_true: Any, y_pred: Any, round_to: int | None = None) -> Any:
    """Return the share of variance that predictions explain of data: a Series with mean and deviation over draws.

    y_true: the data, of shape (n,). y_pred: the draws, (draws, n). round_to: digits. With `emulate=3.4` median, mean
    and sd of it as a tuple, to 2 digits by default; as in PyMC3 3.4 to 3.7 observations of one axis have a single
    share, of all draws together, those of two axes one for each row.
    """
    if not older_than("3.8"):
        return _r2_score(y_true, y_pred, **({} if round_to is None else {"round_to": round_to}))
    axis = 1 if np.ndim(y_true) > 1 else None
    explained, left = np.var(y_pred, axis=axis), np.var(np.asarray(y_true) - y_pred, axis=axis)
    share, digits = explained / (explained + left), 2 if round_to is None else round_to
    return R2(*(np.around(f(share), digits) for f in (np.median, np.mean, np.std)))


def _usual_probability() -> float:
    """Return ArviZ's setting, if ArviZ is installed."""
    try:
        return import_arviz().rcParams.get("stats.hdi_prob", PROBABILITY)
    except ImportError:
        return PROBABILITY


def geweke(ary: Any, first: float = 0.1, last: float = 0.5, intervals: int = 20) -> Any:
    """Return Geweke's (1992) scores: z-scores of an early part of the draws against the last part.

    ary: draws, (draws,); or a trace, which gives {chain: {name: scores}}, or {name: scores} for a single chain.
    first, last: shares of the draws in the two parts; ValueError if they overlap.
    intervals: number of starts of the early part, from the first draw to the last part.

    Returns an array of shape (intervals, 2): the start, and the score. With `emulate=3.7` or earlier the starts are
    a whole number of draws apart, rounded down, so that there are more of them: 25 of 100 draws. ValueError then for
    draws that are too few for the intervals.
    """
    if isinstance(ary, MultiTrace):
        return of_a_trace(ary, lambda values: _of_elements(values, first, last, intervals))
    if np.ndim(ary) > 1 and older_than("3.8"):
        return _of_elements(np.asarray(ary), first, last, intervals)
    for share in (first, last):
        if not 0 < share < 1:
            raise ValueError(f"Invalid intervals for Geweke convergence analysis {(first, last)}")
    if first + last >= 1:
        raise ValueError(f"Invalid intervals for Geweke convergence analysis {(first, last)}")
    ary = np.asarray(ary)
    end = len(ary) - 1
    scores = []
    for start in _starts((1 - last) * end, intervals):
        early = ary[start : start + int(first * (end - start))]
        late = ary[int(end - last * (end - start)) :]
        scores.append([start, (early.mean() - late.mean()) / np.sqrt(early.var() + late.var())])
    return np.array(scores)


def _starts(last: float, intervals: int) -> np.ndarray:
    """Return where the early parts start, up to the draw at which the late part starts."""
    if not older_than("3.8"):
        return np.linspace(0, last, num=intervals, endpoint=True, dtype=int)
    step = int(last / (intervals - 1)) if intervals > 1 else 0
    if step < 1:
        raise ValueError(
            f"geweke needs two intervals at least, and {intervals - 1} draws before the last part for {intervals} "
            f"intervals; there are {int(last)}. Give fewer `intervals`."
        )
    return np.arange(0, int(last), step)


def _of_elements(values: np.ndarray, first: float, last: float, intervals: int) -> Any:
    """Return the scores of a variable's draws; for several elements, nested lists along the last axis first."""
    if values.ndim > 1:
        return [_of_elements(one, first, last, intervals) for one in values.T]
    return geweke(values, first, last, intervals)


def df_summary(
    trace: MultiTrace,
    varnames: Sequence[str] | None = None,
    transform: Callable[[Any], Any] | None = None,
    stat_funcs: Any = None,
    extend: bool = False,
    include_transformed: bool = False,
    alpha: float = 0.05,
    start: int = 0,
    batches: int | None = None,
) -> Any:
    """Return a DataFrame with a row for each scalar and the columns of PyMC3 3.4.

    These are mean, sd, mc_error, hpd_2.5, hpd_97.5, and, from 3.3 on, n_eff and Rhat if there are two chains.

    trace: a MultiTrace. varnames: names of variables, of any shape; all by default. transform: applied to draws first.
    stat_funcs: functions for additional columns (if extend), or for other columns in place of these.
    extend: see stat_funcs. include_transformed: whether transformed variables have rows, too.
    alpha: the share outside the interval. start: the first draw that counts. batches: number of batches of mc_error.
    """
    pandas = import_pandas()
    tables = []
    names = get_default_varnames(trace.varnames, include_transformed) if varnames is None else varnames
    for name in (str(getattr(one, "name", one)) for one in names):  # a variable may stand for its name
        chains = [
            c if transform is None else transform(c)
            for c in trace.get_values(name, burn=start, combine=False, squeeze=False)
        ]
        values = np.concatenate(chains)
        flat = values.reshape(len(values), -1)
        columns, of_chains = {}, {}
        if extend or stat_funcs is None:
            interval = hpd(flat, alpha=alpha)
            columns = {
                "mean": values.mean(0),
                "sd": values.std(0),
                "mc_error": batch_error(values, min(100, len(trace)) if batches is None else batches),
                f"hpd_{100 * alpha / 2:g}": interval[:, 0],
                f"hpd_{100 * (1 - alpha / 2):g}": interval[:, 1],
            }
            if len(chains) > 1 and not older_than("3.3"):
                of_chains = _of_chains(np.stack(chains))
        table = pandas.DataFrame({key: np.ravel(value) for key, value in columns.items()})
        for function in stat_funcs or ():
            table = pandas.concat([table, function(flat)], axis=1)
        table = table.assign(**{key: np.ravel(value) for key, value in of_chains.items()})
        table.index = create_flat_names(name, values.shape[1:])
        tables.append(table)
    return pandas.concat(tables)


def _of_chains(x: np.ndarray) -> dict[str, Any]:
    """Return the columns of draws of several chains: as that release counted them, or as ArviZ does."""
    if older_than("3.8"):
        return {"n_eff": earlier.effective_n(x), "Rhat": earlier.gelman_rubin(x)}
    return {"n_eff": per_scalar(ess_bulk, x), "Rhat": per_scalar(rhat, x)}


def quantiles(
    x: TensorLike,
    qlist: Any = (2.5, 25, 50, 75, 97.5),
    transform: Callable[[Any], Any] = lambda x: x,
    **chosen: Any,
) -> Any:
    """Return percentage -> quantile of the draws, which are the first axis.

    Of a trace: {chain: {name: ...}}, or {name: ...} for a single chain; chosen: vars, chains, burn, thin, combine,
    squeeze.
    """
    if isinstance(x, MultiTrace):
        return of_a_trace(x, functools.partial(quantiles, qlist=qlist, transform=transform), **chosen)
    of_draws("quantiles", chosen)
    draws = np.sort(transform(np.array(x)), axis=0)
    return {q: draws[int(len(draws) * q / 100.0)] for q in qlist}


def with_hpd(table: Any) -> Any:
    """Return a summary with columns named as in ArviZ 0.8 and earlier: hpd_3% for hdi_3%."""
    if not hasattr(table, "columns"):
        return table
    return table.rename(columns=lambda name: re.sub("^hdi_", "hpd_", str(name)))


_summary = through_arviz("summary")


def summary(*args: Any, **kwargs: Any) -> Any:
    """Return a table with a row for each element: mean, sd, interval, errors, sample sizes, r_hat: `arviz.summary`.

    It takes a MultiTrace, InferenceData, or what else ArviZ takes, and ArviZ's keywords. If 3.4 is emulated it is
    `df_summary`, if 3.2 is it prints a text; if 3.8 is, the columns of the interval are hpd_3% and hpd_97%.
    """
    if not older_than("3.8"):
        made = _summary(*args, **kwargs)
        return with_hpd(made) if older_than("3.9") else made
    if "var_names" in kwargs:  # its name in 3.7
        kwargs["varnames"] = kwargs.pop("var_names")
    if older_than("3.3"):
        return print_summary(Statistics(hpd, batch_error, quantiles), *args, **kwargs)
    return df_summary(*args, **kwargs)


summary.arviz_name = "summary"  # type: ignore[attr-defined]


def batch_error(values: np.ndarray, batches: int | None) -> np.ndarray:
    """Return the standard error of the mean, from the means of `batches` (at most 100) consecutive batches."""
    batches = min(100, len(values)) if batches is None else batches
    if batches == 1:
        return values.std(0) / np.sqrt(len(values))
    length = len(values) // batches
    means = values[: length * batches].reshape(batches, length, *values.shape[1:]).mean(1)
    return means.std(0) / np.sqrt(batches)
