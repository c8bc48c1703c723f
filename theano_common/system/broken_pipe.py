"""End quietly when the reader of the output stops early, as in `migrate-check . | head`."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Sequence

CLOSED = 128 + 13  # a shell's status for a process ended by SIGPIPE

Command = Callable[[Sequence[str] | None], int]


def stops_with_its_reader(command: Command) -> Command:
    """Return `command`, made to return CLOSED where its output is not read to the end."""

    @functools.wraps(command)
    def run(arguments: Sequence[str] | None = None) -> int:
        try:
            code = command(arguments)
            sys.stdout.flush()
        except BrokenPipeError:
            discard_output()
            return CLOSED
        return code

    return run


def discard_output() -> None:
    """Discard what standard output has not written yet, or Python would complain at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
