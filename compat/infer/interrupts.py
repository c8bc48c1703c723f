"""Delay of Ctrl-C to the end of a piece of work."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def interrupts_noted() -> Iterator[list[bool]]:
    """Record the first Ctrl-C in the list that this yields; the second one raises KeyboardInterrupt as usual.

    An exception raised at an arbitrary point of the main thread can leave another thread's lock closed, and the
    interpreter's own `concurrent.futures` then waits for ever. Ctrl-C raises as before outside the main thread, where
    no signal arrives, and under a program's own handler.
    """
    noted: list[bool] = []
    if (
        threading.current_thread() is not threading.main_thread()
        or signal.getsignal(signal.SIGINT) is not signal.default_int_handler
    ):
        yield noted
        return

    def note(number: int, frame: Any) -> None:
        if noted:
            signal.default_int_handler(number, frame)
        noted.append(True)

    signal.signal(signal.SIGINT, note)
    try:
        yield noted
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
