"""Commands that do not pass an error of their own off as an answer: exit code 1 means something else."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence

from theano_common.printing import report_crash

OUR_FAULT = 70

Command = Callable[[Sequence[str] | None], int]


def reports_its_crashes(name: str, answer: str) -> Callable[[Command], Command]:
    """The command `name`, which answers OUR_FAULT where it fails itself; `answer` is what that is not."""

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
