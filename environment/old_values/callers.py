"""Which meaning a call gets: old programs and the libraries of their time the old one, today's libraries today's."""

import functools
import sys
from collections.abc import Callable
from typing import Any

from theano_common.users_lines import LIBRARIES

Function = Callable[..., Any]


def for_programs(widen: Callable[[Function], Function | None]) -> Callable[[Function], Function | None]:
    """Let the function that `widen` makes answer programs, and the real one the libraries of today."""

    @functools.wraps(widen)
    def both(real: Function) -> Function | None:
        wider = widen(real)
        if wider is None:
            return None

        @functools.wraps(real)
        def chosen(*args: Any, **kwargs: Any) -> Any:
            caller = sys._getframe(1).f_globals.get("__name__") or ""
            return (real if caller.partition(".")[0] in LIBRARIES else wider)(*args, **kwargs)

        return chosen

    return both
