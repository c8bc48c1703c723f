"""`migrate-compare`: does the model, run today, give the posterior that was saved with the old libraries."""

from __future__ import annotations

import argparse
import functools
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from theano_common.printing import ArgumentParser, complain, say, whole_number
from theano_common.saved.errors import CannotRead
from theano_common.system.broken_pipe import stops_with_its_reader

from ..crash_report import reports_its_crashes
from .errors import CannotCompare, CannotReplay

if TYPE_CHECKING:
    from theano_common.draws import Draws

    from .report import Report
    from .settings import Settings

EXAMPLES = (
    "migrate-compare saved.pkl model.py",
    "migrate-compare saved.pkl model.py --no-sample",
    "migrate-compare saved.nc new.nc --html report.html",
)
EXIT = "exit code: 0 agree, 1 differ, 2 wrong usage, 3 something could not be read, 4 not enough draws to tell"


@stops_with_its_reader
@reports_its_crashes("migrate-compare", "a verdict")
def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command, and return the exit code."""
    try:
        options = _parser().parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    is_script = options.new.endswith(".py")
    if wrong := _wrong_use(options, is_script):
        return _stop(wrong, 2)
    try:
        compared = _compare(options, is_script)
    except OSError as error:
        return _stop(f"{error.filename or options.saved}: {error.strerror or error}", 3)
    except CannotCompare as error:
        return _stop(str(error), 2)
    except (CannotRead, CannotReplay) as error:
        return _stop(str(error), 3)
    report = compared[0]
    text = report.json() if options.format == "json" else report.text(None if options.all else 20)
    try:
        _write(options, *compared)
        if options.output:
            Path(options.output).write_text(f"{text}\n", encoding="utf-8")
    except OSError as error:
        return _stop(f"{error.filename}: {error.strerror or error}", 2)
    if not options.output:
        say(text)
    return report.exit_code


def _wrong_use(options: argparse.Namespace, is_script: bool) -> str | None:
    for path in filter(None, (options.saved, options.new, options.settings)):
        if not Path(path).exists():
            return f"no such file: {path}"
    if is_script and not Path(options.new).is_file():
        return f"{options.new}: it is no regular file"
    if not is_script and (options.no_sample or options.arguments or options.until):
        return f"--no-sample, --until and arguments are for scripts, and {options.new} is none"
    if options.no_sample and options.until:
        return "--until decided draws, and --no-sample does not: one of them"
    return None


def _write(options: argparse.Namespace, report: Report, old: Draws, new: Draws | None) -> None:
    if options.html:
        from .html_report import page  # not needed for --help and wrong arguments

        Path(options.html).write_text(page(report, old, new), encoding="utf-8")
    if options.junit:
        from .junit_report import document  # likewise

        Path(options.junit).write_text(document(report), encoding="utf-8")


def _compare(options: argparse.Namespace, is_script: bool) -> tuple[Report, Draws, Draws | None]:
    from theano_common.saved.any_file import load  # likewise
    from theano_common.saved.versions import Version  # likewise

    from .comparison import compare  # likewise
    from .hints import hints  # likewise
    from .verdict import DIFFER  # likewise

    settings = _settings(options)
    old = load(options.saved, options.drop)
    new: Draws | None
    if not is_script:
        new = load(options.new)
        return compare(old, new, settings=settings), old, new
    if options.until:
        from .sequential import until_decided  # likewise

        looked = functools.partial(say, to=sys.stderr)
        report, new = until_decided(old, options.new, options.arguments, settings, looked)
    else:
        from .replay import run_script  # likewise

        run = run_script(old, options.new, options.arguments, sample=not options.no_sample)
        report, new = compare(old, run.draws, run.replay, settings), run.draws
    if report.answer == DIFFER:
        stated = {"pymc3": Version(options.saved_by, options.saved_by, "as stated")} if options.saved_by else {}
        known = dict(old.attrs.get("versions", {})) | stated
        script = Path(options.new).read_text(encoding="utf-8", errors="replace")
        report = replace(report, hints=hints(script, known))
    return report, old, new


def _settings(options: argparse.Namespace) -> Settings:
    from . import settings  # likewise

    found = settings.read(options.settings) if options.settings else settings.Settings()
    factors = dict(found.factors)
    for given in options.margin:
        name, _, factor = given.partition("=")
        try:
            factors[name] = settings.positive(factor, f"--margin {name}")
        except ValueError:
            raise CannotCompare(f"--margin takes NAME=FACTOR, a number above zero, not {given!r}") from None
    symmetric = (*found.symmetric, *options.symmetric)
    return replace(found, factors=factors, ignored=(*found.ignored, *options.ignore), symmetric=symmetric)


def _stop(message: str, code: int) -> int:
    complain("migrate-compare", message)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = ArgumentParser("migrate-compare", description=__doc__, epilog=EXIT, examples=EXAMPLES)
    parser.add_argument("saved", metavar="SAVED", help="old draws, in any format of PyMC3 or ArviZ, or .npz")
    parser.add_argument("new", metavar="SCRIPT_OR_NEW", help="the script of the model, or new draws in a file")
    parser.add_argument("arguments", nargs="*", metavar="ARGUMENT", help="for the script")
    parser.add_argument("--no-sample", action="store_true", help="only replay the saved log densities")
    parser.add_argument("--until", choices=("decided",), help="draw on until the draws decide (of a script)")
    parser.add_argument("--saved-by", metavar="VERSION", help="the PyMC3 that saved them, where the file does not tell")
    parser.add_argument(
        "--drop",
        metavar="N",
        type=whole_number,
        default=0,
        help="leave out the first N saved draws of each chain, as tuning draws",
    )
    parser.add_argument("--settings", metavar="FILE", help="TOML: margins, what is left out, what is symmetric")
    parser.add_argument("--margin", metavar="NAME=FACTOR", action="append", default=[], help="widen its margins")
    parser.add_argument("--ignore", metavar="NAME", action="append", default=[], help="leave a variable out")
    parser.add_argument(
        "--symmetric",
        metavar="NAME",
        action="append",
        default=[],
        help="a vector whose elements can be exchanged: match its labels",
    )
    parser.add_argument("--html", metavar="FILE", help="write the comparison as one page with pictures")
    parser.add_argument("--junit", metavar="FILE", help="write it as JUnit XML")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("-o", "--output", metavar="FILE", help="write the report there")
    parser.add_argument("--all", action="store_true", help="show every scalar, not the twenty strongest")
    return parser
