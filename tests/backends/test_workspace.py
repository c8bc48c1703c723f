"""Memory that compiled functions work in: large blocks are kept, bounded, and no thread has another's."""

import ctypes
import os
import resource
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

import theano_compat.theano_api.tensor as tt
from tests.fidelity import two_chains
from theano_compat.backends.c import workspace
from theano_compat.backends.c.compilers import build
from theano_compat.compilation.densities.standalone import standalone
from theano_compat.functions.function import function

KB, MB = 1 << 10, 1 << 20

pytestmark = [
    pytest.mark.compiler,
    pytest.mark.skipif(sys.platform == "win32" or not workspace.address("take_memory"), reason="no such pool here"),
]


@pytest.fixture(scope="module")
def pool():
    take = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_size_t)(workspace.address("take_memory"))
    give = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_size_t)(workspace.address("give_memory"))
    return take, give


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="page faults are counted otherwise")
def test_no_page_is_fetched_again_at_the_next_call():
    x = tt.dmatrix("x")
    f = function([x], tt.dot(tt.dot(x, x.T), x).sum(), mode="C")
    values = np.random.default_rng(1).random((2200, 8))  # their product is of 39 MB
    for _ in range(3):
        f(values)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(3):
        f(values)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before < 300  # 9,450 a call where malloc and free do


def test_a_block_serves_what_wants_about_as_much(pool):
    take, give = pool
    block = take(8 * MB + 7)
    give(block, 8 * MB + 7)
    assert take(5 * MB) == block
    give(block, 5 * MB)  # its own size counts, not that
    assert take(8 * MB + 7) == block
    give(block, 8 * MB + 7)
    little = take(4 * MB)  # less than half of it
    assert little != block
    give(little, 4 * MB)
    much = take(9 * MB)
    assert much not in (block, little)
    give(much, 9 * MB)


def _resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc")
def test_what_is_kept_is_bounded(pool):
    take, give = pool
    before = _resident()
    for size in (40, 90, 200, 300, 60, 130):
        blocks = [take(size * MB) for _ in range(3)]
        for block in blocks:
            ctypes.memset(block, 1, size * MB)
        for block in blocks:
            give(block, size * MB)
    assert _resident() - before < 256 * MB + 64 * MB
    for _ in range(20):  # the oldest make room
        block = take(300 * KB)
        give(block, 300 * KB)
        assert take(300 * KB) == block
        give(block, 300 * KB)


def test_no_two_threads_have_one_block(pool):
    take, give = pool

    def work(number):
        for turn in range(300):
            size = (300 + 100 * (turn % 5)) * KB
            block = take(size)
            ctypes.memset(block, number, size)
            if ctypes.string_at(block, size) != bytes([number]) * size:
                return False
            give(block, size)
        return True

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(work, range(1, 9)))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning", "ignore:.*fork.*:RuntimeWarning")
def test_a_child_process_has_blocks_of_its_own(pool):
    take, give = pool
    block = take(2 * MB)
    ctypes.memset(block, 7, 2 * MB)
    child = os.fork()
    if not child:
        ctypes.memset(block, 9, 2 * MB)
        give(block, 2 * MB)
        os._exit(0 if take(2 * MB) == block else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert ctypes.string_at(block, 2 * MB) == b"\7" * (2 * MB)
    give(block, 2 * MB)


def test_a_density_of_its_own_does_without(tmp_path):
    text = standalone(two_chains.DENSITIES["looped"](), [("x", 0, (4,))])
    assert "TAKE(arena_size" in text
    (tmp_path / "density.c").write_text(text)
    made = ["-shared", "-fPIC", "-o", tmp_path / "density.so", tmp_path / "density.c", "-lm"]
    made += ["-Wl,-z,defs"] if sys.platform.startswith("linux") else []
    done = subprocess.run([*build.compiler().command, *made], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_without_the_extension_malloc_does(monkeypatch):
    asked = set()
    monkeypatch.setattr("theano_compat.backends.c.workspace.address", lambda name: asked.add(name) or 0)
    x = tt.dmatrix("x")
    f = function([x], tt.dot(tt.dot(x, x) + 1, x).sum(), mode="C")
    values = np.random.default_rng(2).random((200, 200))
    np.testing.assert_allclose(f(values), ((values @ values + 1) @ values).sum())
    assert asked == set(workspace.TYPES)
