"""Files that want to harm their reader: nothing in them runs, and each is refused in a clear sentence, soon."""

import contextlib
import copyreg
import os
import pickle
import time
import tracemalloc

import pytest

from tests.migrate.hostile_cases import FILES, LEVELS, NAMED, PICKLES, TABLE, calls, database, in_a_trace
from theano_common.saved.errors import CannotRead
from theano_common.saved.pickled import read_pickle
from theano_migrate.compare import load

SECONDS, BYTES = 20, 300 << 20  # of one file, on a slow machine


@contextlib.contextmanager
def registered(name):
    """An extension that stands for os.system, where the pickle asks for one."""
    wanted = (os.system.__module__, "system", 0xF0)
    if name != "a registered extension":
        yield
        return
    copyreg.add_extension(*wanted)
    try:
        yield
    finally:
        copyreg.remove_extension(*wanted)


@pytest.mark.wide(17)
@pytest.mark.parametrize("name", calls(""))
def test_nothing_that_a_pickle_names_is_run(tmp_path, name):
    marker = tmp_path / "ran"
    data, why = calls(marker)[name]
    (tmp_path / "t.pkl").write_bytes(data)
    with pytest.raises(CannotRead, match=f"{why}") as error, registered(name):
        load(tmp_path / "t.pkl")
    assert "nothing in it was run" in str(error.value) or "registry" in why
    assert not marker.exists()
    if name != "joblib's own load":  # joblib need not be here
        with contextlib.suppress(Exception), registered(name):
            made = pickle.loads(data)  # the usual way does run it
            if hasattr(made, "close"):
                made.close()
        assert marker.exists()


@pytest.mark.parametrize("name", NAMED)
def test_names_that_no_posterior_needs_are_refused(tmp_path, name):
    (tmp_path / "t.pkl").write_bytes(NAMED[name])
    with pytest.raises(CannotRead, match=f"{name.partition(',')[0]}.*nothing in it was run"):
        load(tmp_path / "t.pkl")


class Held:
    """Pickles to a call of what real traces call."""

    def __init__(self, function, *arguments):
        self.reduced = (function, arguments)

    def __reduce__(self):
        return self.reduced


def test_what_real_traces_name_is_no_reason_to_refuse(tmp_path):
    import configparser
    import functools
    import re

    model = [
        Held(getattr, re.compile, "__call__"),
        functools.partial(max, 1),
        re.compile("x"),
        Held(configparser.ConfigParser),
        Held(getattr, Held(configparser.ConfigParser), "get"),
        print,
        open,
        os.path.join,
    ]
    (tmp_path / "t.pkl").write_bytes(in_a_trace(model))
    assert len(load(tmp_path / "t.pkl")) == 3


def test_a_deep_tree_is_let_go_without_harm():
    tree = read_pickle(b"\x80\x02" + b"]" * LEVELS + b"a" * (LEVELS - 1) + b".")
    assert tree[0][0][0]
    del tree


def refused(path, why):
    """Load, which must raise CannotRead for that reason, in little time and memory."""
    tracemalloc.start()
    start = time.process_time()
    try:
        with pytest.raises(CannotRead, match=f"(?s){why}"):
            load(path)
        seconds, (_, peak) = time.process_time() - start, tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert seconds < SECONDS
    assert peak < BYTES


def test_a_column_that_computes_is_not_asked(tmp_path):
    write = database(TABLE + ", v__1 AS (zeroblob(900000000)))", "INSERT INTO x (draw, chain, v) VALUES (0, 0, 1.5)")
    assert load(write(tmp_path)).chains[0].samples["x"].tolist() == [1.5]


@pytest.mark.wide(23)
@pytest.mark.parametrize("name", PICKLES)
def test_pickles_that_are_broken_or_greedy(tmp_path, name):
    data, why = PICKLES[name]
    (tmp_path / "t.pkl").write_bytes(data)
    refused(tmp_path / "t.pkl", why)


@pytest.mark.wide(47)
@pytest.mark.parametrize("name", FILES)
def test_files_that_are_broken_or_greedy(tmp_path, name):
    if "HDF5" in name or "netCDF" in name:
        pytest.importorskip("h5py")
    if "frame" in name:
        pytest.importorskip("pandas")
    write, why = FILES[name]
    refused(write(tmp_path), why)
