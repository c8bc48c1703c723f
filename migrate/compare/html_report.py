"""The comparison as one self-contained HTML page: no network, light and dark, printable."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import numpy as np

from theano_common.installing import pip_install

from ..page import document, table
from . import pictures
from .verdict import MARGINS, STATISTICS

if TYPE_CHECKING:
    from theano_common.draws import Draws

    from .report import Report
    from .row import Row

FIRST_PICTURES, MOST_PICTURES = 2, 16


def page(report: Report, old: Draws | None = None, new: Draws | None = None) -> str:
    """Return the whole page. The draws, if given, tell how they were made: versions, seeds, samplers."""
    kind = report.headline.outcome.css
    scalars = [row for row in report.rows if row.kind == "scalar"]
    others = [row for row in report.rows if row.kind != "scalar"]
    parts = [
        f"<h1>Do the answers agree?</h1><p class='answer {kind}'>{escape(report.answer)}</p>",
        f"<p>{escape(' '.join([_sentence(report.reason), report.closing]).rstrip())}</p>",
        _sources(report, old, new),
        _replay(report),
        _facts(report),
        _pictures("Strongest evidence", scalars[:FIRST_PICTURES]),
        _scalar_table(scalars),
        _other_table(others),
        _pictures("More pictures", scalars[FIRST_PICTURES:MOST_PICTURES]),
    ]
    return document(f"{report.answer} - migrate-compare", "\n".join(filter(None, parts)))


def _sentence(text: str) -> str:
    first = text.partition(" ")[0]
    begun = text[:1].upper() + text[1:] if first.rstrip(":,;").isalpha() else text  # but not the name of a variable
    return begun + ("" if text.endswith(".") else ".")


def _sources(report: Report, old: Draws | None, new: Draws | None) -> str:
    rows = []
    for side, source, draws in (("saved", report.sources[0], old), ("new", report.sources[1], new)):
        if not source:
            continue
        attrs = draws.attrs if draws is not None else {}
        versions = attrs.get("versions") or {}
        known = ", ".join(f"{name} {value}" for name, value in versions.items()) or "versions not in the file"
        seed = f"; seed {attrs['seed']}" if "seed" in attrs else ""
        rows.append(f"<dt>{side}</dt><dd>{escape(source)} <span class='soft'>({escape(known + seed)})</span></dd>")
    return f"<dl>{''.join(rows)}</dl>"


def _replay(report: Report) -> str:
    if report.replay is None:
        return ""
    replay = report.replay
    source = [f"<h2>Replay: the rebuilt log density at the saved draws</h2><p>{escape(_sentence(replay.message))}</p>"]
    if replay.blame is not None:
        source.append(f"<p>{escape(_sentence(replay.blame.text()))}</p>")
    if replay.terms:
        terms = "\n".join(f"{name}  {value:.12g}" for name, value in replay.terms.items())
        source.append(f"<p class='soft'>Its terms at saved draw {replay.first}:</p><pre>{escape(terms)}</pre>")
    return "".join(source)


def _facts(report: Report) -> str:
    lines = [one.text() for one in (report.joint, report.power) if one is not None]
    lines += [*report.remarks, *report.explanations, *report.hints]
    items = "".join(f"<li>{escape(_sentence(one))}</li>" for one in lines)
    return f"<h2>Also</h2><ul>{items}</ul>" if items else ""


def _scalar_table(rows: list[Row]) -> str:
    if not rows:
        return ""
    heads = ["quantity", "z", "ESS saved", "ESS new", "R-hat together"]
    heads += [f"{name} ±{margin:g}" for name, margin in zip(STATISTICS, MARGINS, strict=True)]
    body = []
    for row in rows:
        assert row.old is not None and row.new is not None
        cells = _number(row.z, ".1f") + _number(min(row.old.bulk, row.old.tail), ".0f")
        cells += _number(min(row.new.bulk, row.new.tail), ".0f") + _number(row.rhat_together, ".3f")
        cells += "".join(_difference(row, j) for j in range(len(row.statistics)))
        body.append(f"<td class='{_class(row)}'>{escape(row.name)}</td>{cells}")
    return (
        "<h2>Scalars, strongest evidence first</h2><p class='soft'>new - saved in standard deviations of the "
        "posterior, ± Monte Carlo standard error; margins in the head; "
        "<span class='differ'>differs</span>, <span class='open'>not decided</span>; a click on a head sorts</p>"
        + table(heads, body)
    )


def _other_table(rows: list[Row]) -> str:
    if not rows:
        return ""
    body = [
        f"<td class='{_class(row)}'>{escape(row.name)}</td><td>{escape(statistic)}</td>"
        + _difference(row, j)
        + _number(row.margins[j], "g")
        for row in rows
        for j, statistic in enumerate(row.statistics)
    ]
    return "<h2>Correlations and tables</h2>" + table(["quantity", "of", "new - saved", "margin"], body)


def _number(value: float, form: str) -> str:
    return f"<td data-v='{value:.6g}'>{value:{form}}</td>"


def _class(row: Row) -> str:
    return "differ" if row.beyond else "" if row.inside else "open"


def _difference(row: Row, j: int) -> str:
    difference, error = row.difference[j], row.error[j]
    if np.isnan(difference):
        return "<td data-v='0' class='soft'>-</td>"
    out = " class='out'" if abs(difference) > row.margins[j] else ""
    return f"<td data-v='{difference:.6g}'{out}>{difference:+.3f} ±{error:.3f}</td>"


def _pictures(title: str, rows: list[Row]) -> str:
    if not rows:
        return ""
    if not pictures.available():
        return f"<p class='soft'>Pictures need Matplotlib: {escape(pip_install('matplotlib'))}</p>"
    key = "<span class='key'><i class='saved'></i>saved <i class='new'></i>new</span>"
    figures = [f"<figure><figcaption>{escape(row.name)}</figcaption>{pictures.of_scalar(row)}</figure>" for row in rows]
    return f"<h2>{title} {key}</h2>" + "".join(figures)
