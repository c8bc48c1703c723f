"""What one thread does with graphs is not another's: the lines that nodes carry, Python's garbage collector."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable

import compat.tensor as tt
from theano_compat.graph.garbage_collection import without_collections
from theano_compat.graph.origin import Origin, as_if_from


def beside(work: Callable[[], None]) -> None:
    """Do `work` in another thread, to its end."""
    failed: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(60)
    assert not thread.is_alive()
    if failed:
        raise failed[0]


def test_a_node_has_the_line_of_its_own_thread() -> None:
    here = Origin("a_rewritten_graph.py", 7, "f")

    def make() -> None:
        assert (2 * tt.dscalar("x")).owner.compat_origin.filename == __file__

    with as_if_from(here):
        beside(make)
        assert (2 * tt.dscalar("x")).owner.compat_origin == here
    make()


def test_the_collector_runs_again_after_the_last() -> None:
    assert gc.isenabled()
    inside, done = threading.Event(), threading.Event()

    def work() -> None:
        with without_collections():
            inside.set()
            assert done.wait(60)

    thread = threading.Thread(target=work)
    with without_collections():
        thread.start()
        assert inside.wait(60)
    assert not gc.isenabled(), "the other thread is still at work"
    done.set()
    thread.join(60)
    assert gc.isenabled()


def test_a_collector_that_stood_still_is_left_so() -> None:
    gc.disable()
    try:
        with without_collections():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
