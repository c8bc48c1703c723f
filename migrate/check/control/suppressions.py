"""Comments that let findings pass: `# compat: ignore`, `# compat: ignore[MC203, MC5]`, `# compat: ignore-file[MC501]`.

A comment speaks of the findings that touch its line. At the end of a statement of several lines it speaks of the whole
statement: a continued line, or the lines of a long string, have no other place for it. In `ignore-file` it speaks of
the file, wherever it stands. "MC5" means all codes that begin so; no codes, all.
"""

from __future__ import annotations

import ast
import re
import tokenize
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from ..fixes.edit import Edit, Fix

COMMENT = re.compile(r"#\s*compat:\s*ignore(?P<file>-file)?(?:\s*\[(?P<codes>[^\]]*)\])?")
SPLIT = re.compile(r"[\s,]+")


@dataclass
class Suppression:
    """One such comment: where it stands (columns from 1, the end exclusive), which lines it speaks of, what it did."""

    line: int
    column: int
    end_column: int
    codes: tuple[str, ...]
    first_line: int
    whole_file: bool
    used: set[str] = field(default_factory=set)  # of its codes; "" where it names none

    def silences(self, code: str, first: int, last: int) -> bool:
        if not self.whole_file and (last < self.first_line or self.line < first):
            return False
        named = [one for one in self.codes if code.startswith(one)] if self.codes else [""]
        self.used.update(named)
        return bool(named)

    @property
    def unused(self) -> tuple[str, ...]:
        """The codes that silenced nothing; all of them, or "" of a comment without, where it did nothing."""
        return tuple(one for one in self.codes or ("",) if one not in self.used)

    def node(self, lines: Sequence[str]) -> ast.AST:
        """Return a stand-in with the comment's place, for a finding there."""
        text = lines[self.line - 1]
        start, end = (len(text[: column - 1].encode()) for column in (self.column, self.end_column))
        return ast.Constant("", lineno=self.line, col_offset=start, end_lineno=self.line, end_col_offset=end)

    def fix(self, lines: Sequence[str]) -> Fix:
        """Return the comment without the codes that do nothing; no comment where none is left."""
        text = lines[self.line - 1]
        left = [one for one in self.codes if one in self.used]
        if left:
            kept = COMMENT.sub(
                lambda found: f"{found.group().partition('[')[0]}[{', '.join(left)}]",
                text[self.column - 1 : self.end_column - 1],
            )
            return Fix((Edit((self.line, self.column), (self.line, self.end_column), kept),))
        before, behind = text[: self.column - 1].rstrip(), text[self.end_column - 1 :]
        if behind.strip():  # more comment follows
            start = self.column if behind.lstrip().startswith("#") else self.column + 1
            gap = len(behind) - len(behind.lstrip())
            return Fix((Edit((self.line, start), (self.line, self.end_column + gap), ""),))
        if not before and self.line < len(lines):
            return Fix((Edit((self.line, 1), (self.line + 1, 1), ""),))
        return Fix((Edit((self.line, len(before) + 1), (self.line, len(text) + 1), ""),))


class Near:
    """The comments of a file, in order, so that those are found that may speak of a place."""

    def __init__(self, comments: Sequence[Suppression]) -> None:
        self.whole = [one for one in comments if one.whole_file]
        self.others = [one for one in comments if not one.whole_file]

    def to(self, first: int, last: int) -> list[Suppression]:
        """Return those that may speak of lines `first` to `last`: each speaks of lines behind those before it."""
        start = bisect_left(self.others, first, key=attrgetter("line"))
        end = bisect_right(self.others, last, key=attrgetter("first_line"))
        return [*self.whole, *self.others[start:end]]


def suppressions(lines: Sequence[str]) -> list[Suppression]:
    """Those in a file that has been parsed. In strings there are none."""
    return list(_read(lines)) if any("compat:" in line for line in lines) else []


def _read(lines: Sequence[str]) -> Iterator[Suppression]:
    """By the tokens: a comment before the end of a logical line belongs to all of it."""
    feed = (line + "\n" for line in lines)
    begun, held = 0, []
    try:
        for token in tokenize.generate_tokens(lambda: next(feed, "")):
            if token.type == tokenize.COMMENT:
                held += [_suppression(found, *token.start) for found in COMMENT.finditer(token.string)]
            elif token.type == tokenize.NEWLINE:
                for one in held:
                    one.first_line = begun if one.line == token.start[0] else one.line
                yield from held
                begun, held = 0, []
            elif token.type not in (tokenize.NL, tokenize.INDENT, tokenize.DEDENT) and not begun:
                begun = token.start[0]
    except (tokenize.TokenError, IndentationError):  # the parser took it: what was read so far stands
        pass
    yield from held


def _suppression(found: re.Match[str], line: int, column: int) -> Suppression:
    codes = tuple(dict.fromkeys(one.upper() for one in SPLIT.split(found["codes"] or "") if one))
    return Suppression(line, column + found.start() + 1, column + found.end() + 1, codes, line, bool(found["file"]))
