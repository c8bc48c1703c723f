"""A plugin of pytest that writes what each test did: a line of JSON in $CLIENT_RESULTS.

It runs beside us and beside the real libraries, so under Python 3.7 and pytest 5 too, and imports nothing of ours.
$CLIENT_LIMIT: seconds of the processor's time that a test has; $CLIENT_DONE: a file with tests that are left out.
"""

import inspect
import json
import os
import random
import signal
import time
import unittest
import zlib

import pytest

LIMIT = int(os.environ["CLIENT_LIMIT"])


def record(line):
    with open(os.environ["CLIENT_RESULTS"], "a") as file:
        file.write(json.dumps(line) + "\n")


def pytest_collection_modifyitems(items):
    with open(os.environ["CLIENT_DONE"]) as file:
        done = set(file.read().split("\n"))
    items[:] = [item for item in items if item.nodeid not in done]


@pytest.hookimpl(tryfirst=True)
def pytest_pycollect_makeitem(collector, name, obj):
    """A test that yields its cases, as nose took them and pytest did until 4, is one test of all of them."""
    if not (name.startswith("test") and inspect.isgeneratorfunction(obj)):
        return None

    def all_cases(*given):
        for function, *arguments in obj(*given):
            function(*arguments)

    if not isinstance(collector, pytest.Class):
        return [pytest.Function.from_parent(collector, name=name, callobj=lambda: all_cases())]
    return [pytest.Function.from_parent(collector, name=name, callobj=lambda: all_cases(collector.obj()))]


@pytest.fixture(autouse=True)
def set_up_as_nose_did(request):
    """`setUp` and `tearDown` of a class that is no TestCase, which nose called."""
    instance = None if isinstance(request.instance, unittest.TestCase) else request.instance
    getattr(instance, "setUp", int)()
    yield
    getattr(instance, "tearDown", int)()


def worked():
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_protocol(item):
    begun, begun_working = time.monotonic(), worked()

    def too_long(*_):
        left = LIMIT - (worked() - begun_working)
        if left > 0 and time.monotonic() - begun < 10 * LIMIT:  # others have the machine
            signal.alarm(int(left) + 1)
        else:
            pytest.fail(f"took more than {LIMIT} s", pytrace=False)

    record({"test": item.nodeid, "outcome": "started"})
    seed = zlib.crc32(item.nodeid.encode())  # many draw their cases from streams that nobody seeded
    random.seed(seed)
    import numpy

    numpy.random.seed(seed)
    signal.signal(signal.SIGALRM, too_long)
    signal.alarm(LIMIT)
    yield
    signal.alarm(0)


def pytest_runtest_logreport(report):
    if report.when == "call" or report.outcome != "passed":
        text = "" if report.outcome == "passed" else last_line(report)
        failed_as_marked = hasattr(report, "wasxfail") and report.outcome == "skipped"
        outcome = "xfailed" if failed_as_marked else report.outcome
        record({"test": report.nodeid, "outcome": outcome, "text": text, "seconds": report.duration})


def pytest_collectreport(report):
    if report.failed:
        record({"test": report.nodeid, "outcome": "failed", "text": last_line(report)})


def last_line(report):
    """The line of a failure that says what was raised."""
    crash = getattr(report.longrepr, "reprcrash", None)
    if isinstance(report.longrepr, tuple):  # skipped: file, line, reason
        return str(report.longrepr[-1])[:200]
    text = crash.message if crash is not None else str(report.longrepr).strip().rpartition("\nE ")[2]
    return text.strip().partition("\n")[0][:200]
