"""MC540: regular expressions that Python's re refuses today."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC540",
    severity="breaks",
    title="regular expression that Python refuses today",
    why="Flags may stand at the start only since Python 3.11, unknown escapes are errors since 3.7: re.error.",
    do="(?i) at the start, or flags=re.I; \\\\ for a backslash that is meant.",
    words=("re",),
)

BEFORE = r"""
import re
re.compile("a(?i)b")  # MC540
re.sub(r"\y", "", text)  # MC540
re.match("(?i)ab", text)
re.split(r"\s+", text)
re.findall(pattern, text)
"""
TAKE_A_PATTERN = {f"re.{name}" for name in "compile match search fullmatch split findall finditer sub subn".split()}


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for call, names in module.named_calls:
        pattern = call.args[0] if call.args else None
        if names <= TAKE_A_PATTERN and isinstance(pattern, ast.Constant) and isinstance(pattern.value, str | bytes):
            if said := _refused(pattern.value):
                yield Hit(pattern, next(iter(names)), f"re refuses it: {said}")


def _refused(pattern: str | bytes) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        return str(error)
    return ""
