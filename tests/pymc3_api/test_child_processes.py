"""How children are started: not forked where functions run in JAX, and without the user's script where it is not
needed."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time

import pytest

from theano_compat.infer.chains.child_processes import context, start
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


LONG = """
import warnings
warnings.simplefilter("ignore")
import numpy as np
import compat.pymc3 as pm


def says(trace, draw):
    if len(trace) == 5:
        print("begun", flush=True)


with pm.Model():
    x = pm.Normal("x", 0, 1, shape=2)
    pm.sample(10**7, step=pm.Slice(), chains=2, cores=2, progressbar=False, callback=says)
"""


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="processes have no groups here")
@pytest.mark.slow
def test_children_end_with_a_parent_that_is_killed(tmp_path):
    (tmp_path / "model.py").write_text(LONG)
    command = [sys.executable, "-W", "ignore", "model.py"]
    quiet = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=tmp_path, start_new_session=True, **quiet) as process:
        try:
            assert process.stdout.readline() == b"begun\n"
            process.kill()
            process.wait()
            for _ in range(200):
                os.killpg(process.pid, 0)  # ProcessLookupError as soon as the group is empty
                time.sleep(0.1)
        except ProcessLookupError:
            return
        os.killpg(process.pid, signal.SIGKILL)
        pytest.fail("children outlive their parent")
