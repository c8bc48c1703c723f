"""Tracebacks that show the user's lines, and in place of ours how many they are.

`theano-compat run` and notebooks format an error within `folded`, where one frame, named STANDS_FOR, replaces each run
of our frames; `with_lines` then replaces its text. pytest has a mark of its own for frames (`hide`). COMPAT_TRACEBACK=1
switches both off. A traceback of our frames alone is not folded: no line of the user's has to do with it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType

from theano_common.users_lines import folders

OURS = folders("theano_compat", "theano_common", "theano_environment")
STANDS_FOR = "frames of theano_compat: "
_SHOWN = re.compile(rf"^([\s|]*)[^\n]*{STANDS_FOR}(\d+).*", re.DOTALL)


def wanted() -> bool:
    """Return whether our frames are folded: unless COMPAT_TRACEBACK=1."""
    return os.environ.get("COMPAT_TRACEBACK") != "1"


def is_ours(frame: FrameType) -> bool:
    """Return whether a frame runs code of our packages."""
    return frame.f_code.co_filename.startswith(OURS)


def chain(error: BaseException) -> list[BaseException]:
    """Return the error and all errors that are shown with it: causes, contexts, members of groups."""
    found: dict[int, BaseException] = {}
    waiting: list[BaseException | None] = [error]
    while waiting:
        one = waiting.pop()
        if one is not None and id(one) not in found:
            found[id(one)] = one
            waiting += [one.__cause__, one.__context__, *getattr(one, "exceptions", ())]
    return list(found.values())


def frames(trace: TracebackType | None) -> Iterator[TracebackType]:
    """Yield the entries of a traceback, outermost first."""
    while trace is not None:
        yield trace
        trace = trace.tb_next


def count_ours(error: BaseException) -> int:
    """Return how many frames of ours are shown with an error; 0 if all are, or if they are to be shown."""
    flags = [is_ours(entry.tb_frame) for one in chain(error) for entry in frames(one.__traceback__)]
    return 0 if all(flags) or not wanted() else sum(flags)


@contextmanager
def folded(error: BaseException) -> Iterator[None]:
    """Within it, one frame stands for each run of ours in the tracebacks of `error` and of those shown with it."""
    before = [(one, one.__traceback__) for one in chain(error)]
    try:
        for one, trace in before:
            one.__traceback__ = _folded(list(frames(trace)))
        yield
    finally:
        for one, trace in before:
            one.__traceback__ = trace


def hide(error: BaseException) -> None:
    """Mark our frames of an error and of those shown with it as pytest asks for it, by a local `__tracebackhide__`."""
    for one in chain(error):
        for entry in frames(one.__traceback__):
            if is_ours(entry.tb_frame):
                entry.tb_frame.f_locals["__tracebackhide__"] = True


def _folded(entries: list[TracebackType]) -> TracebackType | None:
    made: TracebackType | None = None
    hidden = 0
    for entry in reversed(entries):
        if is_ours(entry.tb_frame):
            hidden += 1
            continue
        made = _stand_in(hidden, made)
        hidden = 0
        made = TracebackType(made, entry.tb_frame, entry.tb_lasti, entry.tb_lineno)
    return _stand_in(hidden, made)


def _stand_in(count: int, following: TracebackType | None) -> TracebackType | None:
    """Return a traceback that begins with a frame whose file is named after `count` frames of ours."""
    if not count:
        return following
    try:
        exec(compile("raise StopIteration", f"{STANDS_FOR}{count}", "exec"), {})
    except StopIteration as error:
        entry = list(frames(error.__traceback__))[-1]
    return TracebackType(following, entry.tb_frame, entry.tb_lasti, 1)


def as_a_line(count: int) -> str:
    """Return the line in place of so many frames."""
    many = count != 1
    return f"... {count} frame{'s' * many} in theano_compat (COMPAT_TRACEBACK=1 shows {'them' if many else 'it'})"


def with_lines(parts: Iterable[str]) -> list[str]:
    """Return the parts of a text, each a frame or something else, with a line for each frame that stands for ours."""
    return [_SHOWN.sub(lambda found: f"{found[1]}{as_a_line(int(found[2]))}\n", part) for part in parts]
