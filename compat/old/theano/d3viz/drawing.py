"""The picture of a graph: nodes in layers, inputs on top, as SVG in a self-contained HTML page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from ....graph.traversal import applies
from ....graph.variable import Constant, SharedVariable, Variable
from ....theano_api.printing.dot import COLOURS
from ....theano_api.printing.legacy_graph_form import op_text

WIDTH, HEIGHT, ACROSS, DOWN, LETTERS = 150, 30, 175, 75, 22  # width and height of boxes, distances, length of texts


@dataclass
class Box:
    """A box: an application, a leaf, an output or a named variable."""

    text: str
    title: str
    kind: str
    above: list[tuple[int, str]] = field(default_factory=list)  # (box, label of the arrow)
    layer: int = 0
    x: float = 0.0


def boxes(outputs: Sequence[Any], compact: bool) -> list[Box]:
    """Return the boxes of a graph, each after those it depends on."""
    made: list[Box] = []
    of: dict[int, int] = {}

    def add(key: object, box: Box) -> int:
        box.layer = 1 + max((made[k].layer for k, _ in box.above), default=-1)
        made.append(box)
        of[id(key)] = len(made) - 1
        return len(made) - 1

    def shown(v: Variable) -> int:
        if id(v) not in of:
            kind = "constant" if isinstance(v, Constant) else "shared" if isinstance(v, SharedVariable) else "input"
            add(v, Box(v.name or str(v), f"{kind} {v}: {v.type}", kind))
        return of[id(v)]

    for node in applies(outputs):
        line = f"\n{node.compat_origin}" if node.compat_origin else ""
        arrows = [(shown(v), str(v.type)) for v in node.inputs]
        number = add(node, Box(op_text(node), f"{node}{line}", "apply", arrows))
        for v in node.outputs:
            of[id(v)] = number
            if v.name or not compact:
                add(v, Box(str(v), f"{v}: {v.type}", "variable", [(number, str(v.type))]))
    for k, v in enumerate(outputs):
        add(object(), Box(v.name or f"output {k}", f"output {k}: {v.type}", "output", [(shown(v), str(v.type))]))
    _lay_out(made)
    return made


def _lay_out(made: list[Box]) -> None:
    """Place leaves just above their clients; within a layer, boxes in the order of those above them."""
    below: dict[int, int] = {}
    for box in made:
        for k, _ in box.above:
            below[k] = min(below.get(k, box.layer), box.layer)
    for k, box in enumerate(made):
        if not box.above:
            box.layer = below.get(k, 1) - 1
    layers: dict[int, list[Box]] = {}
    for box in made:
        layers.setdefault(box.layer, []).append(box)
    for _, layer in sorted(layers.items()):
        wanted = {id(b): sum(made[k].x for k, _ in b.above) / len(b.above) if b.above else b.x for b in layer}
        end = float("-inf")
        for box in sorted(layer, key=lambda b: wanted[id(b)]):
            box.x = max(wanted[id(box)], end)
            end = box.x + ACROSS


_COLOURS = {
    "apply": "#fff3d6",
    "constant": "#eeeeee",
    "variable": "#ffffff",
    "input": COLOURS["input"],
    "shared": COLOURS["shared"],
    "output": COLOURS["output"],
}
_SCRIPT = """
const svg = document.querySelector("svg"), view = svg.viewBox.baseVal;
let held = null;
const at = e => new DOMPoint(e.clientX, e.clientY).matrixTransform(svg.getScreenCTM().inverse());
function move(box, x, y) {
  const end = (which, k, up) => {
    for (const arrow of document.querySelectorAll(`[data-${which}="${box.id}"]`)) {
      arrow.setAttribute("x" + k, x);
      arrow.setAttribute("y" + k, y + up);
    }
  };
  box.setAttribute("transform", `translate(${x} ${y})`);
  end("from", 1, 15);
  end("to", 2, -15);
}
svg.addEventListener("pointerdown", e => { held = {box: e.target.closest("g.box"), p: at(e)}; });
svg.addEventListener("pointermove", e => {
  if (!held) return;
  const p = at(e);
  if (held.box) move(held.box, p.x, p.y); else { view.x -= p.x - held.p.x; view.y -= p.y - held.p.y; }
});
window.addEventListener("pointerup", () => { held = null; });
svg.addEventListener("wheel", e => {
  e.preventDefault();
  const p = at(e), by = e.deltaY > 0 ? 1.1 : 1 / 1.1;
  view.x = p.x - (p.x - view.x) * by; view.y = p.y - (p.y - view.y) * by; view.width *= by; view.height *= by;
}, {passive: false});
"""


def page(outputs: Sequence[Any], compact: bool = True) -> str:
    """Return the HTML of a graph's picture."""
    made = boxes(outputs, compact)
    left, right = min(b.x for b in made) - WIDTH, max(b.x for b in made) + WIDTH
    bottom = (max(b.layer for b in made) + 1) * DOWN
    lines = []
    for number, box in enumerate(made):
        for k, carried in box.above:
            start = made[k]
            lines.append(
                f'<line data-from="b{k}" data-to="b{number}" x1="{start.x:g}" y1="{start.layer * DOWN + 15}" '
                f'x2="{box.x:g}" y2="{box.layer * DOWN - 15}"><title>{escape(carried)}</title></line>'
            )
    for number, box in enumerate(made):
        text = box.text if len(box.text) <= LETTERS else box.text[: LETTERS - 1] + "…"
        lines.append(
            f'<g class="box {box.kind}" id="b{number}" transform="translate({box.x:g} {box.layer * DOWN})">'
            f'<title>{escape(box.title)}</title><rect x="{-WIDTH // 2}" y="{-HEIGHT // 2}" width="{WIDTH}" '
            f'height="{HEIGHT}" rx="{15 if box.kind == "apply" else 2}" fill="{_COLOURS[box.kind]}"/>'
            f'<text y="4">{escape(text)}</text></g>'
        )
    body = "\n".join(lines)
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>graph</title><style>
html, body {{ margin: 0; height: 100%; }} svg {{ width: 100%; height: 100%; font: 12px sans-serif; }}
text {{ text-anchor: middle; pointer-events: none; }} rect {{ stroke: #444; }} g.box {{ cursor: move; }}
line {{ stroke: #777; marker-end: url(#tip); }}
</style></head><body>
<svg viewBox="{left:g} {-DOWN} {right - left:g} {bottom + DOWN}" xmlns="http://www.w3.org/2000/svg">
<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">
<path d="M0 0L8 4L0 8z" fill="#777"/></marker></defs>
{body}
</svg><script>{_SCRIPT}</script></body></html>
"""
