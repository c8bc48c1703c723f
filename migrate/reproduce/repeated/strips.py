"""The runs of a number as a strip of ticks, with the stored number on it: an SVG of our own, without a text."""

from __future__ import annotations

from collections.abc import Sequence

WIDTH, HEIGHT, EDGE = 220.0, 18.0, 6.0


def strip(runs: Sequence[float], stored: float, css: str) -> str:
    """Return the drawing: a tick for each run, the first one taller, a dot for the stored number.

    css: the class of the dot. The scale reaches from the lowest to the highest of all of them.
    """
    low, high = min(*runs, stored), max(*runs, stored)
    scale = (WIDTH - 2 * EDGE) / (high - low) if high > low else 0.0
    ticks = "".join(
        f"<line x1='{x:.1f}' x2='{x:.1f}' y1='{1 if i == 0 else 5}' y2='{HEIGHT - 1 if i == 0 else HEIGHT - 5}'/>"
        for i, x in ((i, EDGE + (value - low) * scale) for i, value in enumerate(runs))
    )
    dot = f"<circle class='{css}' cx='{EDGE + (stored - low) * scale:.1f}' cy='{HEIGHT / 2}' r='4'/>"
    box = f"viewBox='0 0 {WIDTH:.0f} {HEIGHT:.0f}'"
    return f"<svg class='strip' {box} role='img' aria-label='{len(runs)} runs'>{ticks}{dot}</svg>"
