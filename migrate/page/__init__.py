"""A self-contained HTML page: the frame, style and script shared by the reports of check, compare and port."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from importlib.resources import files

from theano_common.printing import printable


def document(title: str, body: str, style: str = "", script: str = "") -> str:
    """Return a whole page: light and dark, tables sorted by a click on a head, no network. `body` is HTML.

    `style` and `script` are what this page needs in addition.
    """
    ours, sort = (files(__name__).joinpath(name).read_text(encoding="utf-8") for name in ("style.css", "sort.js"))
    style, script = ours + style, sort + script
    title, body = printable(title), printable(body, "\n\t")
    return (
        "<!doctype html>\n<html lang='en'><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width, initial-scale=1'>"
        f"<title>{escape(title)}</title><style>{style}</style></head>\n"
        f"<body>{body}\n<script>{script}</script></body></html>\n"
    )


def table(heads: Sequence[str], rows: Sequence[str]) -> str:
    """Return a table with heads (plain text) and rows of cells (`<td>...`); it scrolls if it is too wide."""
    head = "".join(f"<th>{escape(one)}</th>" for one in heads)
    body = "\n".join(f"<tr>{row}</tr>" for row in rows)
    return f"<div class='wide'><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
