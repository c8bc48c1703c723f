"""MC520: text that is decoded, and codecs that are no text encodings."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC520",
    severity="breaks",
    title="bytes and text mixed as in Python 2",
    why="Text has no decode in Python 3 (AttributeError); 'hex' and 'base64' are no encodings of text (LookupError).",
    do="Open files in binary for decode; codecs.encode(data, 'hex') for the others.",
    words=("decode", "encode"),
)

BEFORE = """
"abc".decode("utf-8")  # MC520
name.encode("hex")  # MC520
text.encode("utf-8")
b"abc".decode("utf-8")
data.decode("base64")  # MC520
str(x).decode("ascii")  # MC520
"""
NO_TEXT = {"hex", "base64", "zip", "bz2", "rot13", "rot_13", "uu", "string_escape", "string-escape"}


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for node in module.of(ast.Call):
        if not isinstance(node.func, ast.Attribute):
            continue
        if node.func.attr not in ("decode", "encode"):
            continue
        of = node.func.value
        is_text = isinstance(of, ast.Constant) and isinstance(of.value, str)
        is_text |= (
            isinstance(of, ast.Call)
            and isinstance(of.func, ast.Name)
            and of.func.id in ("str", "repr")
            and of.func.id not in module.bound
        )
        codec = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else None
        if (is_text and node.func.attr == "decode") or codec in NO_TEXT:
            yield Hit(node.func, node.func.attr)
