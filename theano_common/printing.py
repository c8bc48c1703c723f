"""Output of the commands.

Everything is printed through here. Names, paths and source lines are other people's text, and a terminal obeys
control characters in it. Characters that cannot be printed are shown as Python escapes them, `\\x1b`.
"""

from __future__ import annotations

import argparse
import importlib
import json
import re
import sys
import traceback
from collections.abc import Sequence
from typing import IO, Any, NoReturn

from .documentation import IN_WORDS, page
from .installing import pip_install
from .our_version import our_version

SHELLS = ("bash", "zsh", "tcsh")  # that shtab writes for
COLOUR = re.compile(r"(\x1b\[[0-9;]*m)")
BEYOND_ASCII = re.compile(r"[^ -~]")  # other characters are checked one by one


def printable(text: str, keep: str = "") -> str:
    """Return the text on one line, without anything that a terminal, a log or a page would obey.

    That is: no control characters, no line ends, no bidirectional marks, no lone surrogates; those in `keep` stay.
    """
    return BEYOND_ASCII.sub(lambda one: one[0] if one[0].isprintable() or one[0] in keep else repr(one[0])[1:-1], text)


def json_text(document: object, indent: int | None = 2) -> str:
    """Return JSON that is legible and safe to show: letters as they are, all unprintable characters escaped."""
    text = json.dumps(document, indent=indent, ensure_ascii=False, allow_nan=False)
    return BEYOND_ASCII.sub(
        lambda one: one[0] if one[0].isprintable() or one[0] == "\n" else json.dumps(one[0])[1:-1], text
    )


def say(text: str, to: IO[str] | None = None, *, colour: bool = False) -> None:
    """Print lines, by default to standard output. `colour`: the text has our own colour codes in it."""
    for line in text.removesuffix("\n").split("\n"):
        parts = COLOUR.split(line) if colour else [line]
        made = "".join(part if i % 2 else printable(part, "\t") for i, part in enumerate(parts))
        _write(made + "\n", sys.stdout if to is None else to)


def complain(command: str, message: str) -> None:
    """Print to standard error why a command stops. Further lines are indented, so that none looks like our own."""
    say(f"{command}: " + "\n    ".join(message.splitlines()), sys.stderr)


def report_crash(command: str, answer: str) -> None:
    """Print the traceback of the current exception, and that it is not an `answer`."""
    say("\n".join(f"  {line}" for line in traceback.format_exc().splitlines()), sys.stderr)
    complain(command, f"this is a fault of {command}, not {answer}: please report it")


def hand_on(text: str) -> None:
    """Print what another program may read (a patch) unchanged, unless the output is a terminal."""
    for line in text.splitlines(keepends=True):
        _write(printable(line, "\n\t") if sys.stdout.isatty() else line, sys.stdout)


class ArgumentParser(argparse.ArgumentParser):
    """argparse's with `--version`, and made safe: messages repeat arguments, as file names that a shell expanded.

    A command itself, not the commands below it, also has `--print-completion`, and its help says where the
    documentation is. examples: command lines that stand at the end of the help.
    """

    def __init__(self, *given: Any, examples: Sequence[str] = (), **options: Any) -> None:
        super().__init__(*given, **options)
        self._examples = examples
        self.add_argument("--version", action=_Version, nargs=0, help="print our version and end")
        if " " not in self.prog:
            self.add_argument(
                "--print-completion",
                action=_Completion,
                choices=SHELLS,
                help="print what completes it in a shell, and end",
            )

    def format_help(self) -> str:
        """Return the help, with the examples and the address of the documentation."""
        examples = "\n  ".join(["\nexamples:", *self._examples]) + "\n" if self._examples else ""
        where = page("index") or f"in the terminal, by {IN_WORDS}"
        address = f"\nDocumentation: {where}\n" if " " not in self.prog else ""
        return super().format_help() + examples + address

    def error(self, message: str) -> NoReturn:
        super().error(printable(message))

    def _print_message(self, message: str, file: Any = None) -> None:
        if message:
            say(message, file or sys.stderr)


def whole_number(text: str) -> int:
    """Return an argument that counts something. For argparse's `type=`."""
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise argparse.ArgumentTypeError(f"a whole number, 0 or above, is wanted, not {text!r}")
    return int(text)


class _Version(argparse.Action):
    """Print our version."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        say(f"{parser.prog.split()[0]} {our_version()}\n", sys.stdout)
        parser.exit()


class _Completion(argparse.Action):
    """Print the completion for a shell, which the package shtab writes."""

    def __call__(self, parser: argparse.ArgumentParser, _: object, shell: Any, option: str | None = None) -> None:
        try:
            shtab = importlib.import_module("shtab")  # an extra
        except ImportError:
            parser.error(f"{option} needs shtab: {pip_install('[completion]')}")
        sys.stdout.write(shtab.complete(parser, shell))
        parser.exit()


def _write(line: str, to: IO[str]) -> None:
    # Print line by line: Python 3.11 does not report a closed pipe when one long write is cut short.
    encoding = getattr(to, "encoding", None) or "utf-8"
    to.write(line.encode(encoding, "backslashreplace").decode(encoding))
