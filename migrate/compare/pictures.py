"""Pictures of a comparison as SVG, drawn by Matplotlib: density, ECDF and chains of each quantity."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from .row import Row

SAVED, NEW = "#d9730d", "#2f78c4"  # readable on white and on black
INK = "#8a8a8a"
MOST_POINTS = 200  # of one line


def available() -> bool:
    """Say whether Matplotlib is installed."""
    from importlib.util import find_spec

    return find_spec("matplotlib") is not None


def of_scalar(row: Row) -> str:
    """Draw density, ECDF and chains of one scalar, both sides overlaid. Return an <svg> element, or a sentence."""
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    assert row.old is not None and row.new is not None
    figure = Figure(figsize=(9.0, 2.1), layout="constrained")
    FigureCanvasSVG(figure)
    density, ecdf, chains = figure.subplots(1, 3, width_ratios=(1, 1, 1.3))
    sides = (("saved", row.old.draws, SAVED), ("new", row.new.draws, NEW))
    low, high = _window(row.old.draws, row.new.draws)
    if not np.isfinite(high - low):
        return "<p class='soft'>Its draws are too far apart for a picture.</p>"
    edges = _edges(row, low, high)
    for label, draws, color in sides:
        values = draws.ravel()
        density.hist(np.clip(values, low, high), edges, density=True, histtype="stepfilled", color=color, alpha=0.25)
        density.hist(np.clip(values, low, high), edges, density=True, histtype="step", color=color, label=label)
        ordered = np.quantile(values, np.linspace(0, 1, MOST_POINTS))
        ecdf.plot(ordered, np.linspace(0, 1, MOST_POINTS), color=color, lw=1.2)
        for chain in draws:
            x = chain[:: max(1, len(chain) // MOST_POINTS)]
            chains.plot(np.linspace(0, 1, len(x)), np.clip(x, low, high), color=color, lw=0.4, alpha=0.5)
    for axes, title in ((density, "density"), (ecdf, "ECDF"), (chains, "chains, from first to last draw")):
        axes.set_title(title, fontsize=8, color=INK)
        axes.tick_params(labelsize=7, colors=INK)
        for spine in axes.spines.values():
            spine.set_color(INK)
    ecdf.set_xlim(low, high)
    density.set_yticks([])
    chains.set_xticks([])
    density.legend(fontsize=7, frameon=False, labelcolor=INK)
    return _svg(figure)


def _window(old: np.ndarray, new: np.ndarray) -> tuple[float, float]:
    """Return the range to show: nearly all draws of both sides, with heavy tails clipped."""
    both = np.concatenate([old.ravel(), new.ravel()])
    low, high = np.quantile(both, [0.001, 0.999])
    room = 0.04 * (high - low) or 0.5
    return float(low - room), float(high + room)


def _edges(row: Row, low: float, high: float) -> np.ndarray:
    if _whole(row) and high - low <= 60:
        return np.arange(np.floor(low), np.ceil(high) + 1) + 0.5
    return np.linspace(low, high, 50)


def _whole(row: Row) -> bool:
    assert row.old is not None
    return bool((row.old.draws == np.rint(row.old.draws)).all())


def _svg(figure: object) -> str:
    from matplotlib import rc_context

    written = io.StringIO()
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "theano-compat"}):
        figure.savefig(written, format="svg", transparent=True, metadata={"Date": None})  # type: ignore[attr-defined]
    text = written.getvalue()
    return text[text.index("<svg") :]
