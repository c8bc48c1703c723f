"""The certificate as one self-contained HTML page."""

from __future__ import annotations

from html import escape

from theano_common import verdict
from theano_common.verdict import OUTCOMES, Status

from ...page import document, table
from .report import SCRIPTS, ModelReport, Report, Row
from .verdicts import CONSTANT, EQUAL, NEAR

HEAD = {NEAR: "near: it agrees but for what no draws would show"}  # where the verdict's word is not enough


def page(report: Report) -> str:
    """Return the whole page."""
    css, answer = OUTCOMES[report.status].css, HEAD.get(report.verdict, report.verdict)
    parts = [
        f"<h1>Is the port the same model?</h1><p class='answer {css}'>{escape(answer)}</p>",
        f"<p>{escape(report.closing)}</p>" if report.closing else "",
        f"<dl>{_side('old', report.old, report)}{_side('new', report.new, report)}</dl>",
        *map(_model, report.parts),
        _list(report.remarks),
    ]
    return document(f"{report.verdict} - migrate-port", "\n".join(filter(None, parts)))


def _side(side: str, path: str, report: Report) -> str:
    versions = ", ".join(f"{name} {value}" for name, value in report.versions[side].items() if name != "library")
    return f"<dt>{side}</dt><dd>{escape(path)} <span class='soft'>({escape(versions)})</span></dd>"


def _model(one: ModelReport) -> str:
    name = one.name if one.name == SCRIPTS else f"Model {one.name}"
    head = f"<h2>{escape(name)}: {escape(one.verdict)}</h2><p>{escape(one.reason)}.</p>"
    others = table(["what", "verdict", "why"], [_other(row) for row in one.others]) if one.others else ""
    if not one.rows:
        return head + others + _list(one.remarks)
    sentence = f"{one.points_text}; the same within {one.tolerance:g} of the sum of the terms' absolute values"
    heads = ["what", "kind", "verdict", "largest difference / size", "old there", "new there", "constant", "note"]
    shown = table(heads, [_row(row) for row in one.rows])
    return f"{head}<p class='soft'>{escape(sentence)}</p>{shown}{others}{_list(one.remarks)}"


def _row(row: Row) -> str:
    kind = _css(row.said)
    shown = [row.old, row.new] if row.status != EQUAL else [None, None]
    cells = [
        f"<td class='{kind}'>{escape(row.name)}</td><td>{escape(row.kind)}</td><td class='{kind}'>"
        f"{escape(row.status)}</td><td data-v='{row.largest:.6g}'>{row.largest:.1e}</td>"
    ]
    cells += [f"<td>{'' if value is None else format(value, '.9g')}</td>" for value in shown]
    cells.append(f"<td>{format(row.constant, '+.9g') if row.status == CONSTANT else ''}</td>")
    return "".join([*cells, f"<td>{escape(row.note)}</td>"])


def _other(row: verdict.Row) -> str:
    kind = _css(row)
    name, why = escape(row.name), escape(row.why)
    return f"<td class='{kind}'>{name}</td><td class='{kind}'>{row.status.value}</td><td>{why}</td>"


def _css(row: verdict.Row) -> str:
    return "" if row.status is Status.EQUAL else OUTCOMES[row.status].css


def _list(remarks: tuple[str, ...]) -> str:
    return "<ul>" + "".join(f"<li>{escape(one)}</li>" for one in remarks) + "</ul>" if remarks else ""
