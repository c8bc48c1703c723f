"""The definition of a rule, and its findings."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..fixes.edit import Fix
from ..names.module import Module, Use

SEVERITIES = ("breaks", "differs", "style")


@dataclass(frozen=True)
class Changed:
    """What the new name of `becomes` does in another way: the fix is offered where no call of the file asks for it.

    words: keywords -> the constants that mean the same to both. most: the number of arguments by position that do.
    None: any call may ask for it, so there is no fix.
    """

    why: str
    words: Mapping[str, tuple[object, ...]] | None = None
    most: int = 0

    def is_asked_for(self, module: Module, name: str) -> bool:
        """Say whether a call of the name in this file may differ."""
        if self.words is None:
            return True
        return any(name in names and self._differs(call, self.words) for call, names in module.named_calls)

    def _differs(self, call: ast.Call, words: Mapping[str, tuple[object, ...]]) -> bool:
        if len(call.args) > self.most or any(isinstance(one, ast.Starred) for one in call.args):
            return True
        return any(
            word.arg is None
            or word.arg in words
            and not (isinstance(word.value, ast.Constant) and word.value.value in words[word.arg])
            for word in call.keywords
        )


@dataclass(frozen=True)
class Rule:
    """One rule. Uses of `names` (qualified) are findings; `becomes` is the fix for some of them.

    A value of `becomes` is a qualified name too ("numpy.prod"), or a builtin ("float"). A rule that needs more than
    names has a function `find(module, coverage)` in its file, which yields hits.
    """

    code: str
    severity: str
    title: str
    why: str
    do: str
    names: tuple[str, ...] = ()
    becomes: Mapping[str, str] = field(default_factory=dict)
    changes: Mapping[str, Changed] = field(default_factory=dict)  # names of `becomes` whose new name is not the same
    about: tuple[str, ...] = ()  # qualified names, one of which a file must use for `find` to run
    words: tuple[str, ...] = ()  # besides those of the old libraries, one of which a file must have for `find`
    generated: bool = False  # a long generated list, reported only where no other rule has the name
    unsafe: bool = False  # its fixes may break the code on the real library, or change numbers
    given_back: bool = False  # compat.install() gives the old meaning back, whatever the name of the hit

    def __post_init__(self) -> None:
        if self.severity not in SEVERITIES:
            raise ValueError(f"{self.code}: severity {self.severity!r} is none of {', '.join(SEVERITIES)}")

    @property
    def all_names(self) -> frozenset[str]:
        return frozenset(self.names) | frozenset(self.becomes)

    def becomes_in(self, module: Module) -> Mapping[str, str]:
        """Return `becomes` without the names whose new name would change what this file computes."""
        gone = {name for name, how in self.changes.items() if how.is_asked_for(module, name)}
        return {old: new for old, new in self.becomes.items() if old not in gone} if gone else self.becomes


@dataclass(frozen=True)
class Hit:
    """A place that a rule reports; `note` adds details of this place."""

    node: ast.AST
    name: str
    note: str = ""
    code: str | None = None  # if the coverage table gives a check code
    severity: str | None = None  # if it differs from the rule's
    use: Use | None = None  # for the fix by `becomes`
    fix: Fix | None = None  # or the rule's own fix
    given_back: bool = False  # compat.install() gives the old meaning of this one back


@dataclass(frozen=True)
class Finding:
    """A hit with its place: lines and columns (in characters) from 1, the end exclusive."""

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
    fix: Fix | None = None  # edits of the whole text, for a notebook too
    excerpt: str = ""  # the lines from `line` to `end_line`, joined by line feeds
    seen_at_run_time: int = 0  # how often the run of `--with-runtime` used the name in this file
    cell: int | None = None  # for a notebook: cells are counted from 1, lines within the cell
    above: int = 0  # lines of the text before the cell, which the edits of `fix` count

    @property
    def where(self) -> str:
        """Return the place as it is printed: `model.py:3:1`, `model.ipynb:cell 2:3:1`."""
        cell = "" if self.cell is None else f"cell {self.cell}:"
        return f"{self.path}:{cell}{self.line}:{self.column}"

    @property
    def message(self) -> str:
        return ": ".join(part for part in (self.name, self.note or self.title) if part)

    @property
    def place(self) -> tuple[int, int, int, int]:
        return self.line, self.column, self.end_line, self.end_column
