"""Ctrl-C while chains run: noted once, raised the second time, and the program's handler is as before."""

from __future__ import annotations

import signal
import threading

import pytest

from theano_compat.infer.interrupts import interrupts_noted


def press() -> None:
    signal.raise_signal(signal.SIGINT)


def test_the_first_is_noted_and_the_second_raised() -> None:
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt), interrupts_noted() as noted:
        assert noted == []
        press()
        assert noted == [True]
        press()
    assert signal.getsignal(signal.SIGINT) is before


def test_a_handler_of_the_program_stays() -> None:
    pressed: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: pressed.append(number))
    try:
        with interrupts_noted() as noted:
            press()
        assert pressed and not noted
    finally:
        signal.signal(signal.SIGINT, before)


def test_other_threads_leave_the_handler_alone() -> None:
    found: list[object] = []

    def look() -> None:
        with interrupts_noted():
            found.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert found == [signal.getsignal(signal.SIGINT)]
