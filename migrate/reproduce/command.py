"""`migrate-reproduce`: does the paper still hold? Its documents, run unchanged, beside what they once printed."""

from __future__ import annotations

import argparse
import functools
import math
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from tqdm import tqdm

from theano_common.printing import ArgumentParser, complain, printable, say
from theano_common.system.broken_pipe import stops_with_its_reader

from ..atomic_write import write
from ..crash_report import reports_its_crashes
from . import earlier_report
from .answer import badge, exit_code
from .environment import Source
from .errors import CannotReproduce, WrongUse
from .releases import EMULATED
from .repeated.spread import FEWEST
from .reports import html_report, json_report, junit_report, text_report
from .reproduce import Options, reproduce
from .results import Results

MOST_RUNS, PATIENCE = 20, 5.0  # where nobody says how many: four more from its start, or all twenty from forks
FEWEST_DRAWS = 1000  # that a chain may be limited to: what PyMC3 makes where nobody says how many
EPILOG = """\
exit code: 0 all ran and something was compared, 1 with --strict something differs, 2 wrong usage, 3 something could not
be read or did not run to its end, 4 nothing was compared; with --strict also: a part was not

examples:
  migrate-reproduce paper/                          every notebook and script below a folder
  migrate-reproduce analysis.ipynb --html page.html one notebook, and a page to look at
  migrate-reproduce paper/ --network --limit 7200   what fetches its data, for two hours at most
  migrate-reproduce paper/ --runs 1                 each document just once
  migrate-reproduce paper/ --runs 20                up to twenty times, however long it takes
  migrate-reproduce paper/ --venv paper-env         in an environment of its own, which is kept
  migrate-reproduce paper/ --format json -o report.json
  migrate-reproduce paper/ --baseline report.json --strict
  migrate-reproduce paper/ --resume report.json     go on with what its time did not allow

It runs the code that you name, in a copy of its folder. Nothing else that lies there is executed.
"""


@stops_with_its_reader
@reports_its_crashes("migrate-reproduce", "a verdict")
def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command, and return the exit code."""
    try:
        options = _parser().parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        results = _results(options)
        _write(options, results)
    except WrongUse as error:
        return _stop(str(error), 2)
    except CannotReproduce as error:
        return _stop(str(error), 3)
    return exit_code(results, options.strict)


def _results(options: argparse.Namespace) -> Results:
    _check(options)
    accepted = earlier_report.read(Path(options.baseline)).accepted if options.baseline else frozenset()
    asked = Options(
        network=options.network,
        cell_limit=options.cell_limit,
        limit=options.limit,
        emulate=options.emulate or "",
        keep=Path(options.keep) if options.keep else None,
        venv=Path(options.venv) if options.venv else None,
        source=Source(tuple(options.find_links), options.no_index),
        runs=MOST_RUNS if options.runs is None else options.runs,
        patience=PATIENCE if options.runs is None else math.inf,
        data=_given(options.data),
        draws_limit=options.draws_limit or 0,
        resume=earlier_report.read(Path(options.resume)) if options.resume else None,
    )
    with tqdm(bar_format="{desc}", file=sys.stderr, leave=False, disable=None) as line:
        results = reproduce(Path(options.path), asked, functools.partial(_progress, line))
    return replace(results, accepted=accepted)


def _check(options: argparse.Namespace) -> None:
    """Raise WrongUse where arguments make no sense."""
    if not Path(options.path).exists():
        raise WrongUse(f"no such file or folder: {options.path}")
    for name in ("cell_limit", "limit"):
        if not getattr(options, name) > 0:
            raise WrongUse(f"--{name.replace('_', '-')} takes seconds above zero")
    if options.runs is not None and (options.runs < 1 or 1 < options.runs < FEWEST):
        raise WrongUse(f"--runs takes 1, or {FEWEST} and more: fewer runs tell nothing")
    if options.draws_limit is not None and options.draws_limit < FEWEST_DRAWS:
        raise WrongUse(f"--draws-limit takes {FEWEST_DRAWS} and more: a chain of fewer tells little")
    if options.keep and Path(options.keep).exists() and any(Path(options.keep).iterdir()):
        raise WrongUse(f"--keep {options.keep}: the folder is not empty")
    if (options.find_links or options.no_index) and not options.venv:
        raise WrongUse("--find-links and --no-index are for --venv")


def _given(several: Sequence[str]) -> dict[str, Path]:
    """Return the files that `--data NAME=PATH` gives, by these names."""
    data = {}
    for name, equals, path in (one.partition("=") for one in several):
        if not (name and equals and Path(path).is_file()):
            raise WrongUse(f"--data takes NAME=PATH, a file that is there: {name}{equals}{path}")
        data[name] = Path(path)
    return data


def _progress(line: tqdm[NoReturn], said: str) -> None:
    """Say which document and which cell runs: on a terminal in place, else a line for each document."""
    if not line.disable:
        line.set_description_str(printable(said)[:100])
    elif " cell " not in said or " cell 1 of " in said:
        say(said.partition(" cell ")[0], sys.stderr)


def _write(options: argparse.Namespace, results: Results) -> None:
    as_text = text_report.text(results, None if options.all else text_report.MOST)
    made = json_report.document(results, options.strict) if options.format == "json" else as_text
    files = (
        (options.html, lambda: html_report.page(results)),
        (options.junit, lambda: junit_report.document(results)),
        (options.badge, lambda: badge(results) + "\n"),
        (options.output, lambda: f"{made}\n"),
    )
    refused = []  # what can be written is, after a run of hours
    for path, text in files:
        if path:
            try:
                write(Path(path), text().encode("utf-8", "surrogateescape"))
            except OSError as error:
                refused.append(f"{path} could not be written: {error.strerror or error}")
    if not options.output:
        say(made)
    if refused:
        raise WrongUse("; ".join(refused))


def _stop(message: str, code: int) -> int:
    complain("migrate-reproduce", message)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = ArgumentParser(
        "migrate-reproduce",
        description=__doc__,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("path", metavar="PATH", help="a notebook, a script, or a folder of them")
    run = parser.add_argument_group("the run")
    run.add_argument("--network", action="store_true", help="let documents use the network; it is refused otherwise")
    run.add_argument("--cell-limit", type=float, default=600.0, metavar="SECONDS", help="for a cell or a script (600)")
    run.add_argument("--limit", type=float, default=3600.0, metavar="SECONDS", help="for all together (3600)")
    run.add_argument(
        "--runs",
        type=int,
        metavar="N",
        help="run what draws up to N times, as long as its numbers are open "
        f"({MOST_RUNS}, and in {PATIENCE:g} times what its first run takes)",
    )
    run.add_argument(
        "--draws-limit", type=int, metavar="N", help="let a chain make N draws and N tuning draws at most; it is said"
    )
    run.add_argument(
        "--data", metavar="NAME=PATH", action="append", default=[], help="the file for a path ending in NAME"
    )
    run.add_argument("--emulate", choices=EMULATED, help="the PyMC3 to be; else what each document tells")
    run.add_argument(
        "--resume", metavar="FILE", help="an earlier report in JSON: what ended there and is unchanged is not run again"
    )
    run.add_argument("--keep", metavar="DIR", help="run in DIR, and leave what the documents wrote there")
    made = parser.add_argument_group("an environment of its own")
    made.add_argument("--venv", metavar="DIR", help="run in this one, made where it is not there; it is kept")
    made.add_argument("--find-links", metavar="DIR", action="append", default=[], help="a folder of wheels for it")
    made.add_argument("--no-index", action="store_true", help="take its packages from such folders alone")
    reporting = parser.add_argument_group("the report")
    reporting.add_argument("--baseline", metavar="FILE", help="an earlier report in JSON: only what is new counts")
    reporting.add_argument(
        "--strict", action="store_true", help="exit code 1 if something differs, 4 if something is open"
    )
    reporting.add_argument("--html", metavar="FILE", help="write it as one page, too")
    reporting.add_argument("--junit", metavar="FILE", help="write it as JUnit XML, too")
    reporting.add_argument("--badge", metavar="FILE", help="write a line of Markdown with a badge")
    reporting.add_argument("--format", choices=("text", "json"), default="text")
    reporting.add_argument("-o", "--output", metavar="FILE", help="write the report there")
    reporting.add_argument(
        "--all", action="store_true", help="list every number that differs, not twenty, and every cell that failed"
    )
    return parser
