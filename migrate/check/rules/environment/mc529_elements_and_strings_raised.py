"""MC529: methods of XML elements that are gone, and texts that are raised."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC529",
    severity="breaks",
    title="getchildren, getiterator, and raise of a text",
    why="Python 3.9 dropped the methods of XML elements (AttributeError); a text cannot be raised since Python 2.6.",
    do="list(element), element.iter(); raise ValueError('text').",
    words=("getchildren", "getiterator", "raise"),
)

BEFORE = """
import xml.etree.ElementTree as ET
root.getchildren()  # MC529
tree.getiterator("a")  # MC529
raise "text"  # MC529
raise ValueError("text")
def getchildren(element):
    return list(element)
getchildren(root)
"""
GONE = {"getchildren", "getiterator"}


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    xml = any(use.name.startswith("xml.etree") for use in module.uses)
    for node in module.of(ast.Raise, ast.Call):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Constant) and isinstance(node.exc.value, str):
            yield Hit(node.exc, "raise")
        elif xml and isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in GONE:
            yield Hit(node.func, node.func.attr)
