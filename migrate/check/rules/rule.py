"""What a rule is, what it reports, and what the reader of a report gets."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..fixes.edit import Fix
from ..names.module import Use

SEVERITIES = ("breaks", "differs", "style")


@dataclass(frozen=True)
class Rule:
    """One rule. `names` are qualified names whose use is a finding; `becomes` is the fix for some of them.

    A value of `becomes` is a qualified name too ("numpy.prod"), or a builtin ("float"). A rule that needs
    more than names has a function `find(module, coverage)` in its file, which yields hits.
    """

    code: str
    severity: str
    title: str
    why: str
    do: str
    names: tuple[str, ...] = ()
    becomes: Mapping[str, str] = field(default_factory=dict)
    about: tuple[str, ...] = ()  # qualified names, of which `find` wants one in a file
    words: tuple[str, ...] = ()  # besides those of the old libraries, one of which a file must have for `find`
    generated: bool = False  # a long list, of which it reports what no other rule lists
    unsafe: bool = False  # its fixes may no longer run on the real library, or change numbers

    def __post_init__(self) -> None:
        if self.severity not in SEVERITIES:
            raise ValueError(f"{self.code}: severity {self.severity!r} is none of {', '.join(SEVERITIES)}")

    @property
    def all_names(self) -> frozenset[str]:
        return frozenset(self.names) | frozenset(self.becomes)


@dataclass(frozen=True)
class Hit:
    """A place that a rule objects to; `note` is what is particular to it."""

    node: ast.AST
    name: str
    note: str = ""
    code: str | None = None  # where the coverage table names the check
    severity: str | None = None  # where it is not the rule's
    use: Use | None = None  # for the fix that `becomes` tells
    fix: Fix | None = None  # or one of the rule's own making


@dataclass(frozen=True)
class Finding:
    """A hit with its place: lines from 1, columns in characters from 1, the end exclusive."""

    code: str
    severity: str
    title: str
    name: str
    note: str
    why: str
    do: str
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    fix: Fix | None = None  # edits of the whole text, also of a notebook's
    excerpt: str = ""  # the lines from `line` to `end_line`, with line feeds between them
    seen_at_run_time: int = 0  # how often the run of `--with-runtime` used the name in this file
    cell: int | None = None  # of a notebook, all its cells counted from 1; lines are those of the cell then
    above: int = 0  # lines of the text before the first of the cell, which the edits of `fix` count

    @property
    def where(self) -> str:
        """The place as it is written: `model.py:3:1`, `model.ipynb:cell 2:3:1`."""
        cell = "" if self.cell is None else f"cell {self.cell}:"
        return f"{self.path}:{cell}{self.line}:{self.column}"

    @property
    def message(self) -> str:
        return ": ".join(part for part in (self.name, self.note or self.title) if part)

    @property
    def place(self) -> tuple[int, int, int, int]:
        return self.line, self.column, self.end_line, self.end_column
