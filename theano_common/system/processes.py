"""How child processes start, and what they need after a fork."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
import warnings
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess
    from multiprocessing.process import BaseProcess

from .name import is_linux, is_mac, is_windows


def start_method(chosen: str | None) -> str | None:
    """Return how multiprocessing is to start children; None for its own default.

    chosen: the method that the program set, if it did. Linux forks, also on Python 3.14, whose default is another: as
    in PyMC3, nothing need be picklable. A fork is not safe on macOS, whose libraries have threads.
    """
    if is_linux() and can_fork() and chosen in (None, "fork"):
        return "fork"
    return "forkserver" if is_mac() else None


def can_fork() -> bool:
    """Return whether this system and Python have os.fork."""
    return hasattr(os, "fork")


def after_fork_in_child(do: Callable[[], None]) -> None:
    """Call `do` in each child that is forked from now on, where processes fork at all."""
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=do)


def run_in_fork(do: Callable[[], None]) -> None:
    """Run `do` in a forked child of this process, and wait for its end; the child leaves out what ends a Python.

    An exception of it is printed. If this process is interrupted or killed, the child is ended.
    """
    parent = os.getpid()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of threads: whoever calls this knows that the child needs none of them
        child = os.fork()
    if not child:
        threading.Thread(target=_end_without, args=(parent,), daemon=True).start()
        try:
            do()
        except BaseException:
            import traceback  # few fail

            traceback.print_exc(file=sys.__stderr__)
        finally:
            os._exit(0)
    try:
        os.waitpid(child, 0)
    except KeyboardInterrupt:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _end_without(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1.0)
    os._exit(1)


def end_with_children(process: subprocess.Popen[bytes]) -> None:
    """End a process that began a session of its own, where there are sessions, and all that it started in it."""
    if can_fork():
        with suppress(ProcessLookupError):  # it has just ended
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def end_with_parent() -> None:
    """End this process when the one that started it ends, killed or not, if multiprocessing started it.

    A child that waits for a message of its parent would wait for ever: it has a copy of the parent's end of the pipe.
    """
    import multiprocessing  # few programs have children

    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def splits_as_posix() -> bool:
    """Return whether a command is split into words as by a POSIX shell: \\ is part of a path on Windows."""
    return not is_windows()
