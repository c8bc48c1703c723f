"""MC553: the text of members of mixed enumerations."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC553",
    severity="differs",
    title="text of an enumeration that is also a number or a text",
    why='Python until 3.10 wrote "%s" % Kind.A of an IntEnum as Kind.A, and "{}".format(Word.B) of a (str, Enum) as b;'
    " since 3.11 they are 1 and Word.B.",
    do="Write Kind.A.name, or int(Kind.A); Word.B.value.",
    about=("enum.IntEnum", "enum.IntFlag", "enum.Enum"),
    words=("IntEnum", "IntFlag", "Enum"),
)

BEFORE = """
import enum
from enum import Enum
class Kind(enum.IntEnum):  # MC553
    A = 1
class Word(str, Enum):  # MC553
    B = "b"
class Plain(Enum):
    C = 1
class Own(str, Enum):
    def __str__(self):
        return self.value
    def __format__(self, how):
        return self.value
"""
NUMBERS = {"enum.IntEnum", "enum.IntFlag"}
MIXED = ("str", "int", "float")


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for node in module.of(ast.ClassDef):
        bases = {name for base in node.bases for name in module.names_of(base)}
        mixed = "enum.Enum" in bases and any(isinstance(base, ast.Name) and base.id in MIXED for base in node.bases)
        own = {part.name for part in node.body if isinstance(part, ast.FunctionDef)}
        if (bases & NUMBERS or mixed) and not {"__str__", "__format__"} <= own:
            yield Hit(node, "enum")
