"""MC558: map, filter and zip where a list would have done something else, without an error."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...fixes.edit import changed
from ...names.bindings import Names
from ...names.coverage import Coverage
from ...names.kinds import LIST, MAPPED, RANGE, VIEW, Kinds, kinds_in
from ...names.module import Module
from ..rule import Hit, Rule
from .mc513_iterator_used_as_a_list import listed

RULE = Rule(
    code="MC558",
    severity="differs",
    title="map, filter, zip, range or keys() taken for a list",
    why="In Python 3 map calls nothing until it is read, what was read once is empty, it counts as true without items,"
    " and no list equals it.",
    do="Put list(...) around it; write a loop in the place of map(...) alone.",
    words=("map", "filter", "zip", "range", "keys", "values", "items"),
)

BEFORE = """
map(plot, x)  # MC558
if filter(None, x):  # MC558
    pass
found = not zip(a, b)  # MC558
map(f, x) == [1, 2], range(3) != [0, 1, 2], [k] == d.keys()  # MC558 MC558 MC558
pairs = zip(a, b)
for p, q in pairs:
    print(p)
print([p for p, q in pairs])  # MC558
def table(rows, columns):
    pairs = zip(rows, columns)
    for row in rows:
        for p, q in pairs:  # MC558
            print(row, p, q)
def inner(rows, columns):
    known = map(str, columns)
    return [row for row in rows if row in known]  # MC558
def once(rows):
    pairs = zip(rows, rows)
    first = next(pairs)
    for p, q in pairs:
        pass
    texts = map(str, rows)
    for text in texts:
        if text:
            break
    return list(texts), first, range(3) == range(4), d.keys() == {1, 2}
list(map(f, x))
"""
AFTER = """
list(map(plot, x))
if list(filter(None, x)):
    pass
found = not list(zip(a, b))
list(map(f, x)) == [1, 2], list(range(3)) != [0, 1, 2], [k] == list(d.keys())
pairs = list(zip(a, b))
for p, q in pairs:
    print(p)
print([p for p, q in pairs])
def table(rows, columns):
    pairs = list(zip(rows, columns))
    for row in rows:
        for p, q in pairs:
            print(row, p, q)
def inner(rows, columns):
    known = list(map(str, columns))
    return [row for row in rows if row in known]
def once(rows):
    pairs = zip(rows, rows)
    first = next(pairs)
    for p, q in pairs:
        pass
    texts = map(str, rows)
    for text in texts:
        if text:
            break
    return list(texts), first, range(3) == range(4), d.keys() == {1, 2}
list(map(f, x))
"""
# Calls that read all items of an iterator.
READERS = {"list", "tuple", "set", "frozenset", "sorted", "sum", "max", "min", "dict", "join"}
ALONE, TRUE = "calls nothing until it is read", "counts as true, also without items"
UNEQUAL = "equals no list"


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    kinds = kinds_in(module)
    for node in module.of(ast.Expr):
        if isinstance(node.value, ast.Call) and kinds.callee(node.value) in ("map", "filter"):
            yield Hit(
                node.value, kinds.callee(node.value), ALONE, fix=changed(module, node.value, "put_into", "list({x})")
            )
    for test in _tests(module):
        if kinds.of(test) == MAPPED:
            yield Hit(test, _name(kinds, test), TRUE, fix=listed(module, test))
    for compared in module.of(ast.Compare):
        sides = [compared.left, *compared.comparators]
        if len(sides) == 2 and isinstance(compared.ops[0], ast.Eq | ast.NotEq):
            for one, other in (sides, sides[::-1]):
                if kinds.of(one) in (MAPPED, RANGE, VIEW) and kinds.of(other) == LIST:
                    yield Hit(one, _name(kinds, one), UNEQUAL, fix=listed(module, one))
    yield from _read_again(module, kinds)


def _tests(module: Module) -> Iterator[ast.expr]:
    for node in module.of(ast.If, ast.While, ast.IfExp, ast.Assert, ast.UnaryOp, ast.BoolOp):
        if isinstance(node, ast.BoolOp):
            yield from node.values[:-1]
        elif isinstance(node, ast.UnaryOp):
            if isinstance(node.op, ast.Not):
                yield node.operand
        else:
            yield node.test  # type: ignore[attr-defined]


def _name(kinds: Kinds, node: ast.expr) -> str:
    [origin, *_] = kinds.origins(node)
    called = getattr(origin, "func", None)
    return str(getattr(called, "id", "") or getattr(called, "attr", ""))


def _read_again(module: Module, kinds: Kinds) -> Iterator[Hit]:
    """Yield the reads of an iterator that another read has emptied before."""
    for scope in kinds.bindings.scopes:
        for name, bindings in scope.bound.items():
            only = bindings[0] if len(bindings) == 1 else None
            if only is None or only.how != "value" or only.value is None or kinds.of(only.value) != MAPPED:
                continue
            if name in scope.shared or name in scope.elsewhere:
                continue
            reads = [one for one in kinds.bindings.reads_of(name, scope) if _within(kinds, one, scope)]
            for read in _empty_reads(module, reads, only.node):
                line = module.line_name(module.place(only.value)[0])
                called = _name(kinds, only.value)
                yield Hit(read, called, f"{name}, {called} of line {line}, was read before", fix=listed(module, read))


def _within(kinds: Kinds, read: ast.Name, scope: Names) -> bool:
    """Say whether a read stands in the scope, or in comprehensions of it: functions run at other times."""
    at: Names | None = kinds.bindings.scope_of(read)
    while at is not None and at is not scope and at.kind == "comprehension":
        at = at.parent
    return at is scope


def _empty_reads(module: Module, reads: list[ast.Name], binding: ast.AST) -> Iterator[ast.Name]:
    around = kinds_in(module).bindings.parents
    uses = {read: _use(around, read) for read in reads}
    if "other" in uses.values():
        return  # what next() and other functions leave is not told
    emptied: list[tuple[ast.stmt, list[ast.stmt]]] = []
    for read in sorted(reads, key=module.place):
        statement, block = _statement(around, read)
        later = [one for done, others in emptied for one in others[others.index(done) + 1 :]]
        if statement in later or _is_below(around, statement, later) or _is_repeated(module, read, binding):
            yield read
        if uses[read] == "all":
            emptied.append((statement, block))


def _use(around: dict[ast.AST, ast.AST], read: ast.Name) -> str:
    """Return whether a read takes "all" items, "some", or does something "other"."""
    above = around[read]
    if isinstance(above, ast.For) and above.iter is read:
        return "some" if _leaves(above) else "all"
    if isinstance(above, ast.comprehension) and above.iter is read:
        maker = around[above]
        return "some" if isinstance(maker, ast.GeneratorExp) else "all"
    if isinstance(above, ast.Compare):
        return "some"
    if isinstance(above, ast.Call) and read in above.args:
        called = getattr(above.func, "id", None) or getattr(above.func, "attr", "")
        return "all" if called in READERS and len(above.args) == 1 else "other"
    return "other"


def _leaves(loop: ast.AST) -> bool:
    return any(
        isinstance(one, ast.Break | ast.Return | ast.Raise | ast.Yield | ast.YieldFrom) for one in ast.walk(loop)
    )


def _statement(around: dict[ast.AST, ast.AST], node: ast.AST) -> tuple[ast.stmt, list[ast.stmt]]:
    """Return the statement of an expression, and the block in which that stands."""
    at = node
    while not isinstance(at, ast.stmt):
        at = around[at]
    for name in ("body", "orelse", "finalbody"):
        block = getattr(around[at], name, [])
        if isinstance(block, list) and at in block:
            return at, block
    return at, [at]


def _is_below(around: dict[ast.AST, ast.AST], node: ast.AST, statements: list[ast.stmt]) -> bool:
    while node in around:
        node = around[node]
        if node in statements:
            return True
    return False


def _is_repeated(module: Module, read: ast.Name, binding: ast.AST) -> bool:
    """Say whether each turn of a loop reads a name that is bound outside of the loop."""
    bindings = kinds_in(module).bindings
    around, inside = bindings.parents, bindings.scope_of(read)
    if inside.kind == "comprehension":
        return not isinstance(inside.node, ast.GeneratorExp)
    statement, _ = _statement(around, read)
    if isinstance(statement, ast.For | ast.While | ast.If | ast.With | ast.Try) and around[read] is not statement:
        return False
    loop = around[statement]
    while isinstance(loop, ast.With):
        loop = around[loop]
    if (
        not isinstance(loop, ast.For | ast.While)
        or _is_below(around, statement, loop.orelse)
        or statement in loop.orelse
    ):
        return False
    over_itself = isinstance(loop, ast.For) and isinstance(loop.iter, ast.Name) and loop.iter.id == read.id
    return not over_itself and not _leaves(loop) and not _is_below(around, binding, [loop])
