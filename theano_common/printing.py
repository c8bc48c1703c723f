"""What the commands print.

Everything goes through here: names, paths and source lines are others' text, and a terminal obeys what it is sent.
Characters that are not printed are shown as Python would escape them, `\\x1b`.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import traceback
from typing import IO, Any, NoReturn

COLOUR = re.compile(r"(\x1b\[[0-9;]*m)")
BEYOND_ASCII = re.compile(r"[^ -~]")  # the rest is looked at one by one


def printable(text: str, keep: str = "") -> str:
    """Return the text on one line, with nothing in it that a terminal, a log or a page obeys.

    No control characters, no line ends, no change of direction, no half of a surrogate pair; those in `keep` stay.
    """
    return BEYOND_ASCII.sub(lambda one: one[0] if one[0].isprintable() or one[0] in keep else repr(one[0])[1:-1], text)


def json_text(document: Any, indent: int | None = 2) -> str:
    """JSON that is legible and harmless where it is shown: letters as they are, all that is not printed escaped."""
    text = json.dumps(document, indent=indent, ensure_ascii=False, allow_nan=False)
    return BEYOND_ASCII.sub(
        lambda one: one[0] if one[0].isprintable() or one[0] == "\n" else json.dumps(one[0])[1:-1], text
    )


def say(text: str, to: IO[str] | None = None, *, colour: bool = False) -> None:
    """Print lines, to standard output unless it is said. `colour`: its colours are ours, put around printable text."""
    for line in text.removesuffix("\n").split("\n"):
        parts = COLOUR.split(line) if colour else [line]
        made = "".join(part if i % 2 else printable(part, "\t") for i, part in enumerate(parts))
        _write(made + "\n", sys.stdout if to is None else to)


def complain(command: str, message: str) -> None:
    """Say on standard error why a command stops. Further lines of the message are indented: none looks like ours."""
    say(f"{command}: " + "\n    ".join(message.splitlines()), sys.stderr)


def report_crash(command: str, answer: str) -> None:
    """Print the traceback of the exception that is handled now, and that it is no `answer`."""
    say("\n".join(f"  {line}" for line in traceback.format_exc().splitlines()), sys.stderr)
    complain(command, f"this is a fault of {command}, not {answer}: please report it")


def hand_on(text: str) -> None:
    """Print what another program may read, a patch: as it is, unless a terminal reads."""
    for line in text.splitlines(keepends=True):
        _write(printable(line, "\n\t") if sys.stdout.isatty() else line, sys.stdout)


class ArgumentParser(argparse.ArgumentParser):
    """argparse's, whose messages repeat arguments: names of files, where a shell has expanded a pattern."""

    def error(self, message: str) -> NoReturn:
        super().error(printable(message))

    def _print_message(self, message: str, file: Any = None) -> None:
        if message:
            say(message, file or sys.stderr)


def _write(line: str, to: IO[str]) -> None:
    # Line by line: of one long write that is cut short, Python 3.11 does not report that the pipe is closed.
    encoding = getattr(to, "encoding", None) or "utf-8"
    to.write(line.encode(encoding, "backslashreplace").decode(encoding))
