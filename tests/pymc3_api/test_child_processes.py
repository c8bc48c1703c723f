"""How children are started: not forked where functions run in JAX, and without the user's script where it is not
needed."""

import multiprocessing
import sys

import pytest

from theano_compat.models.runs.child_processes import context, start
from theano_compat.settings import config


@pytest.mark.parametrize(
    "mode, given, method",
    [
        ("JAX", None, "spawn"),
        ("JAX", "fork", "fork"),
        ("FAST_RUN", "spawn", "spawn"),
        pytest.param("FAST_RUN", None, "fork", marks=pytest.mark.skipif(sys.platform != "linux", reason="Linux's way")),
    ],
)
def test_method(mode, given, method):
    with config.change_flags(mode=mode):
        assert context(given).get_start_method() == method


@pytest.mark.skipif(sys.platform != "linux", reason="Linux's way")
def test_a_pool_of_the_program_chooses_no_method():
    """The standard library sets the default then, which is forkserver on Python 3.14."""
    multiprocessing.get_context()
    assert context(None).get_start_method() == "fork"


@pytest.mark.parametrize("pickled, left_out", [(None, False), (b"c__main__\nlogp\n", False), (b"c__other__\n", True)])
def test_the_users_script_is_left_out_where_nothing_of_it_is_sent(pickled, left_out):
    main, seen = sys.modules["__main__"], []

    class Process:
        def start(self):
            seen.append(sys.modules["__main__"])

    start(Process(), pickled)
    assert [one is not main for one in seen] == [left_out]
    assert sys.modules["__main__"] is main
