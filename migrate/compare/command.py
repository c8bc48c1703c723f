"""`migrate-compare`: does the model, run today, give the posterior that was saved with the old libraries."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from migrate.closed_pipe import ends_with_its_reader
from migrate.compare.errors import CannotCompare, CannotReplay
from migrate.saved.errors import CannotRead

if TYPE_CHECKING:
    from migrate.compare.comparison import Report

EXIT = "exit code: 0 agree, 1 differ, 2 wrong usage, 3 something could not be read, 4 not enough draws to tell"


@ends_with_its_reader
def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    try:
        options = _parser().parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    for path in (options.saved, options.new):
        if not Path(path).exists():
            return _stop(f"no such file: {path}", 2)
    is_script = options.new.endswith(".py")
    if not is_script and (options.no_sample or options.arguments):
        return _stop(f"--no-sample and arguments are for scripts, and {options.new} is none", 2)
    try:
        report = _compare(options, is_script)
    except OSError as error:
        return _stop(f"{error.filename or options.saved}: {error.strerror or error}", 3)
    except CannotCompare as error:
        return _stop(str(error), 2)
    except (CannotRead, CannotReplay) as error:
        return _stop(str(error), 3)
    print(report.json() if options.format == "json" else report.text(None if options.all else 20))
    return report.exit_code


def _compare(options: argparse.Namespace, is_script: bool) -> Report:
    from migrate.compare.comparison import compare
    from migrate.saved.any_file import load

    old = load(options.saved)
    if is_script:
        from migrate.compare.replay import run_script

        run = run_script(old, options.new, options.arguments, sample=not options.no_sample)
        return compare(old, run.draws, run.replay)
    return compare(old, load(options.new))


def _stop(message: str, code: int) -> int:
    print(f"migrate-compare: {message}", file=sys.stderr)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("migrate-compare", description=__doc__, epilog=EXIT)
    parser.add_argument("saved", metavar="SAVED", help="old draws, in any format of PyMC3 or ArviZ, or .npz")
    parser.add_argument("new", metavar="SCRIPT_OR_NEW", help="the script of the model, or new draws in a file")
    parser.add_argument("arguments", nargs="*", metavar="ARGUMENT", help="for the script")
    parser.add_argument("--no-sample", action="store_true", help="only replay the saved log densities")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--all", action="store_true", help="show every scalar, not the twenty strongest")
    return parser
