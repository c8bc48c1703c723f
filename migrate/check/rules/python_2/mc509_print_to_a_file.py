"""MC509: `print >> file, text` of Python 2, which Python 3 reads as an expression."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...fixes.edit import replaced
from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC509",
    severity="breaks",
    title="print >> file of Python 2",
    why="Python 3 shifts the function print by the file: TypeError.",
    do="Write print(text, file=file).",
    words=("print",),
)

BEFORE = """
import sys
print >> sys.stderr, "text"  # MC509
print >>out, a, b  # MC509
print("text", file=sys.stderr)
x >> 2, 3
"""
AFTER = """
import sys
print("text", file=sys.stderr)
print(a, b, file=out)
print("text", file=sys.stderr)
x >> 2, 3
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for node in module.of(ast.Expr):
        parts = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
        head = parts[0] if parts else None
        if (
            isinstance(head, ast.BinOp)
            and isinstance(head.op, ast.RShift)
            and isinstance(head.left, ast.Name)
            and head.left.id == "print"
            and "print" not in module.bound
        ):
            texts = [ast.get_source_segment(module.text, part) for part in (*parts[1:], head.right)]
            fix = None
            if module.text.isascii() and all(texts) and "\n" not in "".join(map(str, texts)):
                *given, file = map(str, texts)
                fix = replaced(module, node.value, f"print({', '.join([*given, f'file={file}'])})")
            yield Hit(node, "print", fix=fix)
