"""Translate Python 2 source to Python 3 with fissix (2to3's parser and fixers), and map lines back."""

from __future__ import annotations

import ast
import difflib
import logging
import re
import warnings
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any

from .read_source import LINE_END, TooDeep, Unreadable, parse

FIXERS = (
    "apply", "basestring", "dict", "except", "exec", "execfile", "filter", "funcattrs", "getcwdu", "has_key", "imports",
    "input", "intern", "itertools", "itertools_imports", "long", "map", "metaclass", "methodattrs", "ne", "next",
    "nonzero", "numliterals", "operator", "paren", "print", "raise", "raw_input", "reduce", "reload", "renames", "repr",
    "standarderror", "sys_exc", "throw", "tuple_params", "types", "unicode", "urllib", "xrange", "xreadlines", "zip",
)  # fmt: skip
FUTURE_DIVISION = re.compile(r"^from[ \t]+__future__[ \t]+import\b[^#\n]*(?:\([^)]*)?\bdivision\b", re.MULTILINE)
LONGEST = 1_000_000  # characters: 2to3 needs a minute for ten times as many
DEEPEST = 200  # levels of the tree: 2to3 takes quadratic time in it; Python 2 allowed 100 brackets
WIDEST = 1000  # statements on a line: 2to3 takes quadratic time in their number
TAB = 8  # columns of a tab in Python 2


@dataclass(frozen=True)
class Translation:
    """Python 2 source `before` and the same in Python 3 `after`; `error` is Python 3's complaint about `before`."""

    before: str
    after: str
    error: Unreadable

    @property
    def old_division(self) -> bool:
        """Say whether `/` between integers meant floor division."""
        return not FUTURE_DIVISION.search(self.before)

    def place(self, line: int, column: int) -> tuple[int, int]:
        """Return the place in `before` of this place in `after`."""
        for same, i1, i2, j1, j2 in self._blocks:
            if j1 < line <= j2:
                old = min(i1 + line - j1, max(i2, i1 + 1), len(self._old))
                return old, column if same else _column(self._old[old - 1], self._new[line - 1], column)
        return len(self._old), 1

    def edits(self) -> list[tuple[tuple[int, int], tuple[int, int], str]]:
        """Return (start, end, text) for the changed lines of `before`: line by line, or from the first to the last."""
        old, new = self._old, self._new
        if len(old) == len(new):
            pairs = enumerate(zip(old, new, strict=True), start=1)
            return [((i, 1), (i, len(a) + 1), b) for i, (a, b) in pairs if a != b]
        newline = found.group() if (found := LINE_END.search(self.before)) else "\n"
        most = min(len(old), len(new)) - 1  # at least one line on each side
        head = next((i for i in range(most) if old[i] != new[i]), most)
        tail = next((i for i in range(most - head) if old[-1 - i] != new[-1 - i]), most - head)
        last = len(old) - tail
        return [((head + 1, 1), (last, len(old[last - 1]) + 1), newline.join(new[head : len(new) - tail]))]

    @cached_property
    def _old(self) -> list[str]:
        return LINE_END.split(self.before)

    @cached_property
    def _new(self) -> list[str]:
        return self.after.split("\n")

    @cached_property
    def _blocks(self) -> list[tuple[bool, int, int, int, int]]:
        """Return (same, old from, to, new from, to) from difflib, with lines from 0."""
        old, new = self._old, self._new
        if len(old) == len(new):
            return [(a == b, i, i + 1, i, i + 1) for i, (a, b) in enumerate(zip(old, new, strict=True))]
        found = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        return [(tag == "equal", i1, i2, j1, j2) for tag, i1, i2, j1, j2 in found]


def understood(text: str) -> tuple[ast.Module, Translation | None]:
    """Return the syntax tree of Python 3 source, or of the translation of Python 2 source. Raises Unreadable."""
    try:
        return parse(text), None
    except TooDeep:
        raise
    except Unreadable as error:
        after = translated(text)
        if after is None:
            raise
        return parse(after), Translation(text, after, error)


@lru_cache(maxsize=2)  # a notebook is read twice: to see whether it can be, and then to be audited
def translated(text: str) -> str | None:
    """Return the program in Python 3, with line feeds as line ends; None if it is not Python 2."""
    text = LINE_END.sub("\n", text)
    if "\0" in text or len(text) > LONGEST:
        return None
    logging.getLogger("RefactoringTool").setLevel(logging.CRITICAL)  # a fixer that fails shows in its result
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            after = str(_fixers(FIXERS, False).refactor_string(text.removesuffix("\n") + "\n", "source"))
            if not _parses(after):  # by now `0777L` is 0777; tabs are unchanged
                after = _without_tabs(str(_fixers(("numliterals",), True).refactor_string(after, "source")))
                parse(after)
    except Exception:  # 2to3's parser or fixers may raise anything on text in another language
        return None
    return after if text.endswith("\n") else after.removesuffix("\n")


@cache
def _fixers(names: tuple[str, ...], print_is_a_function: bool) -> Any:
    from fissix.pygram import python_symbols as syms
    from fissix.refactor import RefactoringTool

    class Shallow(RefactoringTool):
        def refactor_tree(self, tree: Any, name: str) -> bool:
            if _depth(tree) > DEEPEST:
                raise ValueError("nested more deeply than Python 2 reads")
            if any(len(node.children) > 2 * WIDEST for node in tree.pre_order() if node.type == syms.simple_stmt):
                raise ValueError("more statements on one line than a person writes")
            return bool(super().refactor_tree(tree, name))

    options = {"print_function": print_is_a_function, "exec_function": print_is_a_function}
    return Shallow([f"fissix.fixes.fix_{name}" for name in names], options)


def _depth(tree: Any) -> int:
    level, depth = [tree], 0
    while level:
        level, depth = [inner for node in level for inner in node.children], depth + 1
    return depth


def _without_tabs(text: str) -> str:
    """Return the text with tabs of indents as spaces, where Python 3 refuses the mixture; strings keep theirs."""
    if _parses(text):
        return text
    import io

    from fissix.pgen2 import token, tokenize

    inside: set[int] = set()
    for kind, _, start, end, _ in tokenize.generate_tokens(io.StringIO(text).readline):
        if kind == token.STRING:
            inside.update(range(start[0] + 1, end[0] + 1))
    lines = text.split("\n")
    for i, line in enumerate(lines, start=1):
        indent = re.match(r"[ \t]*", line)
        if i not in inside and indent is not None and "\t" in indent.group():
            lines[i - 1] = indent.group().expandtabs(TAB) + line[indent.end() :]
    return "\n".join(lines)


def _parses(text: str) -> bool:
    try:
        parse(text)
    except Unreadable:
        return False
    return True


def _column(old: str, new: str, column: int) -> int:
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if j1 < column <= j2:
            return (i1 + column - j1) if tag == "equal" else min(i1, i2) + 1
    return len(old) + 1
