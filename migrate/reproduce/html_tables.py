"""Tables in HTML, written as text: nothing of the HTML itself is kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from .numbers import is_number, number
from .tables import Block, Table, counted

MOST_CELLS = 20_000  # what comes after is left out
WIDEST = 200  # columns that a cell may span


@dataclass
class _Read:
    """A row: whether it is a head, and (text, whether it names the row, how many rows it spans) of its cells."""

    head: bool
    cells: list[tuple[str, bool, int]] = field(default_factory=list)


class _Reader(HTMLParser):
    """Collect the rows of each table."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[_Read]] = []
        self._in_head = False
        self._text: list[str] | None = None
        self._span = (1, 1)
        self._names, self._cells, self._silent = False, 0, 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("style", "script"):
            self._silent += 1
        elif tag == "table":
            self.tables.append([])
        elif tag == "thead":
            self._in_head = True
        elif tag == "tr" and self.tables:
            self.tables[-1].append(_Read(self._in_head))
        elif tag in ("td", "th") and self.tables and self.tables[-1]:
            given = dict(attrs)
            self._text, self._names = [], tag == "th"
            self._span = (_count(given.get("rowspan")), _count(given.get("colspan")))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("style", "script"):
            self._silent = max(0, self._silent - 1)
        elif tag == "thead":
            self._in_head = False
        elif tag in ("td", "th") and self._text is not None:
            text = " ".join("".join(self._text).split())
            rows, columns = self._span
            self._cells += columns
            if self._cells <= MOST_CELLS:
                self.tables[-1][-1].cells += [(text, self._names, rows)] * columns
            self._text = None

    def handle_data(self, data: str) -> None:
        if self._text is not None and not self._silent:
            self._text.append(data)


def of_html(html: str) -> list[Block]:
    """Return each table of an HTML output as a text of its own, with its numbers; those without any are left out."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return [block for rows in reader.tables if (block := _block(rows)).tables[0].cells]


def _count(text: str | None) -> int:
    return min(max(int(text), 1), WIDEST) if text and text.isdecimal() else 1


def _block(rows: list[_Read]) -> Block:
    heads = [row for row in rows if row.head or (row.cells and all(names for _, names, _ in row.cells))]
    body = _filled([row for row in rows if row not in heads])
    names = counted([" ".join(filter(None, one)) or str(i) for i, (one, _) in enumerate(body)])
    width = max((len(cells) for _, cells in body), default=0)
    levels = [[text for text, _, _ in row.cells][-width:] for row in heads if len(row.cells) >= width > 0]
    joined = [" ".join(filter(None, column)) for column in zip(*levels, strict=True)] if levels else []
    columns = counted(joined or [str(i) for i in range(width)])
    return _written(names, columns, [cells for _, cells in body])


def _filled(rows: list[_Read]) -> list[tuple[list[str], list[str]]]:
    """Return (names, cells) of each row; a name that spans rows stands in each of them."""
    found = []
    over: list[tuple[str, int]] = []  # names from above, how many rows they go on
    for row in rows:
        own = [(text, span) for text, names, span in row.cells if names]
        cells = [text for text, names, _ in row.cells if not names]
        if not own and not over and cells and not is_number(cells[0]):
            own, cells = [(cells[0], 1)], cells[1:]  # a table that somebody wrote by hand
        above = [text for text, left in over if left > 0]
        found.append((above + [text for text, _ in own], cells))
        over = [(text, left - 1) for text, left in over if left > 1]
        over += [(text, span - 1) for text, span in own if span > 1]
    return found


def _written(names: list[str], columns: list[str], rows: list[list[str]]) -> Block:
    """Write a table as text, and find its numbers there."""
    first = max([len(name) for name in names], default=0)
    widths = [max([len(head), *(len(row[j]) for row in rows if j < len(row))]) for j, head in enumerate(columns)]
    lines = [" " * first + "".join(f"  {head:>{width}}" for head, width in zip(columns, widths, strict=True))]
    at = len(lines[0]) + 1
    cells = {}
    for name, row in zip(names, rows, strict=True):
        line = f"{name:<{first}}"
        for column, width, text in zip(columns, widths, row, strict=False):
            line += f"  {text:>{width}}"
            if is_number(text):
                cells[name, column] = number(text, at + len(line) - len(text))
        lines.append(line)
        at += len(line) + 1
    return Block("\n".join(lines) + "\n", (Table(tuple(names), tuple(columns), cells),))
