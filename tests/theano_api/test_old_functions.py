"""Functions that Theano 1.0.5 and Theano-PyMC 1.1.2 compiled and pickled load, and give what they gave there."""

import copy
import lzma
import pickle
from pathlib import Path

import numpy as np
import pytest

import compat
import theano_compat.theano_api as theano

# release -> name -> (pickle, calls)
SAVED = {
    path.name.removeprefix("old_functions-").removesuffix(".pkl.xz"): pickle.loads(lzma.decompress(path.read_bytes()))
    for path in sorted(Path(__file__).parent.glob("old_functions-*.pkl.xz"))
}
CASES = [(release, name) for release, saved in SAVED.items() for name in saved]


@pytest.fixture(autouse=True)
def as_theano():
    """The pickles name theano's modules."""
    compat.install(environment=False)
    yield
    compat.uninstall()


def same(given, expected):
    if isinstance(expected, dict):
        assert given.keys() == expected.keys()
        for key, value in expected.items():
            same(given[key], value)
        return
    if isinstance(given, list):
        assert len(given) == len(expected)
        for one, value in zip(given, expected, strict=True):
            same(one, value)
        return
    np.testing.assert_allclose(given, expected, rtol=1e-12)


def called(f, call):
    return f(*[np.int32(a) if isinstance(a, int) else a for a in call])


@pytest.mark.wide(3)
@pytest.mark.parametrize(("release", "name"), CASES)
def test_loads_and_computes(release, name):
    saved, calls = SAVED[release][name]
    f, g, h = (pickle.loads(saved) for _ in range(3))
    assert isinstance(f, theano.compile.Function)
    for call, expected in calls:
        same(called(f, call), expected)
    for again in (pickle.loads(pickle.dumps(g)), copy.deepcopy(h)):  # before and after its first use
        same(called(again, calls[0][0]), calls[0][1])
    assert len(f.maker.fgraph.outputs) >= len(f.outs)


def test_loads_as_none_where_functions_are_not_wanted():
    with theano.config.change_flags(unpickle_function=False):
        assert pickle.loads(SAVED["1.0.5"]["fused"][0]) is None


def test_what_is_only_in_pickles_says_so():
    with pytest.raises(NotImplementedError, match="a part of Theano's optimiser.*only has a name"):
        theano.gof.opt.MergeFeature()
