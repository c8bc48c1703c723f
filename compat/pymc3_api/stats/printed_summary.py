"""The text that `pm.summary` printed until PyMC3 3.2. Source: pymc3.stats of 3.1."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from ...models.backends.base import MultiTrace
from ...models.modelling.util import get_default_varnames

OF_DRAWS, OF_QUANTILES = 17, 15  # widths of columns


class Statistics(NamedTuple):
    """Functions of draws: their interval (alpha=), the error of their mean by batches, and their quantiles."""

    interval: Callable[..., Any]
    error: Callable[[np.ndarray, int], Any]
    quantiles: Callable[[np.ndarray, Sequence[float]], Any]


def print_summary(
    of: Statistics,
    trace: MultiTrace,
    varnames: Sequence[str] | None = None,
    transform: Callable[[Any], Any] = lambda x: x,
    alpha: float = 0.05,
    start: int = 0,
    batches: int | None = None,
    roundto: int = 3,
    include_transformed: bool = False,
    to_file: str | None = None,
) -> None:
    """Print mean, sd, mc_error, interval and quantiles of each number, a variable after the other.

    of: how numbers are computed. trace: a MultiTrace. varnames: names of variables, of any shape; all by default.
    transform: applied to draws first. alpha: the share outside the interval. start: the first draw that counts.
    batches: number of batches of mc_error. roundto: digits. include_transformed: whether transformed variables are
    shown, too. to_file: path, in place of the standard output.
    """
    names = get_default_varnames(trace.varnames, include_transformed) if varnames is None else varnames
    batches = min(100, len(trace)) if batches is None else batches
    with contextlib.ExitStack() as files:
        out = sys.stdout if to_file is None else files.enter_context(open(to_file, "w"))
        for name in (str(getattr(one, "name", one)) for one in names):
            draws = np.asarray(transform(trace.get_values(name, burn=start, combine=True)))
            out.write(f"\n{name}:\n\n")
            for lines in (_of_draws(of, draws, batches, alpha, roundto), _of_quantiles(of, draws, alpha, roundto)):
                out.write("\n".join(f"  {line}" for line in lines) + "\n\n")


def _of_draws(of: Statistics, draws: np.ndarray, batches: int, alpha: float, digits: int) -> Iterator[str]:
    heads = ("Mean", "SD", "MC Error", f"{100 * (1 - alpha):g}% HPD interval")
    yield (head := _row(heads, OF_DRAWS))
    yield "-" * len(head)
    interval = of.interval(draws.reshape(len(draws), -1), alpha=alpha).reshape(*draws.shape[1:], 2)
    statistics = (draws.mean(0), draws.std(0), of.error(draws, batches))
    for place, above in _places(draws.shape[1:], len(head)):
        yield from above
        numbers = [f"{float(one[place]):.{digits}f}" for one in statistics]
        low, high = interval[place]
        yield _row([*numbers, f"[{low:.{digits}f}, {high:.{digits}f}]"], OF_DRAWS)


def _of_quantiles(of: Statistics, draws: np.ndarray, alpha: float, digits: int) -> Iterator[str]:
    shares = (100 * alpha / 2, 25, 50, 75, 100 * (1.0 - alpha / 2))
    yield "Posterior quantiles:"
    yield (head := _row([str(one) for one in shares], OF_QUANTILES))
    thin, thick = (sign * (OF_QUANTILES - 1) for sign in "-=")
    yield f"|{thin}|{thick}|{thick}|{thin}|"
    found = of.quantiles(draws, shares)
    for place, above in _places(draws.shape[1:], len(head)):
        yield from above
        yield _row([f"{float(found[one][place]):.{digits}f}" for one in shares], OF_QUANTILES)


def _row(cells: Sequence[str], width: int) -> str:
    return "".join(cell.ljust(width) for cell in cells).strip()


def _places(shape: tuple[int, ...], width: int) -> Iterator[tuple[tuple[int, ...], list[str]]]:
    """Yield each index, and the line above it where a row of the last axis begins."""
    for place in np.ndindex(shape):
        begins = not place or place[-1] == 0
        leading = ", ".join(map(str, place[:-1]))
        above = f"{f'[{leading}, :]':.^{width}}" if leading else ""
        yield place, [above] if begins else []
