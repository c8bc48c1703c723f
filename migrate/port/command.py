"""`migrate-port`: PyMC3 and Theano code as code for PyMC 6 and PyTensor; what a person must decide is marked."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from theano_common.printing import ArgumentParser, complain, hand_on, say
from theano_common.system.broken_pipe import stops_with_its_reader

from ..check.source.files import python_files
from ..check.source.source import read
from ..crash_report import reports_its_crashes
from ..rewriting.errors import NO_LIBCST
from .certificate.command import add_options, verify_command
from .codes import explanation

if TYPE_CHECKING:
    from .every_file import Ported

EXAMPLES = (
    "migrate-port model.py --diff",
    "migrate-port project/ -o ported/",
    "migrate-port model.py --verify --venv -o ported/",
    "migrate-port --verify-only old.py new.py --venv",
    "migrate-port --explain MP301",
)
EXIT = (
    "exit code: 0 no mark is left, 1 marks are left, 2 wrong usage, or a file was refused; of a certificate: 0 equal,"
    " 1 differs, 2 wrong usage, 3 a script could not be run, 4 not comparable"
)


@stops_with_its_reader
@reports_its_crashes("migrate-port", "a mark")
def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command, and return the exit code."""
    try:
        options = _parser().parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    if options.explain:
        return _explain(options.explain)
    if not options.paths:
        return _stop("no file or folder is given")
    if options.verify_only:
        return _verify_only(options)
    if options.write and options.output:
        return _stop("--write writes in place, -o into a folder: choose one")
    if options.format == "json" and options.diff:
        return _stop("--format json and --diff both print: choose one")
    if options.verify and options.write:
        return _stop("--verify runs the old script, which --write would overwrite: use -o")
    files, missing = python_files(options.paths)
    if missing:
        return _stop(f"no such file or folder: {', '.join(missing)}")
    if find_spec("libcst") is None:
        return _stop(NO_LIBCST)
    if options.verify and len(files) != 1:
        return _stop("--verify is for one script or notebook")
    return _port(options, files)


def _explain(code: str) -> int:
    try:
        say(explanation(code))
    except LookupError as error:
        return _stop(str(error.args[0]))
    return 0


def _verify_only(options: argparse.Namespace) -> int:
    if len(options.paths) != 2:
        return _stop("--verify-only takes two scripts: the old one and its port")
    return _certify(options, options.paths[0], options.paths[1])


def _certify(options: argparse.Namespace, old: str, new: str) -> int:
    return verify_command(
        old,
        new,
        python=options.python,
        venv=options.venv,
        replay=options.replay,
        seed=options.seed,
        points=options.points,
        run_for=options.run_for,
        html=options.html,
        form=options.format,
    )


def _port(options: argparse.Namespace, files: Sequence[Path]) -> int:
    # Here, as libcst need not be installed for --help and --verify-only.
    from . import report
    from .every_file import CannotWrite, port, write_all  # likewise

    done = port(files)
    written: list[str] = []
    if options.write or options.output:
        try:
            written = write_all(done, Path(options.output) if options.output else None)
        except CannotWrite as error:
            return _stop(str(error))
    _show(options, done, report.json(done, written) if options.format == "json" else report.text(done, written))
    if any(one.error for one in done):
        return 2
    verdict = _verified(options, done[0].path, done[0].data, written) if options.verify else 0
    return verdict or int(any(one.marks for one in done))


def _show(options: argparse.Namespace, done: Sequence[Ported], text: str) -> None:
    if options.diff:
        for one in done:
            hand_on(one.diff)
    if not (options.verify and options.format == "json"):
        say(text)
    kept_to_itself = not (options.write or options.output or options.diff or options.format == "json")
    if kept_to_itself and any(one.changed for one in done):
        say("Nothing was written: --diff shows the translation, --write writes it in place, -o DIR into a folder.")


def _verified(options: argparse.Namespace, old: str, data: bytes, written: Sequence[str]) -> int:
    """Certify the new translation: where it was written, or in a temporary file beside the old script.

    For a notebook, the cells are run as two scripts beside it.
    """
    path = Path(old)
    if written and path.suffix == ".py":
        return _certify(options, old, written[0])
    scripts = {path.with_name(f".{path.stem}_ported.py"): data}  # beside: it may read files from where it stands
    if path.suffix != ".py":
        scripts = {path.with_name(f".{path.stem}_old.py"): path.read_bytes(), **scripts}
    try:
        for script, content in scripts.items():
            script.write_bytes(content if path.suffix == ".py" else read(content, old).text.encode())
        return _certify(options, old if path.suffix == ".py" else str(next(iter(scripts))), str(list(scripts)[-1]))
    except OSError as error:
        return _stop(f"{path.parent} cannot be written to: {error.strerror or error}")
    finally:
        for script in scripts:
            script.unlink(missing_ok=True)


def _stop(message: str) -> int:
    complain("migrate-port", message)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = ArgumentParser("migrate-port", description=__doc__, epilog=EXIT, examples=EXAMPLES)
    parser.add_argument("paths", nargs="*", metavar="PATH", help="Python files, notebooks, folders, patterns")
    parser.add_argument("--diff", action="store_true", help="show what changes")
    parser.add_argument("--write", action="store_true", help="write the translation in place")
    parser.add_argument("-o", "--output", metavar="DIR", help="write it into a folder, by the same names")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="of the report")
    parser.add_argument("--explain", metavar="CODE", help="what a mark means, and what to do about it")
    certificate = parser.add_argument_group("the certificate: is the port the same model")
    certificate.add_argument("--verify", action="store_true", help="run both sides and compare their log densities")
    certificate.add_argument("--verify-only", action="store_true", help="the same of two scripts: OLD NEW")
    certificate.add_argument("--html", metavar="FILE", help="write the certificate as a page")
    add_options(certificate)  # type: ignore[arg-type]  # a group has the same method
    return parser
