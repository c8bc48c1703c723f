"""MC562: bytes compared with, added to or searched for text."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.kinds import BYTES, TEXT, Kinds, kinds_in
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC562",
    severity="breaks",
    title="bytes beside text",
    why="What a program prints, a page, a binary file are bytes in Python 3: they equal no text (without an error),"
    " take no text in their methods (TypeError), and are put into a text as b'...'.",
    do="data.decode(); subprocess with universal_newlines=True; files without b in their mode.",
    words=("subprocess", "urlopen", "urandom", "BZ2File", "GzipFile", "translate"),
)

BEFORE = """
import re, subprocess
out = subprocess.check_output(["ls"])
out.split("\\\\n"), out.strip() == "a"  # MC562 MC562
for line in open(path, "rb"):
    line.split(","), line.startswith("#"), "a" in line, line.split(b",")  # MC562 MC562 MC562
"version %s" % subprocess.Popen(["ls"], stdout=1).communicate()[0]  # MC562
re.findall("a+", open(path, "rb").read())  # MC562
"abc".translate(None, "a")  # MC562
out.decode().split("\\\\n"), out == b"a"
subprocess.check_output(["ls"], universal_newlines=True).split("\\\\n")
for line in open(path):
    line.split(",")
"""
METHODS = frozenset(
    "split rsplit partition rpartition replace startswith endswith strip lstrip rstrip find rfind index rindex count"
    " join".split()
)
PATTERNS = {f"re.{name}" for name in "match search findall finditer split fullmatch".split()}


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    kinds = kinds_in(module)
    yield from _calls(module, kinds)
    yield from _comparisons(module, kinds)
    yield from _operations(module, kinds)


def _calls(module: Module, kinds: Kinds) -> Iterator[Hit]:
    for call in module.of(ast.Call):
        given = [kinds.of(one) for one in call.args]
        if isinstance(call.func, ast.Attribute):
            of = kinds.of(call.func.value)
            if of == BYTES and call.func.attr in METHODS and TEXT in given:
                yield Hit(call, call.func.attr, "method of bytes, given text")
            elif of != BYTES and call.func.attr == "translate" and len(given) == 2 and given[1] == TEXT:
                yield Hit(call, "translate", "text has no translate of two arguments")
        if kinds.callee(call) in PATTERNS and given[:2] == [TEXT, BYTES]:
            yield Hit(call.args[1], kinds.callee(call), "pattern of text in bytes")


def _comparisons(module: Module, kinds: Kinds) -> Iterator[Hit]:
    for compared in module.of(ast.Compare):
        sides = [kinds.of(one) for one in (compared.left, *compared.comparators)]
        for one, (left, right) in zip(compared.ops, zip(sides, sides[1:], strict=False), strict=True):
            if {left, right} != {TEXT, BYTES}:
                continue
            if isinstance(one, ast.Eq | ast.NotEq):
                yield Hit(compared, "bytes", "bytes equal no text", severity="differs")
            elif not isinstance(one, ast.Is | ast.IsNot):
                yield Hit(compared, "bytes", "bytes beside text")


def _operations(module: Module, kinds: Kinds) -> Iterator[Hit]:
    for operation in module.of(ast.BinOp):
        left, right = kinds.of(operation.left), kinds.of(operation.right)
        if isinstance(operation.op, ast.Add) and {left, right} == {TEXT, BYTES}:
            yield Hit(operation, "bytes", "bytes added to text")
        elif isinstance(operation.op, ast.Mod) and left == TEXT:
            parts = operation.right.elts if isinstance(operation.right, ast.Tuple) else [operation.right]
            template = operation.left.value if isinstance(operation.left, ast.Constant) else "%r"
            if not re.search("%[ra]", str(template)) and any(kinds.of(one) == BYTES for one in parts):
                yield Hit(operation, "bytes", "bytes put into a text are written as b'...'", severity="differs")
