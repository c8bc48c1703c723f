"""`migrate-port`: PyMC3 and Theano code as code for PyMC 6 and PyTensor; what a person must decide is marked."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from common.printing import ArgumentParser, complain, hand_on, say
from migrate.broken_pipe import stops_with_its_reader
from migrate.check.source.files import python_files
from migrate.crash_report import reports_its_crashes

EXIT = "exit code: 0 no mark is left, 1 marks are left, 2 wrong usage, or a file was refused"
NO_LIBCST = "it needs libcst: pip install 'theano-compat[port]'"


@stops_with_its_reader
@reports_its_crashes("migrate-port", "a mark")
def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    try:
        options = _parser().parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    if options.write and options.output:
        return _stop("--write writes in place, -o into a folder: choose one")
    if options.json and options.diff:
        return _stop("--json and --diff both print: choose one")
    files, missing = python_files(options.paths)
    if missing:
        return _stop(f"no such file or folder: {', '.join(missing)}")
    if find_spec("libcst") is None:
        return _stop(NO_LIBCST)
    return _port(options, files)


def _port(options: argparse.Namespace, files: Sequence[Path]) -> int:
    from migrate.port import report  # here, as libcst need not be installed for --help
    from migrate.port.every_file import CannotWrite, port, write_all

    done = port(files)
    written: list[str] = []
    if options.write or options.output:
        try:
            written = write_all(done, Path(options.output) if options.output else None)
        except CannotWrite as error:
            return _stop(str(error))
    if options.diff:
        for one in done:
            hand_on(one.diff)
    say(report.json(done, written) if options.json else report.text(done, written))
    if not (options.write or options.output or options.diff or options.json) and any(one.changed for one in done):
        say("Nothing was written: --diff shows the translation, --write writes it in place, -o DIR into a folder.")
    if any(one.error for one in done):
        return 2
    return 1 if any(one.marks for one in done) else 0


def _stop(message: str) -> int:
    complain("migrate-port", message)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = ArgumentParser("migrate-port", description=__doc__, epilog=EXIT)
    parser.add_argument("paths", nargs="+", metavar="PATH", help="Python files, notebooks, folders, patterns")
    parser.add_argument("--diff", action="store_true", help="show what changes")
    parser.add_argument("--write", action="store_true", help="write the translation in place")
    parser.add_argument("-o", "--output", metavar="DIR", help="write it into a folder, by the same names")
    parser.add_argument("--json", action="store_true", help="report as JSON")
    return parser
