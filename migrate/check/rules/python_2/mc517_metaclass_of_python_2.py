"""MC517: __metaclass__ in the body of a class."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC517",
    severity="differs",
    title="__metaclass__, which Python 3 does not look at",
    why="The class is made without its metaclass, and whatever that was to do is not done.",
    do="Write class Name(Base, metaclass=Meta).",
    words=("__metaclass__",),
)

BEFORE = """
class A(object):
    __metaclass__ = Meta  # MC517
class B(metaclass=Meta):
    pass
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for node in module.of(ast.ClassDef):
        for part in node.body:
            if isinstance(part, ast.Assign) and any(getattr(t, "id", "") == "__metaclass__" for t in part.targets):
                yield Hit(part, "__metaclass__")
