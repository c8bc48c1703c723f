"""Notebooks: their code cells as one text, which can be put back without changing anything else in the JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from json import JSONDecodeError

from theano_common import python_2_source as python_2
from theano_common.read_source import LINE_END, NoNotebook, Unreadable, encoding_of, parse

from . import json_spans
from .json_spans import Value
from .magics import without_magics

# Private-use characters that no Python source has (a notebook with them is refused): comments made of them mark the
# beginnings of cells, and the lines that placeholders stand for.
CELL, LINE = "\ue0c0", "\ue0c1"
HEAD = re.compile(rf"^(?:if 1:)?#{CELL}(\d+)\n", re.MULTILINE)  # `if 1:` where IPython removes an indent
PLACEHOLDER = re.compile(rf"[^\n{LINE}]*#{LINE}(\d+)")
NUMBER = re.compile(rf"#{LINE}(\d+)")
PYTHON = ("python", "ipython", "sage", "pyspark", "xpython", "xeus-python", "conda-env", "pyodide")


@dataclass(frozen=True)
class Magic:
    """A line of IPython syntax: the number in its placeholder, and its line in the text."""

    number: int
    line: int
    text: str


@dataclass(frozen=True)
class Notebook:
    """The code of a notebook: `numbers` of the code cells, counting all from 1; line `starts[i]` precedes the i-th."""

    text: str = ""
    numbers: tuple[int, ...] = ()
    starts: tuple[int, ...] = ()
    magics: tuple[Magic, ...] = ()
    broken: tuple[Unreadable, ...] = ()
    python_2: bool = False
    note: str = ""


@dataclass(frozen=True)
class _Cell:
    number: int
    source: Value
    code: str
    python: str = ""  # the text with placeholders


def read(data: bytes) -> Notebook:
    """Return the code of a notebook. Raises Unreadable."""
    document = _document(_decoded(data))
    language = _language(document)
    if not language.lower().startswith(PYTHON):
        return Notebook(note=f"a notebook in {language}, which is not audited")
    cells, taken = _with_placeholders(list(_cells(document)))
    cells, errors = _readable(cells)
    text = _joined(cells)
    starts = [number for number, line in enumerate(LINE_END.split(text), start=1) if HEAD.match(line + "\n")]
    marks = [(number, PLACEHOLDER.match(line)) for number, line in enumerate(LINE_END.split(text), start=1)]
    magics = [Magic(int(mark[1]), number, taken[int(mark[1])]) for number, mark in marks if mark]
    broken = [Unreadable(e.code, e.message, starts[i] + e.line, e.column) for i, e in sorted(errors.items())]
    numbers = tuple(one.number for one in cells)
    return Notebook(text, numbers, tuple(starts), tuple(magics), tuple(broken), _old_kernel(document))


def written(data: bytes, text: str) -> bytes:
    """Return the notebook with `text` as its code; unchanged if that cannot be put back."""
    json = _decoded(data)
    cells, taken = _with_placeholders(list(_cells(_document(json))))
    cells, errors = _readable(cells)
    before, after = _separated(_joined(cells)), _separated(text)
    if len(after) != len(cells):
        return data
    edits: list[tuple[int, int, str]] = []
    for i, cell in enumerate(cells):
        if after[i] == before[i]:
            continue
        if i in errors or NUMBER.findall(after[i]) != NUMBER.findall(before[i]):
            return data
        edits += _edits(json, cell.source, PLACEHOLDER.sub(lambda mark: taken[int(mark[1])], after[i]))
    for start, end, new in sorted(edits, reverse=True):
        json = json[:start] + new + json[end:]
    return json.encode(encoding_of(data))


def shown(text: str, numbers: tuple[int, ...], magics: tuple[Magic, ...]) -> str:
    """Return the text as a person reads it, with as many lines."""
    lines = {magic.number: magic.text for magic in magics}
    text = HEAD.sub(lambda head: f"# cell {numbers[int(head[1])]}\n", text)
    return PLACEHOLDER.sub(lambda mark: lines[int(mark[1])], text)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise NoNotebook("MC901", f"byte 0x{data[error.start]:02x} is not UTF-8, as notebooks are", line) from None


def _document(text: str) -> Value:
    try:
        document = json_spans.parsed(text)
    except JSONDecodeError as error:
        raise NoNotebook("MC901", f"not a notebook, its JSON ends in {error.msg}", error.lineno, error.colno) from None
    except RecursionError:
        raise NoNotebook("MC901", "not a notebook: its JSON is nested too deeply") from None
    if document.get("cells") is None and document.get("worksheets") is None:
        raise NoNotebook("MC901", "not a notebook: it has no cells")
    return document


def _language(document: Value) -> str:
    for keys in (("language_info", "name"), ("kernelspec", "language"), ("language",)):
        found = document.get("metadata", *keys)
        if isinstance(found, str) and found:
            return found
    return "python"


def _old_kernel(document: Value) -> bool:
    version = document.get("metadata", "language_info", "version")
    kernel = document.get("metadata", "kernelspec", "name")
    return str(version).startswith("2") if version else kernel == "python2"


def _cells(document: Value) -> Iterator[_Cell]:
    """Yield the code cells, of nbformat 4 and of the worksheets of older ones."""
    lists = [document.items("cells"), *(sheet.items("cells") for sheet in document.items("worksheets"))]
    number = 0
    for cell in (cell for one in lists for cell in one):
        number += 1
        language = cell.get("language")
        if cell.get("cell_type") != "code" or isinstance(language, str) and not language.lower().startswith(PYTHON):
            continue
        fields = cell.value
        source = fields.get("source") or fields.get("input")
        if source is None:
            continue
        if isinstance(source.value, str):
            yield _Cell(number, source, source.value)
        elif isinstance(source.value, list) and all(isinstance(line.value, str) for line in source.value):
            yield _Cell(number, source, "".join(line.value for line in source.value))


def _with_placeholders(cells: list[_Cell]) -> tuple[list[_Cell], list[str]]:
    taken: list[str] = []
    done = []
    for cell in cells:
        if CELL in cell.code or LINE in cell.code:
            raise Unreadable("MC901", f"cell {cell.number} has U+E0C0 or U+E0C1, with which marks are made here")
        python = cell.code
        if isinstance(_problem(python), Unreadable) or "%pylab" in python:  # valid Python has no magics
            python, lines = without_magics(cell.code, f"#{LINE}", len(taken))
            taken += lines
        done.append(replace(cell, python=python))
    return done, taken


def _readable(cells: list[_Cell]) -> tuple[list[_Cell], dict[int, Unreadable]]:
    """Return the cells, unreadable ones emptied except for line ends, and the errors by index.

    Python 2 is read as a whole; if some cells are valid in Python 3 only, those in Python 2 count as unreadable.
    """
    problems = {i: found for i, cell in enumerate(cells) if (found := _problem(cell.python)) is not None}
    if problems and python_2.translated(_joined(cells)) is not None:  # one by one, 5,000 cells take six seconds more
        return cells, {}
    errors = {i: found for i, found in problems.items() if python_2.translated(_alone(cells[i].python)) is None}
    left = [_blank(cell) if i in errors else cell for i, cell in enumerate(cells)]
    if len(errors) < len(problems) and python_2.translated(_joined(left)) is None:
        errors = problems
        left = [_blank(cell) if i in errors else cell for i, cell in enumerate(cells)]
    return left, errors


def _problem(python: str) -> Unreadable | None:
    try:
        parse(_alone(python))
    except Unreadable as error:
        line = error.line - _indented(python)
        return Unreadable(error.code, error.message, max(line, 1), error.column)
    return None


def _alone(python: str) -> str:
    return "if 1:\n" + python if _indented(python) else python


def _indented(python: str) -> bool:
    return python[:1] in (" ", "\t") and bool(python.strip())


def _blank(cell: _Cell) -> _Cell:
    return replace(cell, python=re.sub(r"[^\r\n]+", "", cell.python))


def _joined(cells: list[_Cell]) -> str:
    return "".join(f"{'if 1:' * _indented(cell.python)}#{CELL}{i}\n{cell.python}\n" for i, cell in enumerate(cells))


def _separated(text: str) -> list[str]:
    """Return the text of each cell; an import inserted above all of them belongs to the first."""
    heads = list(HEAD.finditer(text))
    ends = [*(head.start() for head in heads), len(text)][1:]
    found = [text[head.end() : end].removesuffix("\n") for head, end in zip(heads, ends, strict=True)]
    if heads and heads[0].start():
        found[0] = text[: heads[0].start()] + found[0]
    return found


def _edits(json: str, source: Value, new: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, spelling) of the changed strings; a list of lines keeps its layout."""
    if isinstance(source.value, str):
        yield source.start, source.end, json_spans.respelled(json[source.start : source.end], source.value, new)
        return
    old: list[Value] = source.value
    lines = re.findall(r"[^\n]*\n|[^\n]+", new)
    if len(lines) == len(old):
        for value, line in zip(old, lines, strict=True):
            if line != value.value:
                yield value.start, value.end, json_spans.respelled(json[value.start : value.end], value.value, line)
        return
    between = json[old[0].end : old[1].start] if len(old) > 1 else "," + json[source.start + 1 : old[0].start]
    first, last = old[0].start, old[-1].end
    spellings = {value.value: json[value.start : value.end] for value in old}
    plain = "\\u" not in json[first:last]
    yield first, last, between.join(spellings.get(line) or json_spans.spelled(line, plain) for line in lines)
