"""MC556: regular expressions that match nothing, in re.split and re.sub."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC556",
    severity="differs",
    title="split or substitution at empty matches",
    why="Until Python 3.6 re.split left empty matches out, and re.sub one next to another match; since 3.7 both count:"
    " re.split('x*', 'axbc') was ['a', 'bc'], and is ['', 'a', '', 'b', 'c', ''].",
    do="A pattern that matches at least one character: x+ for x*.",
    words=("split", "sub"),
)

BEFORE = """
import re
re.split("x*", text)  # MC556
re.sub("[ ]*", "-", text)  # MC556
re.split("x+", text)
re.sub("^ *", "", text), re.sub(" *$", "", text), re.sub(r"\\\\s+", " ", text)
re.match("x*", text), re.split(pattern, text)
"""
TAKE_A_PATTERN = {"re.split", "re.sub", "re.subn"}


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for call, names in module.named_calls:
        pattern = call.args[0] if call.args else None
        if names <= TAKE_A_PATTERN and isinstance(pattern, ast.Constant) and isinstance(pattern.value, str):
            removed = len(call.args) > 1 and isinstance(call.args[1], ast.Constant) and call.args[1].value == ""
            if _matches_nothing(pattern.value) and not (removed and names != {"re.split"}):
                yield Hit(pattern, next(iter(names)))


def _matches_nothing(pattern: str) -> bool:
    """Say whether it matches the empty text anywhere, by something that may also be longer."""
    if (
        pattern[:1] == "^"
        or pattern[-1:] == "$"
        or "\\b" in pattern
        or "(?" in pattern
        or not set("*?{|") & set(pattern)
    ):
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return re.compile(pattern).match("") is not None
    except (re.error, RecursionError, OverflowError):
        return False
