"""An explanation as one self-contained HTML page: no script, font or style from elsewhere, light and dark."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from .facts import Facts
from .kernel import Kernel
from .picture import picture
from .text import amount, backend, buffer_rows, flops_text, kernel_rows, meaning, shown, summary

_STYLE = """
.explanation { --ground: #fff; --ink: #1c2430; --soft: #5b6675; --line: #d4dae3; --box: #f4f6fa; --share: #cfe0fb;
  --in: #e7f3e8; --data: #f0ecdf; --out: #fbe6dc; --arrow: #8794a8; color: var(--ink); background: var(--ground);
  font: 15px/1.5 system-ui, sans-serif; }
@media (prefers-color-scheme: dark) { .explanation { --ground: #14181f; --ink: #e4e8ee; --soft: #9aa6b6;
  --line: #333c49; --box: #1d232d; --share: #2b4369; --in: #21392a; --data: #39341f; --out: #472d22;
  --arrow: #75839a; } }
.explanation h1 { font-size: 1.4em; } .explanation h2 { font-size: 1.1em; margin: 1.8em 0 .5em; }
.explanation pre, .explanation code, .explanation .formula { font: 12.5px/1.5 ui-monospace, monospace; }
.explanation pre { background: var(--box); padding: .8em 1em; overflow-x: auto; border-radius: 6px; }
.explanation .wide { overflow-x: auto; } .explanation .soft { color: var(--soft); }
.explanation table { border-collapse: collapse; } .explanation td, .explanation th { padding: .25em .9em .25em 0;
  text-align: left; border-bottom: 1px solid var(--line); white-space: nowrap; vertical-align: top; }
.explanation td.number, .explanation th.number { text-align: right; font-variant-numeric: tabular-nums; }
.explanation td.long { white-space: normal; }
.explanation svg text { fill: var(--ink); font: 12px system-ui, sans-serif; }
.explanation svg text.formula { font: 11.5px ui-monospace, monospace; fill: var(--soft); }
.explanation svg text.name { font-weight: 600; } .explanation svg rect { stroke: var(--line); }
.explanation svg .box { fill: var(--box); } .explanation svg .share { fill: var(--share); stroke: none; }
.explanation svg .input rect { fill: var(--in); } .explanation svg .data rect { fill: var(--data); }
.explanation svg .output rect { fill: var(--out); }
.explanation svg .arrow { fill: none; stroke: var(--arrow); stroke-width: 1.3; } .explanation svg .tip {
  fill: var(--arrow); }
"""


def page(e: Facts) -> str:
    """Write the whole page."""
    return pages([e])


def pages(several: Sequence[Facts]) -> str:
    """Write one page for all of them."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" '
        'content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(several[0].title)}</title>\n<style>\nbody {{ margin: 0; }} body > .explanation "
        "{ padding: 1.5em 2em 3em; min-height: 100vh; box-sizing: border-box; }\n</style>\n</head>\n<body>\n"
        + "\n".join(map(fragment, several))
        + "\n</body>\n</html>\n"
    )


def fragment(e: Facts) -> str:
    """Write the part that a notebook shows, which is the body of a page."""
    parts = [
        "<style>" + _STYLE + "</style>",
        '<div class="explanation">',
        f"<h1>{escape(e.title)}</h1>",
        f'<p class="soft">Backend: {escape(" ".join([backend(e) + ".", *e.notes]))}</p>',
    ]
    if e.kernels:
        parts += [
            f"<p>{escape(summary(e))}</p>",
            '<div class="wide">',
            picture(e),
            "</div>",
            "<h2>Kernels</h2>",
            _table(kernel_rows(e), numbers=range(1, 6)),
        ]
    if e.meaning and e.kernels and not e.lengths:
        lengths = "; ".join(meaning(e, n) for n in e.meaning)
        parts.append(f'<p class="soft">Lengths: {escape(lengths)}.</p>')
    if e.kernels:
        parts += [
            "<h2>What each computes</h2>",
            '<div class="wide"><table>',
            *(_computed(e, k) for k in e.kernels),
            "</table></div>",
        ]
    if e.buffers:
        parts += ["<h2>Buffers</h2>", _table(buffer_rows(e), numbers=(5,))]
    parts += ["<h2>Program</h2>", f"<pre>{escape(chr(10).join(e.program))}</pre>", "</div>"]
    return "\n".join(parts)


def _table(rows: Sequence[Sequence[str]], numbers: Sequence[int]) -> str:
    def row(cells: Sequence[str], tag: str) -> str:
        marks = [' class="number"' if k in numbers else "" for k in range(len(cells))]
        return "<tr>" + "".join(f"<{tag}{m}>{escape(c)}</{tag}>" for m, c in zip(marks, cells, strict=True)) + "</tr>"

    head, *others = rows
    lines = "\n".join([row(head, "th"), *(row(r, "td") for r in others)])
    return f'<div class="wide"><table>\n{lines}\n</table></div>'


def _computed(e: Facts, k: Kernel, inside: str = "") -> str:
    """Write the rows of one kernel and of those inside of it."""
    text = "\n".join(f"<div>{escape(shown(e, k, line))}</div>" for line in k.formulas)
    steps = f"{amount(e, k.steps)} steps" if k.inner and k.steps is not None else ""
    loops = f"for {shown(e, k, k.loops)}" if k.loops else steps
    name = f"{inside}{k.name}"
    own = (
        f'<tr id="{escape(name)}"><td>{escape(name)}</td><td class="soft">{escape(loops)}</td>'
        f'<td class="number">{escape(flops_text(e, k))}</td><td><code>{text}</code></td></tr>'
    )
    return own + "".join("\n" + _computed(e, inner, f"{name}.") for inner in k.inner)
