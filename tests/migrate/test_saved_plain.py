"""Draws that were saved without a format of their own: arrays by name, lists of points, tables; packed in any way."""

import bz2
import functools
import gzip
import lzma
import pickle
import zlib

import numpy as np
import pytest

from theano_common.saved.errors import CannotRead
from theano_migrate.compare import load

RNG = np.random.default_rng(8)
CHAINS = [
    {"mu": RNG.normal(size=9), "k": RNG.integers(0, 5, size=9), "b": RNG.normal(size=(9, 2, 3))} for _ in range(3)
]
WHOLE = {name: np.concatenate([one[name] for one in CHAINS]) for name in CHAINS[0]}
BY_CHAIN = {name: np.stack([one[name] for one in CHAINS]) for name in CHAINS[0]}
POINTS = [{name: array[i] for name, array in WHOLE.items()} for i in range(27)]


class Fit:
    """A class of the user's, which need not exist any more."""

    def __init__(self, **held):
        self.__dict__.update(held)


# name -> (what was pickled, chains that it keeps)
OBJECTS = {
    "arrays": (WHOLE, [WHOLE]),
    "arrays as lists": ({name: array.tolist() for name, array in WHOLE.items() if name != "b"}, [WHOLE]),
    "arrays, chain first": (BY_CHAIN, CHAINS),
    "arrays, a list of chains": ({name: list(array) for name, array in BY_CHAIN.items()}, CHAINS),
    "a dict for each chain": (CHAINS, CHAINS),
    "a dict for each chain, by number": (dict(enumerate(CHAINS)), CHAINS),
    "points": (POINTS, [WHOLE]),
    "points as plain numbers": ([{"mu": float(p["mu"]), "k": int(p["k"])} for p in POINTS], [WHOLE]),
    "points in a tuple": (tuple(POINTS), [WHOLE]),
    "in a bundle": ({"model": print, "trace": WHOLE, "notes": "none"}, [WHOLE]),
    "deep in a bundle": ({"runs": [{"name": "a", "fit": {"result": (WHOLE, "x")}}]}, [WHOLE]),
    "beside data": ({"data": {"y": np.arange(3.0)}, "posterior": CHAINS}, CHAINS),
    "in an object": (Fit(draws=WHOLE, x=np.zeros(3)), [WHOLE]),
}


def check(draws, chains):
    assert len(draws.chains) == len(chains)
    for made, expected in zip(draws.chains, chains, strict=True):
        assert set(made.samples) <= set(expected) and made.samples
        for name, array in made.samples.items():
            np.testing.assert_array_equal(array, expected[name])
            assert array.dtype.kind == expected[name].dtype.kind


@pytest.mark.parametrize("protocol", [0, 2, 5])
@pytest.mark.parametrize("name", OBJECTS)
def test_arrays_in_a_pickle(tmp_path, name, protocol):
    held, chains = OBJECTS[name]
    (tmp_path / "t.pkl").write_bytes(pickle.dumps(held, protocol=protocol))
    draws = load(tmp_path / "t.pkl")
    check(draws, chains)
    assert "keep" in draws.attrs["remarks"][0] or "kept" in draws.attrs["remarks"][0]


REFUSED = {
    "unequal draws": ({"a": np.zeros(3), "b": np.zeros(4)}, "unequal numbers of draws: a .3,., b .4,."),
    "numbers alone": ({"a": 1.0, "b": 2.0}, "it holds a dict of 'a', 'b'"),
    "points of unlike names": ([{"a": 1.0}, {"b": 1.0}], "number 1 has other names"),
    "points of unlike shapes": ([{"a": np.zeros(2)}, {"a": np.zeros(3)}, {"a": np.zeros(2)}], "unlike|unequal"),
    "two of a kind": ({"first": WHOLE, "second": dict(WHOLE)}, "2 dict of drawss.*'first', 'second'"),
    "an array alone": (np.zeros((4, 100)), "it holds a ndarray"),
    "chains of unlike names": ([{"a": np.zeros(5)}, {"b": np.zeros(5)}], "unlike names"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_posterior(tmp_path, name):
    held, why = REFUSED[name]
    (tmp_path / "t.pkl").write_bytes(pickle.dumps(held))
    with pytest.raises(CannotRead, match=why):
        load(tmp_path / "t.pkl")


def test_chains_of_unequal_length(tmp_path):
    held = {"mu": [np.arange(5.0), np.arange(3.0)], "b": [np.zeros((5, 2)), np.ones((3, 2))]}
    (tmp_path / "t.pkl").write_bytes(pickle.dumps(held))
    assert [len(chain) for chain in load(tmp_path / "t.pkl").chains] == [5, 3]


PACKED = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "lzma": functools.partial(lzma.compress, format=lzma.FORMAT_ALONE),
    "z": zlib.compress,
    "gz.bz2": lambda data: bz2.compress(gzip.compress(data)),
    "gz in two parts": lambda data: gzip.compress(data[:100]) + gzip.compress(data[100:]) + bytes(10),
}


@pytest.mark.parametrize("pack", PACKED)
@pytest.mark.parametrize("kind", ["pickle", "csv", "npz"])
def test_packed(tmp_path, pack, kind):
    path = tmp_path / f"plain.{kind}"
    if kind == "npz":
        np.savez(path, **WHOLE)
    elif kind == "csv":
        path.write_text("mu,k\n" + "".join(f"{float(p['mu'])!r},{p['k']}\n" for p in POINTS))
    else:
        path.write_bytes(pickle.dumps(WHOLE))
    packed = tmp_path / f"plain.{kind}.{pack}"
    packed.write_bytes(PACKED[pack](path.read_bytes()))
    draws = load(packed)
    check(draws, [WHOLE])
    assert draws.attrs["source"] == packed.name


@pytest.mark.parametrize("text", ["x^2,y\n1,2\n3,4\n"])
def test_a_table_that_begins_like_zlib(tmp_path, text):
    (tmp_path / "t").write_text(text)
    assert load(tmp_path / "t").variables == ["x^2", "y"]


TABLES = {
    "a byte order mark": ("\ufeffmu,k\n1,2\n3,4\n", ["mu", "k"]),
    "a byte order mark and quotes": ('\ufeff"mu","k"\n1,2\n3,4\n', ["mu", "k"]),
    "a byte order mark before Stan's": ("\ufefflp__,mu,k\n-1,1,2\n-1,3,4\n", ["mu", "k"]),
    "a byte order mark before Stan's comments": ("\ufeff# stan_version_major = 2\nlp__,mu\n-1,1\n", ["mu"]),
    "spaces behind commas": ("mu, k\n1, 2\n3, 4\n", ["mu", "k"]),
    "row numbers": (",mu,k\n0,1,2\n1,3,4\n", ["mu", "k"]),
}


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("file", ["t.csv", "t"])
def test_heads_of_tables(tmp_path, name, file):
    text, variables = TABLES[name]
    (tmp_path / file).write_text(text, encoding="utf-8")
    draws = load(tmp_path / file)
    assert draws.variables == variables and draws.chains[0].samples["mu"][0] == 1.0


@pytest.mark.parametrize("packed", ["t.joblib", "t.joblib.gz", "t.joblib.xz"])
def test_joblib(tmp_path, packed):
    joblib = pytest.importorskip("joblib")
    held = {"trace": WHOLE, "labels": np.array(["a", None], dtype=object), "texts": np.array(["a", "bc"])}
    joblib.dump(held, tmp_path / packed, compress=0 if packed == "t.joblib" else 3)
    check(load(tmp_path / packed), [WHOLE])


def test_cloudpickle(tmp_path):
    cloudpickle = pytest.importorskip("cloudpickle")
    shift = 3.0
    held = {"model": lambda x: x + shift, "trace": WHOLE, "module": np}
    (tmp_path / "t.pkl").write_bytes(cloudpickle.dumps(held))
    check(load(tmp_path / "t.pkl"), [WHOLE])


@pytest.mark.parametrize("without_pyarrow", [True, False])
def test_a_frame_of_todays_pandas(tmp_path, without_pyarrow):
    pandas = pytest.importorskip("pandas")
    columns = {"mu": WHOLE["mu"], "k": WHOLE["k"], "note": ["x"] * 27}
    columns |= {f"b__{i}_{j}": WHOLE["b"][:, i, j] for i in range(2) for j in range(3)}
    frame = pandas.DataFrame(columns)
    if without_pyarrow:  # where there is none, pandas 3 has labels of this type
        frame.columns = frame.columns.astype(pandas.StringDtype("python"))
    frame.to_pickle(tmp_path / "t.pkl")
    draws = load(tmp_path / "t.pkl")
    check(draws, [WHOLE])
    assert set(draws.variables) == {"mu", "k", "b"} and "note" in draws.attrs["remarks"][1]


@pytest.mark.parametrize("as_csv", [True, False])
def test_a_frame_with_chains_and_brackets(tmp_path, as_csv):
    """ArviZ's to_dataframe: columns chain and draw, and `b[0,1]`."""
    pandas = pytest.importorskip("pandas")
    columns = {"chain": np.repeat([0, 1, 2], 9), "draw": np.tile(np.arange(9), 3), "mu": WHOLE["mu"], "k": WHOLE["k"]}
    columns |= {f"b[{i},{j}]": WHOLE["b"][:, i, j] for i in range(2) for j in range(3)}
    frame = pandas.DataFrame(columns)
    frame.to_csv(tmp_path / "t", index=False) if as_csv else frame.to_pickle(tmp_path / "t")
    draws = load(tmp_path / "t")
    check(draws, CHAINS)
    assert set(draws.variables) == {"mu", "k", "b"}


def test_several_files(tmp_path):
    for i, one in enumerate(CHAINS):
        (tmp_path / f"run-{i}.pkl").write_bytes(pickle.dumps(one))
    check(load(tmp_path / "run-*.pkl"), CHAINS)
    (tmp_path / "run-3.pkl").write_bytes(pickle.dumps({"other": np.zeros(9)}))
    with pytest.raises(CannotRead, match="run-3.pkl has other variables than run-0.pkl"):
        load(tmp_path / "run-*.pkl")
