"""`migrate-check`: what in this code will break or differ under theano-compat and on today's Python."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from migrate.check.audit import Asked
from migrate.check.control.wanted import Wanted
from migrate.check.every_file import CannotWrite, Fixing, run
from migrate.check.names import coverage as table
from migrate.check.names.coverage import Coverage
from migrate.check.output import report
from migrate.check.rules import registry
from migrate.check.source.files import python_files
from migrate.closed_pipe import ends_with_its_reader

EXIT = "exit code: 0 nothing found, 1 findings, 2 wrong usage, 3 a file could not be read"


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
    asked = Asked(coverage, Wanted(tuple(options.select), tuple(options.ignore)))
    files, notebooks = python_files(options.paths)
    notes = _notes(coverage, notebooks)
    audits = []
    try:
        for result in run(files, asked, Fixing(options.fix, options.diff, options.unsafe)):
            audits.append(result.audit)
            sys.stdout.write(result.diff)
    except CannotWrite as stop:
        return _usage(str(stop))
    if options.format == "json":
        print(report.as_json(audits, notes))
    else:
        print("\n".join([*report.summary(audits), *notes]) if options.diff else report.text(audits, notes))
    if any(not one.readable for one in audits):
        return 3
    return 1 if any(one.findings for one in audits) else 0


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
    parser.add_argument("--unsafe", action="store_true", help="the unsafe fixes too: they may no longer run on the"
                        " real library, or change numbers")
    parser.add_argument("--diff", action="store_true", help="show what --fix would change, and change nothing")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--select", type=_codes, default=[], metavar="CODES", help="only these, e.g. MC2,MC501")
    parser.add_argument("--ignore", type=_codes, default=[], metavar="CODES", help="not these; the longer code wins")
    parser.add_argument("--explain", type=str.upper, metavar="CODE", help="what a rule means, with an example")
    parser.add_argument("--list-rules", action="store_true")
    return parser


def _codes(value: str) -> list[str]:
    return [code.strip().upper() for code in value.split(",") if code.strip()]
