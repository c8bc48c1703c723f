"""A graph as SVG: boxes in layers from top to bottom, each below all that it reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from statistics import fmean

LETTER, LINE, PAD = 6.7, 15, 9  # sizes of the text in a box
GAP, BETWEEN, LANE = 14, 30, 10  # between boxes beside each other, between layers, for an edge that passes a layer
SWEEPS = 24

Edge = tuple[str, str]
Near = dict[str, list[str]]  # name -> the names in the next layer that an edge joins it with


@dataclass(frozen=True)
class Box:
    """A node of the picture: its text, and a class for its colours."""

    lines: tuple[str, ...]
    kind: str = "op"

    @property
    def width(self) -> float:
        """Return its width, by its longest line."""
        return max(map(len, self.lines)) * LETTER + 2 * PAD

    @property
    def height(self) -> float:
        """Return its height, by its lines."""
        return len(self.lines) * LINE + PAD


def drawn(boxes: Mapping[str, Box], edges: Sequence[Edge], label: str) -> str:
    """Return the SVG. Edges lead from a box to one that reads it, without circles."""
    layers, chains = _layered(_depths(list(boxes), edges), edges)
    above, below = _neighbours(chains)
    _order(layers, above, below)
    widths = {name: boxes[name].width if name in boxes else LANE for layer in layers for name in layer}
    middles = _middles(layers, above, below, widths)
    top: dict[str, float] = {}
    bottom: dict[str, float] = {}
    y = GAP / 2
    for layer in layers:
        end = y + max(boxes[name].height for name in layer if name in boxes)
        top |= dict.fromkeys(layer, y)
        bottom |= dict.fromkeys(layer, end)
        y = end + BETWEEN
    left = min(middles[name] - width / 2 for name, width in widths.items()) - GAP
    width = max(middles[name] + width / 2 for name, width in widths.items()) + GAP - left
    height = y - BETWEEN + GAP / 2
    head = (
        f'<svg viewBox="{left:.0f} 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}" role="img" '
        f'xmlns="http://www.w3.org/2000/svg" aria-label="{escape(label)}">'
    )
    paths = [
        _path(top[first] + boxes[first].height, [(middles[name], top[name], bottom[name]) for name in (first, *rest)])
        for first, *rest in chains
    ]
    return "\n".join([head, *paths, *(_drawn(box, middles[name], top[name]) for name, box in boxes.items()), "</svg>"])


def _depths(names: Sequence[str], edges: Sequence[Edge]) -> dict[str, int]:
    """Return the layer of each box: below all that it reads, and what reads nothing just above its first reader."""
    depth = dict.fromkeys(names, 0)
    for _ in names:
        for source, reader in edges:
            depth[reader] = max(depth[reader], depth[source] + 1)
    for name in set(names) - {reader for _, reader in edges}:
        depth[name] = min((depth[reader] for source, reader in edges if source == name), default=1) - 1
    return depth


def _layered(depth: Mapping[str, int], edges: Sequence[Edge]) -> tuple[list[list[str]], list[list[str]]]:
    """Return (layers, edges as chains); an edge that passes a layer has a name of its own there."""
    layers: list[list[str]] = [[] for _ in range(max(depth.values()) + 1)]
    for name, k in depth.items():
        layers[k].append(name)
    chains = []
    for number, (source, reader) in enumerate(dict.fromkeys(edges)):
        lanes = [f"edge {number} in {k}" for k in range(depth[source] + 1, depth[reader])]
        for k, lane in enumerate(lanes, depth[source] + 1):
            layers[k].append(lane)
        chains.append([source, *lanes, reader])
    return layers, chains


def _neighbours(chains: Sequence[Sequence[str]]) -> tuple[Near, Near]:
    above: Near = {}
    below: Near = {}
    for chain in chains:
        for one, other in pairwise(chain):
            below.setdefault(one, []).append(other)
            above.setdefault(other, []).append(one)
    return above, below


def _order(layers: list[list[str]], above: Near, below: Near) -> None:
    """Sort each layer by the mean place of neighbours, down and up by turns, so that few edges cross."""
    place = {name: float(k) for layer in layers for k, name in enumerate(layer)}
    for sweep in range(SWEEPS):
        near = below if sweep % 2 else above
        for layer in reversed(layers) if sweep % 2 else layers:
            wanted = {name: fmean([place[one] for one in near.get(name, [name])]) for name in layer}
            layer.sort(key=wanted.__getitem__)
            place |= {name: float(k) for k, name in enumerate(layer)}


def _middles(
    layers: Sequence[Sequence[str]], above: Near, below: Near, widths: Mapping[str, float]
) -> dict[str, float]:
    """Return where each box stands: near its neighbours, without overlap."""
    middles = dict.fromkeys(widths, 0.0)
    for sweep in range(SWEEPS):
        near = below if sweep % 2 else above
        for layer in reversed(layers) if sweep % 2 else layers:
            wanted = [fmean([middles[one] for one in near.get(name, [name])]) for name in layer]
            apart = [(widths[one] + widths[other]) / 2 + GAP for one, other in pairwise(layer)]
            from_left, from_right = wanted[:], wanted[:]
            for k, distance in enumerate(apart):
                from_left[k + 1] = max(from_left[k + 1], from_left[k] + distance)
            for k, distance in reversed(list(enumerate(apart))):
                from_right[k] = min(from_right[k], from_right[k + 1] - distance)
            middles |= {name: fmean(both) for name, *both in zip(layer, from_left, from_right, strict=True)}
    return middles


def _path(start: float, points: Sequence[tuple[float, float, float]]) -> str:
    """Return an edge through (middle, top, bottom) of layers: curves between layers, straight beside their boxes."""
    x, _, y = points[0]
    steps = [f"M{x:.0f} {start:.0f}V{y:.0f}"]
    for x_to, top, bottom in points[1:]:
        half = (y + top) / 2
        steps.append(f"C{x:.0f} {half:.0f} {x_to:.0f} {half:.0f} {x_to:.0f} {top:.0f}")
        if (x_to, top, bottom) != points[-1]:
            steps.append(f"V{bottom:.0f}")
        x, y = x_to, bottom
    return f'<path class="edge" d="{"".join(steps)}"/>'


def _drawn(box: Box, middle: float, top: float) -> str:
    x = middle - box.width / 2
    lines = "".join(
        f'<text x="{x + PAD:.1f}" y="{top + LINE * k + 16:.1f}">{escape(line)}</text>'
        for k, line in enumerate(box.lines)
    )
    return (
        f'<g class="{box.kind}"><rect x="{x:.1f}" y="{top:.1f}" width="{box.width:.1f}" height="{box.height}" rx="5"/>'
        f"{lines}</g>"
    )
