"""What is known of each legacy name beside its state: `compat/legacy_facts.txt.gz`.

    python -m tools.name_facts

A line is `name, releases, today's name, test, findings, first`, with tabs between them. Releases are those that had
the name; the test is the one that the census saw executing it, or else one that names it (or the object that it stands
for); findings are the rules of migrate-check whose example is reported on the name; the first is the first name of the
same object, where it has several.
"""

from __future__ import annotations

import ast
import gzip
import inspect
import re
import sys
import warnings
from pathlib import Path
from typing import Any

from tests.census.rows import executed
from theano_compat.importing.legacy_modules import home
from theano_compat.ops.elementwise.elemwise import Elementwise, Elemwise
from theano_migrate.check.audit import Asked, audit
from theano_migrate.check.names import coverage
from theano_migrate.check.names.module import Module
from theano_migrate.check.names.resolve import resolve
from theano_migrate.check.output import rule_help
from theano_migrate.port.registry import today_of
from tools.coverage_survey import load
from tools.legacy_names import modules, release

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / "compat" / "legacy_facts.txt.gz"
VERSIONS = {"theano_1.0.5": "1.0.5", "theano_pymc_1.1.2": "1.1.2", "pymc3_3.8": "3.8", "pymc3_3.11.5": "3.11.5"}
LAST = {"theano": "1.1.2", "pymc3": "3.11.5"}


def releases() -> dict[str, list[str]]:
    """Name -> the releases that had it; none for names of earlier ones."""
    found: dict[str, list[str]] = {}
    for table, version in VERSIONS.items():
        for module, kinds in release(table).items():
            for name in kinds:
                found.setdefault(f"{module}.{name}", []).append(version)
    for module, kinds in release("left_out_py38").items():
        for name in kinds:
            versions = found.setdefault(f"{module}.{name}", [])
            if (last := LAST[module.partition(".")[0]]) not in versions:
                versions.append(last)
    return found


def objects() -> dict[str, Any]:
    """Name -> our object."""
    found = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for module, legacy in modules().items():
            loaded = load(home(module)) if module != "theano.config" else None
            for name in legacy.kinds:
                value = getattr(loaded, name, None)
                callable_module = inspect.ismodule(value) and callable(value)  # theano.scan
                found[f"{module}.{name}"] = getattr(value, name, value) if callable_module else value
    return found


def named_in_tests() -> dict[str, str]:
    """Qualified name, legacy's or ours -> the first test that names it; before it a test in a file of cases."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "tests").rglob("*.py"), key=lambda path: (not path.name.startswith("test_"), path)):
        text = path.read_text(encoding="utf-8")
        module = Module(str(path), text, ast.parse(text))
        resolve(module, lambda *_: False)
        spans = [
            (one.lineno, one.end_lineno or 0, one.name) for one in module.tree.body if isinstance(one, ast.FunctionDef)
        ]
        for use in module.uses:
            line = getattr(use.node, "lineno", 0)
            inside = next((name for start, end, name in spans if start <= line <= end), "")
            if use.kind != "import":
                test = f"{path.relative_to(ROOT).as_posix()}{'::' * bool(inside)}{inside}"
                for name in (use.name, coverage.canonical(use.name)):
                    if inside.startswith("test_") or name not in found:
                        found.setdefault(name, test) if "::test_" in found.get(name, "") else found.update({name: test})
    return found


def tests() -> dict[str, str]:
    """Name -> its test."""
    census, named = executed(), named_in_tests()
    of_keywords = {label.partition("(")[0]: test for label, test in reversed(list(census.items())) if "(" in label}
    found: dict[str, str] = {}
    by_object: dict[int, str] = {}
    rows = objects()
    for name, value in rows.items():
        test = census.get(name) or of_keywords.get(name) or named.get(name) or _of_object(name, value, named)
        if test:
            found[name] = test
            by_object.setdefault(id(value), test)
    shared = {name for name, value in rows.items() if callable(value) or inspect.ismodule(value)}
    return {
        name: test for name in rows if (test := found.get(name) or (name in shared and by_object.get(id(rows[name]))))
    }


def _of_object(name: str, value: Any, named: dict[str, str]) -> str | None:
    """The test that names our object, or that runs every row of the table which the object is of."""
    if name.startswith("theano.config."):
        return "tests/settings/test_flags.py::test_both_names_are_one_flag"
    if isinstance(value, Elemwise | Elementwise) or isinstance(getattr(value, "entry", None), Elementwise):
        return "tests/ops/test_elementwise_values.py::test_backends_agree"
    if inspect.isclass(value) and hasattr(value, "compat_spec"):
        return "tests/distributions/test_specs.py::test_backends"
    here = f"{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', '?')}"
    return named.get(here)


def first_names() -> dict[str, str]:
    """Name -> the first name of the same function, class or object of ours, where it is another one."""
    first: dict[int, str] = {}
    found = {}
    for name, value in sorted(objects().items(), key=lambda row: (row[0].count("."), row[0])):
        ours = callable(value) or type(value).__module__.startswith("theano_compat")
        if ours and not inspect.ismodule(value) and first.setdefault(id(value), name) != name:
            found[name] = first[id(value)]
    return found


def findings() -> dict[str, list[str]]:
    """Name -> codes of the rules whose own example is reported on it."""
    asked = Asked(coverage.installed())
    found: dict[str, list[str]] = {}
    for one in rule_help.rules():
        if one.code.startswith(("MC2", "MC3", "MC4")):
            for each in audit(one.before.encode(), "example.py", asked).findings:
                name = re.sub(r"\(\)$", "", each.name)
                if each.code == one.code and one.code not in found.setdefault(name, []):
                    found[name].append(one.code)
    return found


def text() -> str:
    """The file."""
    had, test, found = releases(), tests(), findings()
    lines = []
    firsts = first_names()
    for module, legacy in modules().items():
        for last in legacy.kinds:
            name = f"{module}.{last}"
            row = [" ".join(had.get(name, ())), today_of(name) or "", test.get(name, ""), " ".join(found.get(name, ()))]
            row.append(firsts.get(name, ""))
            lines.append("\t".join((name, *row)) + "\n")
    return "".join(lines)


def main() -> int:
    """Write the file where its text is another."""
    new = text()
    if not PLACE.exists() or gzip.decompress(PLACE.read_bytes()).decode() != new:
        PLACE.write_bytes(gzip.compress(new.encode(), 9, mtime=0))
    rows = [line.rstrip("\n").split("\t") for line in new.splitlines()]
    counts = [sum(bool(row[k]) for row in rows) for k in range(1, 5)]
    print(f"{len(rows)} names, {PLACE.stat().st_size} bytes; releases, today, test, findings: {counts}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
