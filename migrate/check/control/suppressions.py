"""Comments that suppress findings: `# compat: ignore`, `# compat: ignore[MC203, MC5]`, `# compat: ignore-file[MC501]`.

A comment applies to findings that touch its line. At the end of a statement of several lines it applies to the whole
statement, since continued lines and long strings have no other place for it. `ignore-file` applies to the file,
wherever it is. "MC5" means all codes that begin with it; no codes, all.
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
    """One such comment: its place (columns from 1, the end exclusive), the lines it applies to, and its use."""

    line: int
    column: int
    end_column: int
    codes: tuple[str, ...]
    first_line: int
    whole_file: bool
    used: set[str] = field(default_factory=set)  # those of its codes that matched; "" if it names none

    def silences(self, code: str, first: int, last: int) -> bool:
        if not self.whole_file and (last < self.first_line or self.line < first):
            return False
        named = [one for one in self.codes if code.startswith(one)] if self.codes else [""]
        self.used.update(named)
        return bool(named)

    @property
    def unused(self) -> tuple[str, ...]:
        """Return the codes that suppressed nothing: all of them, or "" for a comment without codes and effect."""
        return tuple(one for one in self.codes or ("",) if one not in self.used)

    def node(self, lines: Sequence[str]) -> ast.AST:
        """Return a stand-in node with the comment's place, for a finding there."""
        text = lines[self.line - 1]
        start, end = (len(text[: column - 1].encode()) for column in (self.column, self.end_column))
        return ast.Constant("", lineno=self.line, col_offset=start, end_lineno=self.line, end_col_offset=end)

    def fix(self, lines: Sequence[str]) -> Fix:
        """Return the fix that removes codes without effect, and the comment if none is left."""
        text = lines[self.line - 1]
        left = [one for one in self.codes if one in self.used]
        if left:
            kept = COMMENT.sub(
                lambda found: f"{found.group().partition('[')[0]}[{', '.join(left)}]",
                text[self.column - 1 : self.end_column - 1],
            )
            return Fix((Edit((self.line, self.column), (self.line, self.end_column), kept),))
        before, behind = text[: self.column - 1].rstrip(), text[self.end_column - 1 :]
        if behind.strip():  # another comment follows
            start = self.column if behind.lstrip().startswith("#") else self.column + 1
            gap = len(behind) - len(behind.lstrip())
            return Fix((Edit((self.line, start), (self.line, self.end_column + gap), ""),))
        if not before and self.line < len(lines):
            return Fix((Edit((self.line, 1), (self.line + 1, 1), ""),))
        return Fix((Edit((self.line, len(before) + 1), (self.line, len(text) + 1), ""),))


class Near:
    """The comments of a file, in order, for finding those that may apply to a place."""

    def __init__(self, comments: Sequence[Suppression]) -> None:
        self.whole = [one for one in comments if one.whole_file]
        self.others = [one for one in comments if not one.whole_file]

    def to(self, first: int, last: int) -> list[Suppression]:
        """Return those that may apply to lines `first` to `last`: the line ranges are in increasing order."""
        start = bisect_left(self.others, first, key=attrgetter("line"))
        end = bisect_right(self.others, last, key=attrgetter("first_line"))
        return [*self.whole, *self.others[start:end]]


def suppressions(lines: Sequence[str]) -> list[Suppression]:
    """Return the comments of a parsed file. Strings contain none."""
    return list(_read(lines)) if any("compat:" in line for line in lines) else []


def _read(lines: Sequence[str]) -> Iterator[Suppression]:
    """Read the comments from tokens: one before the end of a logical line belongs to all of it."""
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
    except (tokenize.TokenError, IndentationError):  # the parser accepted the file: the comments read so far stand
        pass
    yield from held


def _suppression(found: re.Match[str], line: int, column: int) -> Suppression:
    codes = tuple(dict.fromkeys(one.upper() for one in SPLIT.split(found["codes"] or "") if one))
    return Suppression(line, column + found.start() + 1, column + found.end() + 1, codes, line, bool(found["file"]))
