"""The results as one self-contained page: documents, then each cell with what stood there and what is printed now.

Nothing of a stored output is HTML in it: tables are text of our own, pictures PNG that were decoded and looked at.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from html import escape
from importlib.resources import files

from theano_common.printing import printable
from theano_common.verdict import OUTCOMES

from ...page import document, table
from ..answer import answer, sentence
from ..judging import AGREES, CANNOT_TELL, DIFFERS, EXPLAINED, NOT_SETTLED, SAME, VERDICTS, Judged
from ..numbers import Number
from ..releases import told
from ..repeated.strips import strip
from ..results import CellResult, DocumentResult, Posterior, Results
from ..rows import STATUSES
from ..tables import Block
from .text_report import failure

CLASSES = {
    SAME: "same",
    AGREES: "agree",
    EXPLAINED: "explained",
    CANNOT_TELL: "open",
    NOT_SETTLED: "unsettled",
    DIFFERS: "differ",
}
MAGIC = b"\x89PNG\r\n\x1a\n"
LONGEST = 20_000  # characters of a text on the page


def page(results: Results) -> str:
    """Return the whole page."""
    found = answer(results)
    parts = [
        "<h1>Does the paper still hold?</h1>",
        f"<p class='answer {found.verdict.outcome.css}'>{escape(printable(found.said))}</p>",
        f"<p id='closing'>{escape(printable(found.closing))}</p>" if found.closing else "",
        f"<p id='sentence'>{escape(printable(sentence(results)))}</p>",
        *(f"<p class='soft'>{escape(printable(one))}</p>" for one in results.remarks),
        _documents(results),
        _posteriors(results.posteriors),
        _filter(),
        *(_document(one, i) for i, one in enumerate(results.documents)),
    ]
    style, script = (
        files(__package__).joinpath(f"report.{kind}").read_text(encoding="utf-8") for kind in ("css", "js")
    )
    return document(f"{found.said} - migrate-reproduce", "\n".join(filter(None, parts)), style, script)


def _documents(results: Results) -> str:
    rows = []
    for i, one in enumerate(results.documents):
        state = "ran" if one.ran else "not begun" if not one.began else "not to its end" if one.stopped else "failed"
        cells = f"<td><a href='#d{i}'>{_shown(one.path)}</a></td><td>{state}</td>"
        cells += f"<td data-v='{one.done}'>{one.done} of {len(one.cells)}</td>"
        cells += "".join(f"<td class='{CLASSES[v] if one.counts[v] else ''}'>{one.counts[v]}</td>" for v in VERDICTS)
        rows.append(f"{cells}<td data-v='{one.seconds:.3f}'>{one.seconds:.0f} s</td>")
    return table(["document", "", "cells", *VERDICTS, "time"], rows)


def _posteriors(posteriors: Sequence[Posterior]) -> str:
    rows = [
        f"<td>{_shown(one.path)}</td>"
        f"<td class='{OUTCOMES[STATUSES[one.verdict]].css}'>{one.verdict or 'not compared'}</td>"
        f"<td>{_shown(one.script)}</td><td class='reason'>{_shown(one.reason)}</td>"
        for one in posteriors
    ]
    return "<h2>Saved posteriors</h2>" + table(["file", "verdict", "model", ""], rows) if rows else ""


def _filter() -> str:
    boxes = "".join(
        f"<label class='{CLASSES[v]}'><input type='checkbox' value='{CLASSES[v]}' checked>{v}</label>" for v in VERDICTS
    )
    boxes += "<label><input type='checkbox' value='failed' checked>failed</label>"
    boxes += "<label><input type='checkbox' value='picture' checked>none: pictures</label>"
    boxes += "<label><input type='checkbox' value='none'>none</label>"
    return f"<p class='filter'>show cells whose worst number is: {boxes} <output id='shown'></output></p>"


def _document(one: DocumentResult, i: int) -> str:
    head = f"<h2 id='d{i}'>{_shown(one.path)}</h2>"
    lines = [f"stopped: {one.stopped}"] if one.stopped else []
    if known := told(one.releases):
        lines.append(f"written for {known}" + (f"; emulate={one.emulates}" if one.emulates else ""))
        lines.append("; ".join(dict.fromkeys(f"{found.evidence}" for found in one.releases.values())))
    lines += one.faults
    lines += [f"it did not run again: these are the numbers of the report of {one.kept}"] if one.kept else []
    said = "".join(f"<p class='soft'>{_shown(line)}</p>" for line in lines)
    return f"<section>{head}{said}{''.join(_cell(cell, bool(one.kept)) for cell in one.cells)}</section>"


def _cell(cell: CellResult, kept: bool) -> str:
    """Return a cell. kept: its new outputs are not there, and a table has its numbers instead."""
    without = "picture" if cell.old_pictures or cell.new_pictures else "none"
    kind = "failed" if not cell.done else CLASSES.get(cell.verdict, without)
    numbers = [found for found in cell.judged if found.counts]
    counts = ", ".join(f"{sum(f.verdict == v for f in numbers)} {v}" for v in VERDICTS if _any(numbers, v))
    head = f"cell {cell.number} <span class='{CLASSES.get(cell.verdict, 'soft')}'>{counts}</span>"
    parts = [f"<details class='source'><summary>source</summary><pre>{_text(cell.source)}</pre></details>"]
    if cell.failed:
        parts.append(f"<p class='differ'>{_shown(failure(cell))}</p>")
    elif not cell.ended:
        parts.append("<p class='open'>it did not run to its end</p>")
    old = [_marked(block, i, [(f.old, f) for f in cell.judged if f.old_block == i]) for i, block in enumerate(cell.old)]
    new = [
        _marked(block, i, [(f.new, f) for f in cell.judged if f.new and f.new_block == i])
        for i, block in enumerate(cell.new)
    ]
    if not kept and (any(old) or any(new)):
        parts.append(_beside("".join(old), "".join(new)))
    parts.append(_runs(cell, kept))
    for k in range(0 if kept else max(len(cell.old_pictures), len(cell.new_pictures))):
        parts.append(_beside(_picture(cell.old_pictures, k), _picture(cell.new_pictures, k)))
    return f"<article class='cell' data-kind='{kind}'><h3>{head}</h3>{''.join(parts)}</article>"


def _runs(cell: CellResult, every: bool) -> str:
    """Return a table of the numbers that several runs judge, or of all: a strip of ticks, the stored number on it."""
    rows = [
        f"<td>{_shown(one.place)}</td><td data-v='{one.old.value}'>{_shown(one.old.text)}</td>"
        f"<td>{_shown(one.new.text if one.new else 'nothing')}</td>"
        f"<td>{strip(one.runs, one.old.value, CLASSES[one.verdict]) if one.runs else ''}</td>"
        f"<td class='{CLASSES[one.verdict]}'>{one.verdict}</td><td class='reason'>{_shown(one.reason)}</td>"
        for one in cell.judged
        if (one.runs or every) and one.counts
    ]
    return table(["number", "stored", "now", "runs", "", ""], rows) if rows else ""


def _any(judged: Sequence[Judged], verdict: str) -> bool:
    return any(one.verdict == verdict for one in judged)


def _beside(old: str, new: str) -> str:
    return (
        f"<div class='pair'><div><h4>stored</h4>{old or '<p class=soft>nothing</p>'}</div>"
        f"<div><h4>now</h4>{new or '<p class=soft>nothing</p>'}</div></div>"
    )


def _marked(block: Block, i: int, found: Sequence[tuple[Number | None, Judged]]) -> str:
    """Return a text with its numbers coloured by their verdicts."""
    if not block.text.strip():
        return ""
    parts, at = [], 0
    for number, one in sorted(((n, f) for n, f in found if n), key=lambda pair: pair[0].start):
        if number.start < at or number.end > LONGEST:
            continue
        tip = escape(printable(f"{one.verdict}: {one.place}" + (f": {one.reason}" if one.reason else "")), quote=True)
        parts.append(_text(block.text[at : number.start]))
        css = CLASSES[one.verdict] if one.counts else "soft"
        parts.append(f"<b class='{css}' title='{tip}'>{_text(number.text)}</b>")
        at = number.end
    parts.append(_text(block.text[at:LONGEST]))
    return f"<pre>{''.join(parts)}{'...' if len(block.text) > LONGEST else ''}</pre>"


def _picture(pictures: Sequence[str], k: int) -> str:
    """Return a picture as <img>, if it is a PNG."""
    if k >= len(pictures):
        return ""
    try:
        data = base64.b64decode("".join(pictures[k].split()), validate=True)
    except (binascii.Error, ValueError):
        return ""
    if not data.startswith(MAGIC):
        return ""
    return f"<img alt='picture {k + 1}' src='data:image/png;base64,{base64.b64encode(data).decode()}'>"


def _shown(text: str) -> str:
    return escape(printable(text))


def _text(text: str) -> str:
    return escape(printable(text, "\n\t"))
