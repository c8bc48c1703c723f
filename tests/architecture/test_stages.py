"""The C backend is a line of stages, and a stage imports only itself and those before it."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.test_imports import ROOT, at, imported, sources

FOLDER = "compat/backends/c"
# What all stages may import: names of types and errors, the loop IR, tables of functions, and what a process has.
BELOW_ALL = {
    *(
        "ctype",
        "errors",
        "status",
        "ir",
        "expression",
        "captured",
        "text_length",
        "short_axes",
        "expression_text",
        "naming",
    ),
    *("threads", "workspace", "extension", "support_functions", "compilers", "target", "tracing"),
}
STAGES = (
    "computations",
    "nests",
    "loops",
    "passes",
    "print_c",
    "print_ir",
    "assembly",
    "called_functions",
    "entries",
    "reproducible",
    "emit",
)
# Compiled functions are built and called beside the line: no stage imports them.
AFTER = {
    *("arguments", "calling", "function", "function_by_lengths", "initial_value", "population", "program"),
    *("repeat", "support_object", "user_ops"),
}


def rank(module: str) -> int:
    """Return 0 for what is below all stages, and for a stage its place in the line."""
    top = module.partition(".")[0]
    if top in BELOW_ALL:
        return 0
    return 1 + STAGES.index(top) if top in STAGES else len(STAGES) + 1


def arrows() -> Iterator[tuple[Path, int, str, str]]:
    """Yield each import inside the backend: file, line, the module that imports, and the one that is imported."""
    for path in sources(FOLDER):
        here = ".".join(path.relative_to(ROOT / FOLDER).with_suffix("").parts)
        for module, line, _ in imported(path):
            if (to := module.removeprefix("compat.backends.c.")) != module:
                yield path, line, here, to


def test_each_file_has_its_place() -> None:
    here = {p.stem for p in (ROOT / FOLDER).iterdir() if (p.is_dir() and any(p.glob("*.py"))) or p.suffix == ".py"}
    assert here == {*BELOW_ALL, *STAGES, *AFTER, "__init__"}


def test_arrows_go_one_way() -> None:
    up = [f"{at(path, line)}: {here} > {to}" for path, line, here, to in arrows() if rank(to) > rank(here)]
    assert not up


# Where C is text: what Ops write themselves, and what has no node. The generator's own arithmetic is made of nodes.
TEXT = {
    "computations/access.py": (1, "the C of an Op, with marks in place of its operands"),
    "expression.py": (1, "the C of an elementwise entry, with its operands by name"),
    "ir/expressions.py": (1, "`code` itself"),
    "ir/statements.py": (1, "lines of C: calls without a value, `break`"),
    "passes/scratch.py": (1, "PADDED is a macro that takes a type"),
}


def test_arithmetic_is_made_of_nodes() -> None:
    found = Counter(
        str(path.relative_to(ROOT / FOLDER))
        for path in sources(FOLDER)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("code", "Code")
    )
    assert found == {file: count for file, (count, _) in TEXT.items()}


# Where names become text: the printers, comments and messages, and the lengths that a clock has read.
SPELLED = {
    *("naming", "expression_text", "print_c", "print_ir", "ir.check"),
    *("nests.formula", "nests.nest", "passes.arrays_comment", "loops.clock"),
}


def test_names_are_objects_until_they_are_printed() -> None:
    spelled, made = set(), set()
    for path in sources(FOLDER):
        called = {ast.unparse(n.func) for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.Call)}
        here = ".".join(path.relative_to(ROOT / FOLDER).with_suffix("").parts)
        spelled |= {here} if "spelled" in called else set()
        made |= {here} if "Name" in called else set()
    assert spelled == SPELLED and made == {"ir.expressions"}
