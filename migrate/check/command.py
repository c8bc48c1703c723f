"""`migrate-check`: what in this code will break or differ under theano-compat and on today's Python."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from theano_common.printing import ArgumentParser, complain, hand_on, say
from theano_common.system.broken_pipe import stops_with_its_reader
from theano_common.system.cores import cores

from ..atomic_write import write
from ..crash_report import reports_its_crashes
from ..rewriting.errors import NoLibcst
from . import check
from .control import settings
from .control.formats import FORMATS
from .control.settings import Settings, WrongUse, codes
from .every_file import CannotWrite, Fixing, Result
from .output import render, rule_help, summary
from .rules.rule import SEVERITIES

EXAMPLES = (
    "migrate-check model.py",
    "migrate-check --html report.html project/",
    "migrate-check --fix model.py",
    "migrate-check --explain MC201",
)
EXIT = "exit code: 0 nothing found, 1 findings, 2 wrong usage, 3 a file could not be read or checked"
SLOW = 1.0  # seconds before a progress bar is shown


@stops_with_its_reader
@reports_its_crashes("migrate-check", "a finding")
def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command, and return the exit code."""
    try:
        options = _parser().parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        if options.list_rules:
            say(rule_help.listed_as_json() if options.format == "json" else rule_help.listed())
            return 0
        if options.explain:
            say(rule_help.explain(options.explain))
            return 0
        return _check(options)
    except (WrongUse, CannotWrite, NoLibcst) as error:
        complain("migrate-check", str(error))
        return 2


def _check(options: argparse.Namespace) -> int:
    if not options.paths:
        raise WrongUse("give at least one file or folder")
    wanted = _settings(options)
    if options.diff and (options.fix or wanted.format not in ("text", "concise", "statistics")):
        raise WrongUse("--diff shows and changes nothing: use it without --fix, as text")
    if options.unsafe and not (options.fix or options.diff):
        raise WrongUse("--unsafe goes with --fix or --diff")
    if "-" in options.paths and options.fix:
        raise WrongUse("--fix cannot write to standard input: --diff shows what would change")
    report = check.run(
        options.paths,
        wanted,
        stdin=(options.stdin_filename, sys.stdin.buffer.read()) if "-" in options.paths else None,
        fixing=Fixing(options.fix, options.diff, options.unsafe),
        runtime=options.with_runtime,
        update_baseline=options.update_baseline,
        progress=_progress,
        processes=cores(),
        keep=not options.no_cache,
    )
    coloured = not options.output and _coloured()
    if options.diff:
        text = "\n".join(summary.lines(report)) + "\n"
    else:
        text = render(report, wanted.format, colour=coloured)
    if options.html:
        _write(options.html, render(report, "html"))
    if options.output:
        _write(options.output, report.diff + text)
    else:
        hand_on(report.diff)
        say(text, colour=coloured)
    return 0 if options.exit_zero else report.exit_code


def _write(path: str, text: str) -> None:
    try:
        write(Path(path), text.encode("utf-8", "surrogateescape"))
    except OSError as error:
        raise WrongUse(f"{path} could not be written: {error.strerror or error}") from None


def _settings(options: argparse.Namespace) -> Settings:
    """Return the project's settings, overridden by those of the command line."""
    found = Settings() if options.isolated else settings.nearest(options.paths)
    given = {
        name: getattr(options, name)
        for name in ("select", "ignore", "severity", "exclude", "baseline", "through", "format")
    }
    if options.statistics:
        given["format"] = "statistics"
    changed = replace(found, **{name: value for name, value in given.items() if value is not None})
    return replace(changed, exclude=tuple(changed.exclude))


def _coloured() -> bool:
    """Say whether to use colours: by NO_COLOR (https://no-color.org) or FORCE_COLOR, else if a terminal reads."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")


def _progress(results: Iterable[Result], count: int) -> Iterator[Result]:
    """Yield the results, with a progress bar on a terminal if it takes long."""
    if not sys.stderr.isatty():
        yield from results
        return
    from tqdm import tqdm

    yield from tqdm(results, total=count, unit=" files", delay=SLOW, leave=False, file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = ArgumentParser("migrate-check", description=__doc__, epilog=EXIT, examples=EXAMPLES)
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="Python files, notebooks, folders, patterns; - for the standard input"
    )
    parser.add_argument("--stdin-filename", metavar="FILE", default="<stdin>", help="what to call the standard input")
    fixes = parser.add_argument_group("fixes")
    fixes.add_argument("--fix", action="store_true", help="carry out the fixes, in place")
    fixes.add_argument(
        "--unsafe",
        action="store_true",
        help="the unsafe fixes too: they may no longer run on the real library, or change numbers",
    )
    fixes.add_argument("--diff", action="store_true", help="show what --fix would change, and change nothing")
    chosen = parser.add_argument_group("what is reported")
    add = chosen.add_argument
    add("--select", type=codes, metavar="CODES", help="only these, e.g. MC2,MC501")
    add("--ignore", type=codes, metavar="CODES", help="not these; the longer code wins")
    add("--severity", choices=SEVERITIES, help="at least that; breaks > differs > style")
    add("--exclude", action="append", metavar="GLOB", help="leave files or folders out; may be given again")
    add(
        "--through",
        choices=settings.THROUGH,
        help="how the code will run: compat.install() and `theano-compat run`"
        " (install), or `import compat as theano`, which gives no names of other libraries back",
    )
    add("--baseline", metavar="FILE", help="let the findings pass that are in it")
    add("--update-baseline", action="store_true", help="write what is found now to the baseline")
    add(
        "--with-runtime",
        metavar="FILE",
        help="what `theano-compat run --report FILE SCRIPT` wrote: which names were"
        " used, and those that cannot be seen in the files",
    )
    add("--isolated", action="store_true", help="without the settings of pyproject.toml")
    reporting = parser.add_argument_group("how it is reported")
    add = reporting.add_argument
    add("--format", choices=tuple(FORMATS), help="text if nothing is said")
    add("-o", "--output", metavar="FILE", help="write it there, whole or not at all")
    add("--html", metavar="FILE", help="write it as a page, too")
    add("--statistics", action="store_true", help="how often each rule was met")
    add("--exit-zero", action="store_true", help="0 whatever is found or cannot be read")
    add("--no-cache", action="store_true", help="audit every file anew; otherwise audits are kept in the cache folder")
    about = parser.add_argument_group("about the rules")
    about.add_argument("--explain", metavar="CODE", help="what a rule means, with an example")
    about.add_argument("--list-rules", action="store_true")
    return parser
