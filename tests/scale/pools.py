"""Executors of tests."""

from __future__ import annotations

import multiprocessing
import os
import signal
from concurrent.futures import Future, ProcessPoolExecutor


def processes(count: int = 2) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(count, multiprocessing.get_context("spawn"))


class Here:
    """Runs each task at once, and notes the number of its try."""

    def __init__(self):
        self.tries, self.running = [], False

    def submit(self, function, *arguments):
        self.tries.append(arguments[0])
        future, self.running = Future(), True
        try:
            future.set_result(function(*arguments))
        except Exception as error:
            future.set_exception(error)
        self.running = False
        return future


class Dying:
    """A pool of one process each, of which the first ones die within their task."""

    def __init__(self, deaths: int):
        self.deaths = deaths

    def submit(self, function, *arguments):
        self.deaths -= 1
        pool = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"))
        future = pool.submit(killed if self.deaths >= 0 else function, *arguments)
        pool.shutdown(wait=False)
        return future


def killed(*_):
    os.kill(os.getpid(), signal.SIGKILL)
