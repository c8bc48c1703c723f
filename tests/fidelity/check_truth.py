"""`make fidelity SUITE=check`: is what migrate-check says true? Each program is audited, then run under the shim.

The programs: every fixture; every fixture after mechanical changes; and files of other people's packages drawn by a
seed. A program that fails with nothing found in it is a false "runs"; a finding that breaks, in a line that was reached
and did not fail, is a false "breaks".
"""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.conformance.fetch import CannotFetch
from tests.fidelity.reviewed import changes, reviewed
from tests.fidelity.source_mutations import changes as source_changes
from tests.fidelity.sources import ARCHIVES, fetched, needed
from theano_migrate import check
from tools.fixture_table.fixtures import FOLDERS

ROOT = Path(__file__).resolve().parents[2]
NEVER = ROOT / "tests" / "census" / "never_executed.txt"
SECONDS, HANG = 40, 90
DRAWN, SEED = 60, 20261121
FALSE_RUNS, FALSE_BREAKS, CANNOT_TELL = "FALSE RUNS", "FALSE BREAKS", "cannot tell"
RUNS, FORESEEN, OTHER_LINE, NOT_REACHED = "runs, as said", "breaks, as said", "breaks, in another line", "not reached"


@dataclass(frozen=True)
class Program:
    """`kind` is what the table counts by. `beside`: a folder whose other files the program needs."""

    kind: str
    name: str
    text: str = ""
    beside: Path | None = None
    path: Path | None = None  # a file of others, which stays where it is
    module: str = ""  # imported under this name instead of run
    on_path: tuple[str, ...] = ()


@dataclass(frozen=True)
class Judged:
    program: Program
    answer: str
    about: str


def fixtures() -> Iterator[Program]:
    for folder in FOLDERS:
        text = (folder / "model.py").read_text(encoding="utf-8")
        yield Program("fixtures as they are", folder.name, text, folder)


def mutated(most: int) -> Iterator[Program]:
    for number, program in enumerate(list(fixtures())):
        for one in source_changes(program.text, SEED + number, most):
            yield Program(one.operator, f"{program.name}: {one.what}", one.text, program.beside)


def drawn(count: int = DRAWN) -> Iterator[Program]:
    """Files of the archives: modules are imported, examples are run."""
    found: list[Program] = []
    for archive in ARCHIVES:
        folder = fetched(archive)
        top = folder / archive.imports_from
        for path in sorted(folder.rglob("*.py")):
            parts = path.relative_to(folder).parts
            if {"tests", "test", "docs", "setup.py", "scripts"} & set(parts) or path.name.startswith("test_"):
                continue
            name = f"{archive.folder}/{path.relative_to(folder)}"
            if "examples" in parts:
                found.append(Program("other people's files", name, path=path, on_path=(str(top),)))
            elif path.is_relative_to(top) and archive.name != "pymc3":  # `import pymc3` is ours
                dotted = ".".join(path.relative_to(top).with_suffix("").parts).removesuffix(".__init__")
                found.append(Program("other people's files", name, path=path, module=dotted, on_path=(str(top),)))
    yield from Random(SEED).sample(found, min(count, len(found)))


def judged(program: Program) -> Judged:
    with tempfile.TemporaryDirectory() as made:
        path = program.path or _written(program, Path(made))
        findings = breaking(path)
        answer = executed(path, program, Path(made) / "answer.json")
        statements = spans(path.read_bytes())
    return Judged(program, *judgement(findings, answer, statements))


def breaking(path: Path) -> list[check.Finding]:
    return [one for one in check.run([str(path)]).findings if one.severity == "breaks"]


def executed(path: Path, program: Program, answer: Path) -> dict:
    target = ["-m", program.module] if program.module else ["-f", str(path)]
    folders = [*program.on_path, *([str(needed())] if program.path else [])]
    command = [sys.executable, "-m", "tests.fidelity.execution", str(answer), *target, str(SECONDS), *folders]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "MPLBACKEND": "Agg", "KERAS_BACKEND": "theano"}
    try:
        done = subprocess.run(
            command,
            cwd=path.parent if not program.module else answer.parent,
            env=environment,
            capture_output=True,
            text=True,
            timeout=HANG,
        )
    except subprocess.TimeoutExpired:
        return {"outcome": "ran", "reached": [], "kind": "", "error": "", "line": None}
    if not answer.exists():
        return {"outcome": "no answer", "reached": [], "kind": "", "error": done.stderr[-300:], "line": None}
    return json.loads(answer.read_text())


def spans(source: bytes) -> dict[int, range]:
    """line -> the lines of the statement that it is in; of one with a body, those before the body."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return {}
    found: dict[int, range] = {}
    for node in ast.walk(tree):  # inner ones come later
        if isinstance(node, ast.stmt):
            body = getattr(node, "body", None)
            lines = range(node.lineno, body[0].lineno if body else (node.end_lineno or node.lineno) + 1)
            found.update(dict.fromkeys(lines, lines))
    return found


def judgement(findings: list[check.Finding], ran: dict, statements: dict[int, range]) -> tuple[str, str]:
    """What the audit said, held against what happened."""

    def covers(one: check.Finding, line: int | None) -> bool:
        return line is not None and line in statements.get(one.line, range(one.line, one.end_line + 1))

    reached = set(ran["reached"])
    said = "; ".join(f"line {one.line} {one.code} {one.name}" for one in findings)
    wrong = [
        one
        for one in findings
        if set(range(one.line, one.end_line + 1)) & reached and not covers(one, ran["line"]) and one.code != "MC902"
    ]
    happened = f"{ran['kind']}: {ran['error']}".splitlines()[0][:110] if ran["kind"] else ran["outcome"]
    if ran["outcome"] == "no answer" or _of_the_machine(ran):
        return CANNOT_TELL, happened
    if ran["outcome"] == "ran":
        if wrong:
            return FALSE_BREAKS, said
        return (NOT_REACHED, said) if findings else (RUNS, "")
    if not findings:
        return FALSE_RUNS, f"{happened} at line {ran['line']}"
    if any(covers(one, ran["line"]) or one.code in ("MC902", "MC901") for one in findings):
        return FORESEEN, ""
    return OTHER_LINE, f"{happened} at line {ran['line']}; said: {said}"


def _of_the_machine(ran: dict) -> bool:
    """Failures that say nothing about the program: a library or a file that is not here, no network."""
    missing = (ran.get("missing") or "").partition(".")[0]
    if ran["kind"] == "ModuleNotFoundError":
        return missing not in ("theano", "pymc3") and missing not in _GONE
    if "Name or service not known" in ran["error"] or "URL fetch failure" in ran["error"]:
        return True
    return ran["kind"] in _NOT_THERE


_NOT_THERE = {"FileNotFoundError", "URLError", "ConnectionError", "NotADirectoryError", "HTTPError", "OSError"}
_GONE = {"cPickle", "urllib2", "ConfigParser", "StringIO", "Queue", "imp", "distutils", "cStringIO", "Tkinter",
         "urlparse", "__builtin__", "commands"}  # fmt: skip


def _written(program: Program, folder: Path) -> Path:
    if program.beside is not None:
        shutil.copytree(program.beside, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("saved*", "model.py"))
    path = folder / "model.py"
    path.write_text(program.text, encoding="utf-8")
    return path


def main(count: int, workers: int) -> int:
    """`count`: changes of each kind to each fixture."""
    programs = [*fixtures(), *mutated(count)]
    try:
        programs += drawn()
    except CannotFetch as error:
        print(f"files of others are left out: {error}")
    table: dict[str, Counter[str]] = defaultdict(Counter)
    with ProcessPoolExecutor(workers) as pool:
        for one in pool.map(judged, programs):
            table[one.program.kind][one.answer] += 1
            if one.answer in (FALSE_RUNS, FALSE_BREAKS, CANNOT_TELL, OTHER_LINE):
                print(f"{one.answer}: {one.program.name}: {one.about}", flush=True)
    columns = (RUNS, FORESEEN, OTHER_LINE, NOT_REACHED, CANNOT_TELL, FALSE_RUNS, FALSE_BREAKS)
    new, gone = changes()
    print(f"other people's packages: {len(reviewed())} findings reviewed, {len(new)} not yet, {len(gone)} gone")
    print(f"\n{'':24}" + "".join(f"{column:>25}" for column in columns))
    for kind, row in table.items():
        print(f"{kind:24}" + "".join(f"{row[column]:25}" for column in columns))
    never = NEVER.read_text(encoding="utf-8").split()
    print(
        f"supported names that no test of ours or of the real libraries executed: {len(never)}"
        " (python -m tests.census.every_name)",
        *never,
        sep="\n  ",
    )
    return summary(table) or int(bool(never))


def summary(table: dict[str, Counter[str]]) -> int:
    total: Counter[str] = sum(table.values(), Counter())
    told = sum(total.values()) - total[CANNOT_TELL]
    broke = total[FORESEEN] + total[OTHER_LINE] + total[FALSE_RUNS]
    said = total[FORESEEN] + total[OTHER_LINE] + total[FALSE_BREAKS]
    print(
        f"\nrecall of breaks {(broke - total[FALSE_RUNS]) / max(broke, 1):.4f} ({broke} programs failed);"
        f" precision {(said - total[FALSE_BREAKS]) / max(said, 1):.4f} ({said} said to break and judged)"
    )
    print(
        f'false "runs": {total[FALSE_RUNS]} (allowed: 0); false "breaks": {total[FALSE_BREAKS]} of {told}'
        f" = {total[FALSE_BREAKS] / max(told, 1):.2%} (allowed: 2 %)"
    )
    return 0 if not total[FALSE_RUNS] and total[FALSE_BREAKS] <= 0.02 * told else 1
