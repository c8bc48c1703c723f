"""Give our own crashes an exit code of their own: exit code 1 is an answer of the commands."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence

from theano_common.printing import report_crash

OUR_FAULT = 70

Command = Callable[[Sequence[str] | None], int]


def reports_its_crashes(name: str, answer: str) -> Callable[[Command], Command]:
    """Return the command `name`, made to return OUR_FAULT where it crashes; a crash is no `answer`."""

    def around(command: Command) -> Command:
        @functools.wraps(command)
        def run(arguments: Sequence[str] | None = None) -> int:
            try:
                return command(arguments)
            except BrokenPipeError:
                raise
            except Exception:
                report_crash(name, answer)
                return OUR_FAULT

        return run

    return around
