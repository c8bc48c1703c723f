"""Reading saved posteriors: what PyMC3 wrote, and what is damaged. What is hostile: test_saved_hostile.py."""

import pickle

import numpy as np
import pymc3  # noqa: F401  (it gives ArviZ 1 its old `from_dict` back)
import pytest

from tests.migrate.legacy_pickle import multitrace_bytes, normal_trace
from theano_common.saved import draws_npz
from theano_common.saved.errors import CannotRead
from theano_common.saved.numpy_values import value_of
from theano_common.saved.pickled import read_pickle
from theano_migrate.compare import load

WRAPPED = {
    "bare": lambda trace: trace,
    "in a dict": lambda trace: {"model": object, "trace": trace},
    "in a tuple": lambda trace: (object, trace),
    "in a dict with another": lambda trace: {"trace": trace, "old": type(trace)()},
}


@pytest.mark.parametrize("protocol", [0, 1, 2, 3, 4, 5])
@pytest.mark.parametrize("wrap", WRAPPED.values(), ids=WRAPPED)
def test_reads_multitrace(tmp_path, protocol, wrap):
    chains, stats = normal_trace(draws=7, chains=2)
    (tmp_path / "t.pkl").write_bytes(multitrace_bytes(chains, stats, protocol, wrap))
    draws = load(tmp_path / "t.pkl")
    assert draws.variables == ["mu", "sd_log__", "sd", "theta"]
    for chain, samples, one in zip(draws.chains, chains, stats, strict=True):
        for name, array in samples.items():
            np.testing.assert_array_equal(chain.samples[name], array)
        np.testing.assert_array_equal(chain.stats["model_logp"], one[0]["model_logp"])


def test_tuning_draws_are_kept_apart(tmp_path):
    chains, stats = normal_trace(draws=10, chains=1)
    stats[0][0]["tune"][:4] = True
    (tmp_path / "t.pkl").write_bytes(multitrace_bytes(chains, stats))
    [chain] = load(tmp_path / "t.pkl").chains
    np.testing.assert_array_equal(chain.samples["mu"], chains[0]["mu"][4:])
    np.testing.assert_array_equal(chain.warmup_samples["mu"], chains[0]["mu"][:4])
    assert len(chain.stats["model_logp"]) == 6 and len(chain.warmup_stats["tune"]) == 4


def test_the_first_draw_of_pymc3_3_8_is_no_tuning_draw(tmp_path):
    chains, stats = normal_trace(draws=10, chains=1)
    stats[0][0]["tune"][0] = True
    (tmp_path / "t.pkl").write_bytes(multitrace_bytes(chains, stats))
    [chain] = load(tmp_path / "t.pkl").chains
    assert len(chain) == 10 and chain.warmup_samples is None


def test_several_step_methods_keep_the_statistic_that_says_something(tmp_path):
    chains, stats = normal_trace(draws=5, chains=1)
    stats[0] = [{"accept": np.ones(5), "model_logp": np.zeros(5)}, stats[0][0]]
    (tmp_path / "t.pkl").write_bytes(multitrace_bytes(chains, stats))
    draws = load(tmp_path / "t.pkl")
    assert draws.attrs["step_methods"] == 2
    np.testing.assert_array_equal(draws.chains[0].stats["model_logp"], stats[0][1]["model_logp"])


ARRAYS = [
    np.arange(6.0).reshape(2, 3),
    np.asfortranarray(np.arange(6.0).reshape(2, 3)),
    np.arange(4, dtype=">i4"),
    np.array([True, False]),
    np.float32(2.5),
    np.array(1 + 2j),
    np.zeros((0, 3)),
    np.int64(-3),
]


@pytest.mark.parametrize("protocol", [0, 2, 5])
@pytest.mark.parametrize("array", ARRAYS, ids=repr)
def test_arrays_and_scalars(array, protocol):
    read = value_of(read_pickle(pickle.dumps(array, protocol=protocol)))
    np.testing.assert_array_equal(read, array)
    assert read.dtype == array.dtype.newbyteorder("=")


@pytest.mark.parametrize("array", [np.array([print], dtype=object), np.array(["a"]), np.zeros(2, "f8,i4")])
def test_arrays_that_are_no_numbers_are_not_built(array):
    assert value_of(read_pickle(pickle.dumps(array))) is None


class ForgedArray:
    """An array of objects whose state brings bytes: NumPy could be led to take them for pointers."""

    def __reduce__(self):
        make, arguments, _ = np.zeros(1).__reduce__()
        return make, arguments, (1, (1,), np.dtype("O"), False, b"AAAAAAAA")


def test_numpy_never_sees_a_saved_state():
    assert value_of(read_pickle(pickle.dumps(ForgedArray()))) is None


GOOD = multitrace_bytes(*normal_trace(draws=50, chains=2))
FORGED = {
    "empty": (b"", "empty"),
    "cut off": (GOOD[: len(GOOD) // 2], "cut off|cannot be read"),
    "last byte gone": (GOOD[:-1], "cut off"),
    "no pickle": (b"hello, world\n", "it is no pickle, nor of any other format"),
    "another object": (pickle.dumps({"a": 1, "b": 2}), "no PyMC3 MultiTrace.*dict of 'a', 'b'"),
    "persistent id": (b"Pelsewhere\n.", "refers to things outside the file"),
    "zip of something else": (b"PK\x03\x04" + bytes(50), "npz file is damaged"),
    "two traces": (
        multitrace_bytes(*normal_trace(draws=3, chains=1), wrap=lambda t: {"a": t, "b": type(t)()}),
        "2 MultiTraces.*'a', 'b'",
    ),
    "no chains": (multitrace_bytes([], []), "no chains"),
    "array of another length": (GOOD.replace(b"K2", b"K3", 1), "bytes|cannot be read"),
}


@pytest.mark.parametrize("case", FORGED.values(), ids=FORGED)
def test_what_cannot_be_read_says_why(tmp_path, case):
    data, why = case
    (tmp_path / "t.pkl").write_bytes(data)
    with pytest.raises(CannotRead, match=f"(?s)t.pkl: .*({why})"):
        load(tmp_path / "t.pkl")


def test_npz_round_trip(tmp_path):
    (tmp_path / "t.pkl").write_bytes(GOOD)
    draws = load(tmp_path / "t.pkl")
    draws_npz.save(draws, tmp_path / "t.npz")
    again = load(tmp_path / "t.npz")
    assert again.variables == draws.variables and again.sampler == "pymc3"
    np.testing.assert_array_equal(again.stacked("theta"), draws.stacked("theta"))
    np.testing.assert_array_equal(again.statistic("model_logp"), draws.statistic("model_logp"))


def test_netcdf(tmp_path):
    arviz = pytest.importorskip("arviz")
    pytest.importorskip("h5netcdf")
    data = arviz.from_dict({"x": np.random.default_rng(0).normal(size=(2, 5, 3))}, sample_stats={"lp": np.ones((2, 5))})
    data.to_netcdf(str(tmp_path / "t.nc"))
    draws = load(tmp_path / "t.nc")
    np.testing.assert_array_equal(draws.stacked("x"), data.posterior["x"].values)
    assert draws.statistic("model_logp").shape == (2, 5)


@pytest.mark.parametrize("loaded", [True, False])
def test_inference_data_that_came_from_a_file(tmp_path, loaded):
    arviz = pytest.importorskip("arviz")
    pytest.importorskip("h5netcdf")
    x = np.random.default_rng(0).normal(size=(2, 5, 3))
    made = arviz.from_dict({"x": x}, dims={"x": ["side"]}, coords={"side": ["a", "b", "c"]})
    made.to_netcdf(str(tmp_path / "t.nc"))
    data = arviz.from_netcdf(str(tmp_path / "t.nc"))
    lazy = data
    data = data.load() if loaded else data
    (tmp_path / "t.pkl").write_bytes(pickle.dumps(data))
    if loaded:
        draws = load(tmp_path / "t.pkl")
        np.testing.assert_array_equal(draws.stacked("x"), x)
        assert draws.attrs["coords"] == {"side": ["a", "b", "c"]}
    else:
        with pytest.raises(CannotRead, match="x is not in the pickle: it came from a file"):
            load(tmp_path / "t.pkl")
    lazy.close()
