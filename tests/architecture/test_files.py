"""Files: how many lie in a folder, and that none import each other in a circle.

Imports inside functions count, and those for type checkers.
"""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

from tests.architecture.test_imports import PACKAGES, ROOT, imported_from, statements

MOST = 40  # files of a folder
# Each costs who reads the file; at the top each costs every start. What a run that finds all compiled does not call
# stands inside: with that, `import pymc3` loads 240 files, with all at the top 450, in twice the time.
MOST_INSIDE = 132  # among them what needs a package that may be missing: graphviz, nbclient
MARK = "  # " + "fmt: skip"  # in two pieces, so that this line has none


def modules() -> dict[str, Path]:
    found = {}
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def statements_below(node: ast.AST) -> list[ast.AST]:
    """Those that stand in `node`: no expression has an import."""
    return [one for field in ("body", "orelse", "finalbody", "handlers", "cases") for one in getattr(node, field, [])]


def imports(path: Path, known: dict[str, Path]) -> set[str]:
    """The modules of ours that a file imports, for its annotations too."""
    found: set[str] = set()
    waiting: list[ast.AST] = [statements(path)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.ImportFrom):
            base = imported_from(node, path)
            below = {f"{base}.{alias.name}" for alias in node.names} & known.keys()
            found |= below
            if len(below) < len(node.names) and base in known:
                found.add(base)
        else:
            waiting += statements_below(node)
    return found


def packages_of(module: str) -> set[str]:
    parts = module.split(".")
    return {".".join(parts[:n]) for n in range(1, len(parts))}


def needs_of(known: dict[str, Path]) -> dict[str, set[str]]:
    """For each module what it imports, and the packages around that, but for those that it is in itself."""
    needs = {}
    for name, path in known.items():
        named = imports(path, known) - {name}
        around = {package for one in named for package in packages_of(one)} & known.keys()
        needs[name] = named | (around - packages_of(name) - {name})
    return needs


def circles(needs: dict[str, set[str]]) -> list[list[str]]:
    """The strongly connected components of more than one module (Tarjan, with a stack of our own)."""
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    on_stack: list[str] = []
    found = []
    for start in sorted(needs):
        work = [(start, iter(sorted(needs[start])))] if start not in number else []
        while work:
            here, rest = work[-1]
            if here not in number:
                number[here] = low[here] = len(number)
                on_stack.append(here)
            for to in rest:
                if to not in number:
                    work.append((to, iter(sorted(needs[to]))))
                    break
                if to in on_stack:
                    low[here] = min(low[here], number[to])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[here])
                if low[here] == number[here]:
                    at = on_stack.index(here)
                    one, on_stack[at:] = sorted(on_stack[at:]), []
                    found += [one] * (len(one) > 1)
    return found


def test_no_circle() -> None:
    found = circles(needs_of(modules()))
    assert not found, "\n".join(" ".join(one) for one in found)


def test_files_of_a_folder() -> None:
    count = Counter(str(path.parent.relative_to(ROOT)) for path in modules().values())
    assert {folder: n for folder, n in count.items() if n > MOST} == {}


def own_imports_in_functions(path: Path) -> list[ast.ImportFrom | ast.Import]:
    """Those below a `def`, but for what only annotations name."""
    found: list[ast.ImportFrom | ast.Import] = []
    waiting: list[tuple[ast.AST, bool]] = [(statements(path), False)]
    while waiting:
        node, inside = waiting.pop()
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            continue
        if isinstance(node, ast.ImportFrom | ast.Import):
            one = isinstance(node, ast.ImportFrom)
            names = [imported_from(node, path)] if one else [alias.name for alias in node.names]  # type: ignore
            ours = {name.partition(".")[0] for name in names} & {*PACKAGES, *PACKAGES.values()}
            found += [node] * (inside and bool(ours))
        inside = inside or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        waiting += [(part, inside) for part in statements_below(node)]
    return found


def test_imports_in_functions_are_few_and_say_why() -> None:
    count, silent = 0, []
    for path in modules().values():
        inside = own_imports_in_functions(path)
        lines = path.read_text().split("\n") if inside else []
        count += len(inside)
        silent += [
            f"{path.relative_to(ROOT)}:{node.lineno}"
            for node in inside
            if not any("#" in line for line in lines[node.lineno - 2 : node.end_lineno])
        ]
    assert count < MOST_INSIDE, "imports stand at the top, where they cost nothing at import"
    assert not silent, "say why in a comment"


def is_a_table(statement: ast.stmt) -> bool:
    """Whether a statement at the top of a file gives a name to a display, or to one that a call takes alone."""
    value = getattr(statement, "value", None)
    if isinstance(value, ast.Call) and len(value.args) == 1:
        value = value.args[0]
    return isinstance(statement, ast.Assign | ast.AnnAssign) and isinstance(
        value, ast.Tuple | ast.List | ast.Dict | ast.Set
    )


def test_only_tables_are_laid_out_by_hand():
    by_hand = []
    for folder in ("compat", "migrate", "theano_common", "environment", "tests", "tools", "bench", "fixtures"):
        for path in (ROOT / folder).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            if MARK not in text:
                continue
            tables = {one.end_lineno for one in ast.parse(text).body if is_a_table(one)}
            for number, line in enumerate(text.split("\n"), 1):
                if line.rstrip().endswith(MARK) and number not in tables:
                    by_hand.append(f"{path.relative_to(ROOT)}:{number}")
    assert not by_hand, "ruff format lays these out: " + ", ".join(by_hand)
