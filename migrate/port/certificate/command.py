"""The commands `migrate-port --verify` and `--verify-only`: certify, print the report, write it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from theano_common.printing import ArgumentParser, complain, say
from theano_common.saved.errors import CannotRead
from theano_common.system.broken_pipe import stops_with_its_reader

from ...crash_report import reports_its_crashes
from .certify import POINTS, certify
from .environment import make_python, port_python
from .errors import CannotCertify
from .html_report import page
from .whole_run.process import LIMIT

NAME = "migrate-port"
EXIT = "exit code: 0 equal, 1 differs, 2 wrong usage, 3 a script or file could not be run or read, 4 not comparable"


def verify_command(
    old: str | Path,
    new: str | Path,
    *,
    python: str | Path | None = None,
    venv: bool = False,
    replay: str | Path | None = None,
    seed: int = 0,
    points: int | None = None,
    run_for: float | None = None,
    html: str | Path | None = None,
    form: str = "text",
) -> int:
    """Certify `new` as a port of `old`, print the report, and return the exit code (EXIT).

    python: an interpreter with PyMC 5 or 6; venv: make one in the cache folder; with neither, use the existing one.
    """
    for path in (old, new, replay):
        if path is not None and not Path(path).exists():
            return _stop(f"no such file: {path}", 2)
    try:
        found = Path(python) if python else make_python() if venv else port_python()
        if found is None:
            raise CannotCertify("a PyMC 5 or 6 is needed: --python PATH says whose, --venv makes an environment")
        report = certify(
            Path(old),
            Path(new),
            found,
            saved=Path(replay) if replay else None,
            seed=seed,
            points=points or POINTS,
            run_for=LIMIT if run_for is None else run_for,
        )
        if html:
            Path(html).write_text(page(report), encoding="utf-8")
    except (CannotCertify, CannotRead) as error:
        return _stop(str(error), 3)
    except OSError as error:
        return _stop(f"{error.filename or old}: {error.strerror or error}", 3)
    say(report.json() if form == "json" else report.text())
    return report.exit_code


def _stop(message: str, code: int) -> int:
    complain(NAME, message)
    return code


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of a certificate to the parser of the command that ports."""
    parser.add_argument("--python", metavar="PATH", help="an interpreter that has PyMC 5 or 6")
    parser.add_argument("--venv", action="store_true", help="make an environment with PyMC 6 in the cache folder")
    parser.add_argument("--replay", metavar="SAVED", help="a posterior of the old script: compare at its draws too")
    parser.add_argument("--seed", type=int, default=0, help="of the points")
    parser.add_argument("--points", type=int, metavar="N", help="how many points of the old model's space")
    parser.add_argument(
        "--run-for",
        type=float,
        metavar="SECONDS",
        help=f"how long the port may run to its end with few draws ({LIMIT:g}); 0: it is not run so",
    )


@stops_with_its_reader
@reports_its_crashes(NAME, "a verdict")
def main(arguments: Sequence[str] | None = None) -> int:
    """Run `python -m theano_migrate.port.certificate OLD NEW`, and return the exit code."""
    parser = ArgumentParser("python -m theano_migrate.port.certificate", description=__doc__, epilog=EXIT)
    parser.add_argument("old", metavar="OLD", help="the script of PyMC3")
    parser.add_argument("new", metavar="NEW", help="the script of PyMC 5 or 6")
    add_options(parser)
    parser.add_argument("--html", metavar="FILE", help="write the report as one page")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    try:
        options = parser.parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    return verify_command(
        options.old,
        options.new,
        python=options.python,
        venv=options.venv,
        replay=options.replay,
        seed=options.seed,
        points=options.points,
        run_for=options.run_for,
        html=options.html,
        form=options.format,
    )
