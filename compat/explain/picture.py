"""A picture of a program as SVG.

Kernels are boxes from top to bottom, in execution order. Buffers are arrows: inputs from the left; on the right, what
one kernel leaves for another, and outputs.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from .facts import Facts
from .kernel import Buffer, Kernel
from .text import ops_text, shown, size, time

LEFT, BOX, LANE, PILL = 190, 420, 33, 150  # widths: of the inputs, of a kernel, of an arrow's lane, of a name
HEIGHT, GAP, PILL_HEIGHT = 64, 22, 22
LINES, LETTERS = 2, 56  # of a formula in a box


def picture(e: Facts) -> str:
    """Draw the SVG, with classes for its colours; "" where there are no kernels."""
    if not e.kernels:
        return ""
    rows = {k.number: n for n, k in enumerate(e.kernels)}
    inputs = [b for b in e.buffers if b.role in ("input", "data")]
    between = [b for b in e.buffers if b.role == "scratch" and b.last > b.first]
    outputs = [b for b in e.buffers if b.role == "output"]
    lanes, lane_of = _lanes(between)
    left = LEFT if inputs else 10
    right = left + BOX
    width = right + lanes * LANE + 60 + (PILL if outputs else 0)
    places_in, bottom_in = _stacked(inputs, rows, "first")
    places_out, bottom_out = _stacked(outputs, rows, "last")
    height = max(len(rows) * (HEIGHT + GAP), bottom_in, bottom_out) + GAP
    parts = [
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'xmlns="http://www.w3.org/2000/svg" aria-label="{escape(e.title)}: its kernels and buffers">',
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
        'orient="auto"><path d="M0 0L8 4L0 8z" class="tip"/></marker></defs>',
    ]
    for b in inputs:
        parts.append(_pill(e, b, 6, places_in[b.name]))
        readers = [k for k in e.kernels if any(t.array == b.name for t in k.reads)]
        for k in readers[:1] + readers[-1:] * (len(readers) > 1):
            parts.append(_arrow(6 + PILL, places_in[b.name] + PILL_HEIGHT / 2, left, _middle(rows[k.number]), b.name))
    for b in between:
        parts.append(
            _arc(
                right,
                _middle(rows[b.first]) + 10,
                _middle(rows[b.last]) - 10,
                right + 22 + LANE * lane_of[b.name],
                b.name,
                _buffer_title(e, b),
                [
                    _middle(rows[k.number]) - 10
                    for k in e.kernels
                    if b.first < k.number < b.last and any(t.array == b.name for t in k.reads)
                ],
            )
        )
    x = right + lanes * LANE + 50
    for b in outputs:
        if b.last:
            parts.append(_arrow(right, _middle(rows[b.last]), x, places_out[b.name] + PILL_HEIGHT / 2, b.name))
        parts.append(_pill(e, b, x, places_out[b.name]))
    parts += [_box(e, k, left, rows[k.number]) for k in e.kernels]
    return "\n".join([*parts, "</svg>"])


def _top(row: int) -> float:
    return GAP / 2 + row * (HEIGHT + GAP)


def _middle(row: int) -> float:
    return _top(row) + HEIGHT / 2


def _lanes(buffers: Sequence[Buffer]) -> tuple[int, dict[str, int]]:
    """Return (number of lanes, the lane of each buffer); buffers that are live together have different lanes."""
    free_from: list[int] = []
    lane_of: dict[str, int] = {}
    for b in sorted(buffers, key=lambda b: (b.first, b.last)):
        lane = next((n for n, free in enumerate(free_from) if free < b.first), len(free_from))
        if lane == len(free_from):
            free_from.append(0)
        free_from[lane], lane_of[b.name] = b.last, lane
    return len(free_from), lane_of


def _stacked(buffers: Sequence[Buffer], rows: dict[int, int], at: str) -> tuple[dict[str, float], float]:
    """Return heights for names beside the kernels that use them, without overlap; and the end of the last."""
    places: dict[str, float] = {}
    y = GAP / 2
    for b in sorted(buffers, key=lambda b: getattr(b, at)):
        y = max(y, _top(rows.get(getattr(b, at), 0)))
        places[b.name] = y
        y += PILL_HEIGHT + 5
    return places, y


def _buffer_title(e: Facts, b: Buffer) -> str:
    whole = b.bytes(e.lengths)
    return f"{b.name} {b.what} {b.dtype} {b.shape_text(e.lengths)}" + (f", {size(whole)}" if whole else "")


def _pill(e: Facts, b: Buffer, x: float, y: float) -> str:
    shown = b.what or b.name
    shown = f"{shown} {b.shape_text(e.lengths)}" if b.shape else shown
    return (
        f'<g class="{b.role}" data-buffer="{escape(b.name)}"><title>{escape(_buffer_title(e, b))}</title>'
        f'<rect x="{x}" y="{y}" width="{PILL}" height="{PILL_HEIGHT}" rx="11"/>'
        f'<text x="{x + PILL / 2}" y="{y + 15}" text-anchor="middle">{escape(_cut(shown, 22))}</text></g>'
    )


def _arrow(x: float, y: float, to_x: float, to_y: float, name: str) -> str:
    bend = (to_x - x) / 2
    return (
        f'<path class="arrow" data-buffer="{escape(name)}" marker-end="url(#tip)" '
        f'd="M{x} {y:g}C{x + bend:g} {y:g} {to_x - bend:g} {to_y:g} {to_x} {to_y:g}"/>'
    )


def _arc(x: float, y: float, to_y: float, out: float, name: str, title: str, between: Sequence[float]) -> str:
    """Draw an arrow from one kernel to the last reader, with a branch for each reader on the way."""
    turn = min(12.0, (to_y - y) / 2)
    branches = "".join(f'<path class="arrow" marker-end="url(#tip)" d="M{out} {b:g}H{x}"/>' for b in between)
    return (
        f'<g class="scratch" data-buffer="{escape(name)}"><title>{escape(title)}</title>'
        f'<path class="arrow" marker-end="url(#tip)" d="M{x} {y:g}H{out - turn:g}Q{out} {y:g} {out} {y + turn:g}'
        f'V{to_y - turn:g}Q{out} {to_y:g} {out - turn:g} {to_y:g}H{x}"/>{branches}'
        f'<text x="{out + 3}" y="{y + 3:g}">{escape(name)}</text></g>'
    )


def _box(e: Facts, k: Kernel, x: float, row: int) -> str:
    y = _top(row)
    whole = e.kernel_seconds
    share = k.seconds / whole if whole and k.seconds is not None else 0.0
    moved = k.bytes(e.lengths)
    costs = ", ".join([*([] if k.seconds is None else [time(k.seconds)]), *([size(moved)] if moved else [])])
    formulas = [_cut(shown(e, k, f), LETTERS) for f in k.formulas[:LINES]]
    if len(k.formulas) > LINES:
        formulas[-1] = _cut(formulas[-1], LETTERS - 10) + f"   + {len(k.formulas) - LINES} more"
    title = f"{k.name}: {ops_text(k, 24)}" + (f", for {shown(e, k, k.loops)}" if k.loops else "")
    lines = "".join(
        f'<text class="formula" x="{x + 12}" y="{y + 37 + 15 * n:g}">{escape(f)}</text>' for n, f in enumerate(formulas)
    )
    return (
        f'<g class="kernel {escape(k.kind)}" data-kernel="{k.name}"><title>{escape(title)}</title>'
        f'<rect class="box" x="{x}" y="{y:g}" width="{BOX}" height="{HEIGHT}" rx="6"/>'
        f'<rect class="share" x="{x}" y="{y:g}" width="{max(BOX * share, 0):.1f}" height="{HEIGHT}" rx="6"/>'
        f'<text class="name" x="{x + 12}" y="{y + 19:g}">{k.name}</text>'
        f'<text x="{x + 44}" y="{y + 19:g}">{escape(_cut(ops_text(k, 5), 34))}</text>'
        f'<text x="{x + BOX - 10}" y="{y + 19:g}" text-anchor="end">{escape(costs)}</text>{lines}</g>'
    )


def _cut(text: str, letters: int) -> str:
    return text if len(text) <= letters else text[: letters - 1] + "\u2026"
