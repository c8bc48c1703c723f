"""Commands whose reader may leave: `migrate-check . | head` ends as other tools do, without a traceback."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Sequence

CLOSED = 128 + 13  # what a shell calls the end by SIGPIPE

Command = Callable[[Sequence[str] | None], int]


def stops_with_its_reader(command: Command) -> Command:
    """`command`, which answers CLOSED where its output is not read to the end."""

    @functools.wraps(command)
    def run(arguments: Sequence[str] | None = None) -> int:
        try:
            code = command(arguments)
            sys.stdout.flush()
        except BrokenPipeError:
            # What is still in the buffer goes nowhere, or Python would complain at its exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return CLOSED
        return code

    return run
