"""Ctrl-C between two pieces of work, instead of in the middle of one."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def interrupts_noted() -> Iterator[list[bool]]:
    """Note the first Ctrl-C in the list that this gives; the second one raises KeyboardInterrupt as ever.

    An exception that comes up wherever the main thread happens to be can leave a lock of another thread closed: the
    interpreter's own `concurrent.futures` waits for ever then. Ctrl-C raises as before outside the main thread, where
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
