"""`migrate-check`: what in this code will break or differ under theano-compat and on today's Python."""

from __future__ import annotations

import argparse
import difflib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from migrate.check import coverage as table
from migrate.check import registry, report
from migrate.check.audit import Audit, audit, unread
from migrate.check.coverage import Coverage
from migrate.check.read_source import Unreadable, decode
from migrate.closed_pipe import ends_with_its_reader

EXIT = "exit code: 0 nothing found, 1 findings, 2 wrong usage, 3 a file could not be read"


class Stop(Exception):
    """Why the run cannot go on."""


@ends_with_its_reader
def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    parser = _parser()
    try:
        options = parser.parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    coverage = table.installed()
    if options.list_rules:
        print(_rule_list(coverage))
        return 0
    if options.explain:
        return _explain(options.explain, coverage)
    if not options.paths:
        return _usage("give at least one file or folder")
    missing = [path for path in options.paths if not os.path.exists(path)]
    if missing:
        return _usage(f"no such file or folder: {', '.join(missing)}")
    if options.diff and (options.fix or options.format == "json"):
        return _usage("--diff shows and changes nothing: use it without --fix, as text")
    unknown = [code for code in (*options.select, *options.ignore) if not _known(code, coverage)]
    if unknown:
        return _usage(f"no rule begins with {', '.join(unknown)}; --list-rules shows them")
    return _run(options, coverage)


def _run(options: argparse.Namespace, coverage: Coverage) -> int:
    is_wanted = registry.wanted(options.select, options.ignore)
    files, notebooks = python_files(options.paths)
    notes = _notes(coverage, notebooks)
    audits = []
    try:
        for path in files:
            audits.append(_one(path, coverage, is_wanted, options))
    except Stop as stop:
        return _usage(str(stop))
    if options.format == "json":
        print(report.as_json(audits, notes))
    else:
        print("\n".join([*report.summary(audits), *notes]) if options.diff else report.text(audits, notes))
    if any(not one.readable for one in audits):
        return 3
    return 1 if any(one.findings for one in audits) else 0


def _one(path: Path, coverage: Coverage, is_wanted: Callable[[str], bool], options: argparse.Namespace) -> Audit:
    """Audit a file; with --diff show what --fix would do, with --fix do it and audit what is left."""
    try:
        data = path.read_bytes()
    except OSError as error:
        problem = Unreadable("MC901", f"it could not be opened: {error.strerror or error}")
        return Audit(str(path), "", (unread(str(path), problem),), readable=False)
    first = audit(data, str(path), coverage, is_wanted)
    if not (options.fix or options.diff) or not any(finding.fix for finding in first.findings):
        return first
    try:
        from migrate.check import apply_fixes
    except ImportError:
        raise Stop("fixes need libcst: python -m pip install libcst") from None
    changed = apply_fixes.fixed(data, first.findings)
    if options.diff:
        sys.stdout.writelines(_diff(first.text, changed, str(path)))
        return first
    try:
        apply_fixes.write(path, changed)
    except OSError as error:
        raise Stop(f"{path} could not be written: {error.strerror or error}") from None
    return audit(changed, str(path), coverage, is_wanted)


def python_files(paths: Sequence[str]) -> tuple[list[Path], list[Path]]:
    """(Python files, notebooks) of these paths; hidden folders, caches and environments are left out."""
    files: list[Path] = []
    notebooks: list[Path] = []
    for path in map(Path, paths):
        for file in _below(path) if path.is_dir() else [path]:
            if file.suffix == ".ipynb":
                notebooks.append(file)
            elif file.suffix == ".py" or file == path:
                files.append(file)
    return list(dict.fromkeys(files)), notebooks


def _below(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        here = Path(root)
        folders[:] = sorted(
            name for name in folders
            if not name.startswith(".") and name not in ("__pycache__", "node_modules", "site-packages")
            and not (here / name / "pyvenv.cfg").exists()
        )  # fmt: skip
        yield from (here / name for name in sorted(names))


def _diff(before: str, after: bytes, path: str) -> Iterator[str]:
    old, new = before.splitlines(keepends=True), decode(after).splitlines(keepends=True)
    return difflib.unified_diff(old, new, path, path + " (fixed)")


def _notes(coverage: Coverage, notebooks: Sequence[Path]) -> list[str]:
    notes = []
    if not coverage:
        notes.append("compat/coverage.toml was not found beside migrate: names were not looked up in it.")
    if notebooks:
        skipped = report.count(len(notebooks), "notebook")
        notes.append(f"{skipped} not read; `jupyter nbconvert --to script` makes a script of one.")
    return notes


def _known(code: str, coverage: Coverage) -> bool:
    codes = [one.rule.code for one in registry.rules()] + list(coverage.checks())
    return any(each.startswith(code) for each in codes)


def _rule_list(coverage: Coverage) -> str:
    rows = {one.rule.code: (one.rule.severity, one.rule.title, bool(one.rule.becomes)) for one in registry.rules()}
    for code, state in coverage.checks().items():
        rows.setdefault(code, ("differs", state.reason, False))
    return "\n".join(
        f"{code}  {severity:8}{'fix ' if fixable else '    '}{title}"
        for code, (severity, title, fixable) in sorted(rows.items())
    )


def _explain(code: str, coverage: Coverage) -> int:
    for one in registry.rules():
        rule = one.rule
        if rule.code == code:
            print(f"{rule.code} ({rule.severity}): {rule.title}\n\nWhy: {rule.why}\nDo:  {rule.do}")
            print("\nFound in:\n" + _indented(one.file.BEFORE))
            if hasattr(one.file, "AFTER"):
                print("\nWith --fix:\n" + _indented(one.file.AFTER))
            return 0
    if code in coverage.checks():
        state = coverage.checks()[code]
        print(f"{code}: {state.name} and others that coverage.toml lists under this code\n\n{state.reason}")
        return 0
    return _usage(f"no rule {code}; --list-rules shows them")


def _indented(source: str) -> str:
    return "\n".join("    " + line for line in source.strip().splitlines())


def _usage(message: str) -> int:
    print(f"migrate-check: {message}", file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("migrate-check", description=__doc__, epilog=EXIT)
    parser.add_argument("paths", nargs="*", metavar="PATH", help="Python files and folders")
    parser.add_argument("--fix", action="store_true", help="carry out the fixes, in place")
    parser.add_argument("--diff", action="store_true", help="show what --fix would change, and change nothing")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--select", type=_codes, default=[], metavar="CODES", help="only these, e.g. MC2,MC501")
    parser.add_argument("--ignore", type=_codes, default=[], metavar="CODES", help="not these; the longer code wins")
    parser.add_argument("--explain", type=str.upper, metavar="CODE", help="what a rule means, with an example")
    parser.add_argument("--list-rules", action="store_true")
    return parser


def _codes(value: str) -> list[str]:
    return [code.strip().upper() for code in value.split(",") if code.strip()]
