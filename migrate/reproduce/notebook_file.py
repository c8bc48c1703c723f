"""Notebooks of format 3 and 4: their code cells with what each printed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from theano_common.regular_file import regular

from ..check.source.magics import without_magics
from .errors import CannotReproduce
from .html_tables import of_html
from .tables import Block, of_text

ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
PNG = re.compile(r"[A-Za-z0-9+/=\s]+")
LONGEST = 400_000  # characters of a cell's text that are compared; the rest is left out, and said
LEFT_OUT = "\n(the rest is left out)\n"


@dataclass(frozen=True)
class Output:
    """One output: text, HTML and picture (PNG in base64) of the same thing, or an error's name and message.

    stream: it was printed. to_errors: to the standard error, where warnings and what samplers say of a run go.
    """

    text: str = ""
    html: str = ""
    png: str = ""
    error: str = ""
    stream: bool = False
    to_errors: bool = False


@dataclass(frozen=True)
class Cell:
    """A code cell. number: among the code cells, from 1. run: the number of its last run; 0 where none is stored."""

    number: int
    source: str
    outputs: tuple[Output, ...]
    run: int = 0

    @property
    def python(self) -> str:
        """Its source without IPython's own syntax."""
        return without_magics(self.source, "  # magic ", 0)[0]


@dataclass(frozen=True)
class Notebook:
    """Its code cells. language: that of the kernel; python_2: its kernel says so."""

    cells: tuple[Cell, ...]
    language: str = "python"
    python_2: bool = False


def read(path: Path) -> Notebook:
    """Read a notebook. Raises CannotReproduce where it is none."""
    try:
        document = json.loads(regular(path).read_text(encoding="utf-8-sig"))
        return of_document(document)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise CannotReproduce(f"no notebook can be read there: {type(error).__name__}: {error}") from None


def of_document(document: Mapping[str, Any]) -> Notebook:
    """Return the notebook that its JSON holds."""
    sheets = [{"cells": document["cells"]}] if "cells" in document else document["worksheets"]
    cells = [cell for sheet in sheets for cell in sheet["cells"] if cell.get("cell_type") == "code"]
    found = [
        Cell(
            i,
            _joined(cell.get("source", cell.get("input", ""))),
            tuple(map(output, cell.get("outputs", ()))),
            int(cell.get("execution_count", cell.get("prompt_number")) or 0),
        )
        for i, cell in enumerate(cells, start=1)
    ]
    metadata = document.get("metadata") or {}
    kernel, language = metadata.get("kernelspec") or {}, metadata.get("language_info") or {}
    version = str(language.get("version", ""))
    old = version.startswith("2") or kernel.get("name") == "python2"
    named = str(kernel.get("language") or language.get("name") or "python")
    return Notebook(tuple(found), named.lower(), old)


def output(held: Mapping[str, Any]) -> Output:
    """Return an output, of either format."""
    kind = held.get("output_type")
    if kind in ("error", "pyerr"):
        return Output(error=f"{held.get('ename', '')}: {held.get('evalue', '')}")
    if kind == "stream":
        to_errors = held.get("name", held.get("stream")) == "stderr"
        return Output(text=_plain(_joined(held.get("text", ""))), stream=True, to_errors=to_errors)
    data = held.get("data", held)
    text = data.get("text/plain", data.get("text", ""))
    png = _joined(data.get("image/png", data.get("png", "")))
    html = _joined(data.get("text/html", data.get("html", "")))
    return Output(_plain(_joined(text)), html, png if PNG.fullmatch(png) else "")


def blocks(outputs: Sequence[Output], with_html: bool) -> tuple[Block, ...]:
    """Return what was printed: one block of all text, and one for each HTML table, instead of its text.

    What went to the standard error is left out.
    """
    tables = {i: of_html(one.html) for i, one in enumerate(outputs) if with_html and one.html}
    printed = [one for i, one in enumerate(outputs) if one.text and not one.to_errors and not tables.get(i)]
    text = "".join(one.text if one.stream else f"{one.text}\n" for one in printed)
    if len(text) > LONGEST:
        text = text[:LONGEST] + LEFT_OUT
    return (of_text(text), *(block for found in tables.values() for block in found))


def both(old: Sequence[Output], new: Sequence[Output]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Return the blocks of both sides: tables by their HTML only where both have some, or one printed nothing."""
    there = [side for side in (old, new) if any(one.text or one.html for one in side)]
    by_html = all(any(of_html(one.html) for one in side if one.html) for side in there)
    return blocks(old, by_html), blocks(new, by_html)


def pictures(outputs: Sequence[Output]) -> tuple[str, ...]:
    """Return the pictures among outputs, as base64."""
    return tuple(one.png for one in outputs if one.png)


def _joined(text: Any) -> str:
    return text if isinstance(text, str) else "".join(map(str, text))


def _plain(text: str) -> str:
    """Return text as a terminal leaves it: without colours, and of a line written over only the last state."""
    lines = ESCAPES.sub("", text).replace("\r\n", "\n").split("\n")
    return "\n".join(line.rstrip("\r").rpartition("\r")[2] for line in lines)
