"""MC565: names of comprehensions, read where Python 3 does not know them."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator

from ...names.bindings import Bindings, Names
from ...names.coverage import Coverage
from ...names.kinds import kinds_in
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC565",
    severity="breaks",
    title="name of a list comprehension read behind it",
    why="In Python 3 a comprehension has names of its own, which end with it; it sees no names of the class around it:"
    " NameError.",
    do="Write a loop, or bind the name before.",
)

BEFORE = """
import theano
squares = [i**2 for i in range(3)]
print(i)  # MC565
[j for j in x]
for j in x:
    print(j)
class Grid:
    size = 3
    cells = [size for n in range(size)]  # MC565
    rows = [n for n in range(size)]
def last(values):
    texts = [str(v) for v in values]
    return v  # MC565
def known(values):
    return k
[k for k in x]
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    bindings = kinds_in(module).bindings
    if any(alias.name == "*" for node in module.of(ast.ImportFrom) for alias in node.names):
        return
    for scope in bindings.scopes:
        for read in scope.reads:
            if hasattr(builtins, read.id) or _is_bound(read.id, scope):
                continue
            comprehension = _leaking(bindings, read, scope)
            if comprehension is not None:
                line = module.line_name(module.place(comprehension.node)[0])
                yield Hit(read, read.id, f"{read.id} of the list comprehension of line {line} is gone after it")
            elif scope.kind == "comprehension" and _of_the_class(read.id, scope):
                yield Hit(read, read.id, f"a comprehension does not see {read.id} of the class around it")


def _is_bound(name: str, scope: Names) -> bool:
    at: Names | None = scope
    while at is not None:
        if name in at.elsewhere or name in at.shared or name in at.bound and (at is scope or at.kind != "class"):
            return True
        at = at.parent
    return False


def _leaking(bindings: Bindings, read: ast.Name, scope: Names) -> Names | None:
    """Return the list comprehension of the same scope, above a read, that binds its name."""
    for one in bindings.scopes:
        if isinstance(one.node, ast.ListComp) and one.parent is scope and scope.kind != "comprehension":
            if read.id in one.bound and one.node.end_lineno < read.lineno:  # type: ignore[operator]
                return one
    return None


def _of_the_class(name: str, scope: Names) -> bool:
    return scope.around.kind == "class" and name in scope.around.bound
