"""What files mean beside their numbers: packing, signs, names, runs in one file, stores of zarr, PyMC 2."""

import json
import pickle
import sqlite3

import numpy as np
import pytest

from tests.verdicts.posteriors import normal, replayed
from theano_common.draws import Chain, Draws
from theano_common.saved.errors import CannotRead
from theano_common.saved.imputed import by_pymc3_names
from theano_common.saved.inference_data_netcdf import unpacked
from theano_migrate.compare import compare, load
from theano_migrate.compare.command import main as compare_main
from theano_migrate.convert.command import main as convert_main

RNG = np.random.default_rng(8)


@pytest.fixture(autouse=True)
def _same_numbers():
    RNG.bit_generator.state = np.random.default_rng(8).bit_generator.state


# stored integers, attributes -> what they stand for, by the CF conventions
PACKED = {
    "a factor and an offset": ([1, 2, 3], "i2", {"scale_factor": 0.25, "add_offset": 1.0}, [1.25, 1.5, 1.75]),
    "a factor, and a gap": ([125, -999], "i4", {"scale_factor": 0.01, "_FillValue": -999}, [1.25, np.nan]),
    "a gap among whole numbers": ([1, -1, 3], "i8", {"missing_value": np.array([-1])}, [1.0, np.nan, 3.0]),
    "no gap among whole numbers": ([1, 2], "i8", {"_FillValue": -9}, [1, 2]),
    "without signs": ([-1, 1], "i1", {"_Unsigned": "true"}, [255, 1]),
    "without signs, and a gap": ([-1, 1], "i1", {"_Unsigned": "true", "_FillValue": -1}, [np.nan, 1]),
    "booleans": ([0, 1], "i1", {"dtype": "bool"}, [False, True]),
    "floats with a number for gaps": ([1.5, -999.0], "f8", {"_FillValue": -999.0}, [1.5, np.nan]),
}


@pytest.mark.parametrize("name", PACKED)
def test_packed_numbers_are_read_as_xarray_reads_them(tmp_path, name):
    stored, dtype, attrs, meant = PACKED[name]
    np.testing.assert_array_equal(unpacked(np.array(stored, dtype), attrs), meant)
    xarray, h5py = pytest.importorskip("xarray"), pytest.importorskip("h5py")
    with h5py.File(tmp_path / "a.nc", "w") as file:
        group = file.create_group("posterior")
        for scale, size in (("chain", 1), ("draw", len(stored))):
            group[scale] = np.arange(size)
            group[scale].make_scale(scale)
        x = group.create_dataset("x", data=np.array([stored], dtype))
        for axis, scale in enumerate(("chain", "draw")):
            x.dims[axis].attach_scale(group[scale])
        for key, value in attrs.items():
            of_array = key in ("_FillValue", "missing_value")
            x.attrs[key] = value if isinstance(value, str) else np.array(value, dtype if of_array else float)
    draws = load(tmp_path / "a.nc")
    with xarray.open_dataset(tmp_path / "a.nc", group="posterior", engine="h5netcdf") as theirs:
        np.testing.assert_allclose(draws.chains[0].samples["x"], theirs["x"].values[0], rtol=1e-6)


# the head of Stan's file -> how many of its ten rows are warm-up
HEADS = {
    "RStan, all iterations": ("# iter=10\n# warmup=3\n# thin=1\n# save_warmup=1", 3),
    "the warm-up alone": ("# warmup=3", 3),
    "warm-up that was not written": ("# iter=13\n# warmup=3", 0),
    "warm-up that was not to be written": ("# num_warmup = 3\n# save_warmup = 0", 0),
    "CmdStan": ("# num_samples = 6 (Default)\n# num_warmup = 4\n# save_warmup = true", 4),
    "fixed parameters have none": (
        "#   algorithm = fixed_param\n# num_samples = 10\n# num_warmup = 5\n# save_warmup = 1",
        0,
    ),
}


@pytest.mark.parametrize("name", HEADS)
def test_the_head_of_stan_tells_the_warm_up(tmp_path, name):
    said, n = HEADS[name]
    rows = "".join(f"{-i},{i}.5\n" for i in range(10))
    (tmp_path / "out.csv").write_text(f"# stan_version_major = 2\n{said}\nlp__,mu\n{rows}")
    [chain] = load(tmp_path / "out.csv").chains
    assert chain.samples["mu"].tolist() == [i + 0.5 for i in range(n, 10)]
    assert (len(chain.warmup_samples["mu"]) if n else chain.warmup_samples) == (n or None)


def test_rstan_numbers_its_chains(tmp_path):
    for name, number in (("a", 2), ("b", 1)):
        (tmp_path / f"{name}.csv").write_text(f"# stan_version_major=2\n# chain_id={number}\nlp__,mu\n-1,{number}.0\n")
    assert [chain.samples["mu"].tolist() for chain in load(tmp_path).chains] == [[1.0], [2.0]]


def test_a_later_run_in_one_database_follows_the_first(tmp_path):
    with sqlite3.connect(tmp_path / "t.sqlite") as db:
        db.execute("CREATE TABLE mu (recid INTEGER PRIMARY KEY, draw INTEGER, chain INT(5), v FLOAT)")
        rows = [(i, 0, 1.0 + i) for i in range(3)] + [(i, 0, 10.0 + i) for i in range(3)] + [(0, 1, 7.0)]
        db.executemany("INSERT INTO mu (draw, chain, v) VALUES (?, ?, ?)", rows)
    db.close()
    draws = load(tmp_path / "t.sqlite")
    assert draws.chains[0].samples["mu"].tolist() == [1, 2, 3, 10, 11, 12]
    assert [one for one in draws.attrs["remarks"] if "runs" in one] == [
        "Chain 0 holds 2 runs, one after the other: PyMC3 wrote on in the same database."
    ]


def posterior(samples, stats=None, library="", **attrs):
    chains = tuple(Chain(a, b) for a, b in zip(samples, stats or [{}] * len(samples), strict=True))
    return Draws(chains, sampler=library, attrs=attrs)


def ab(n=300):
    return {name: RNG.normal(size=n) for name in "ab"}


@pytest.mark.parametrize("offset", [0.0, 2.5])
@pytest.mark.parametrize("sign", [1, -1])
def test_the_sign_of_lp_is_tried(sign, offset):
    samples = [ab() for _ in range(2)]
    values = [np.array([normal({k: v[i] for k, v in one.items()}) for i in range(300)]) for one in samples]
    old = posterior(samples, [{"model_logp": sign * (one + offset)} for one in values], "numpyro")
    replay = replayed(old, normal)
    assert replay.passed and replay.turned == (sign < 0)
    assert ("minus the log density" in replay.message) == (sign < 0)
    report = compare(old, posterior([ab() for _ in range(2)]), replay)
    assert report.exit_code == 0
    if not offset:
        wrong = replayed(old, lambda p: normal(p) - p["a"])
        assert wrong.status == "failed" and not wrong.turned


def test_who_saved_no_density_is_not_taken_for_an_old_pymc3():
    said = replayed(posterior([ab()], library="nutpie"), normal).message
    assert "PyMC3" not in said and "no log density" in said
    assert "PyMC3 before 3.6" in replayed(posterior([ab()], library="pymc3"), normal).message


DATA = np.array([1.0, np.nan, 3.0, np.nan])


def imputed(n=2000):
    """One posterior of two imputed values: as PyMC3 keeps it, as PyMC 6 does, and without the separate values."""
    missing = RNG.normal(size=(n, 2))
    whole = np.tile(DATA, (n, 1))
    whole[:, np.isnan(DATA)] = missing
    mu = RNG.normal(size=n)
    return {
        "PyMC3": {"mu": mu, "o_missing": missing},
        "PyMC 6": {"mu": mu, "o_unobserved": missing, "o": whole},
        "PyMC 5.0": {"mu": mu, "o_missing": missing, "o": whole},
        "whole": {"mu": mu, "o": whole},
    }


@pytest.mark.parametrize("new", ["PyMC 6", "PyMC 5.0", "whole", "PyMC3"])
@pytest.mark.parametrize("turned", [False, True])
def test_imputed_values_have_one_name(new, turned):
    sides = [posterior([imputed()["PyMC3"] for _ in range(4)]), posterior([imputed()[new] for _ in range(4)])]
    report = compare(*(reversed(sides) if turned else sides))
    assert {row.name for row in report.rows} >= {"mu", "o_missing[0]", "o_missing[1]"}
    assert report.exit_code == 0, report.text()


def test_data_that_are_no_imputed_values_keep_their_name():
    held = imputed()["PyMC 6"]
    other = {**held, "o": held["o"] + 1.0}
    assert by_pymc3_names(posterior([other])).variables == ["mu", "o_missing", "o"]
    alone = by_pymc3_names(posterior([{"o": held["o"]}]), ("o_missing",))
    np.testing.assert_array_equal(alone.chains[0].samples["o_missing"], held["o_unobserved"])


def write_text(folder):
    folder.mkdir()
    for chain in range(2):
        tuning, kept = 50 + np.arange(40.0), RNG.normal(size=3000)
        text = "\n".join(["mu", *map(repr, map(float, [*tuning, *kept]))])
        (folder / f"chain-{chain}.csv").write_text(text + "\n")
    return folder


def test_tuning_draws_of_the_text_backend_are_dropped_when_asked(tmp_path, capsys):
    saved = write_text(tmp_path / "old")
    new = tmp_path / "new.npz"
    np.savez(new, mu=RNG.normal(size=(2, 3000)))
    assert compare_main([str(saved), str(new)]) != 0
    assert "--drop" in capsys.readouterr().out
    assert compare_main([str(saved), str(new), "--drop", "40"]) == 0
    assert "first 40 draws of each chain were left out" in capsys.readouterr().out
    assert convert_main([str(saved), str(tmp_path / "kept.npz"), "--drop", "40"]) == 0
    kept = load(tmp_path / "kept.npz")
    assert len(kept) == 3000 and len(kept.chains[0].warmup_samples["mu"]) == 40
    assert len(load(tmp_path / "kept.npz", 10).chains[0].warmup_samples["mu"]) == 50  # behind what is there
    for wrong in ("-1", "1.5", "x"):
        assert compare_main([str(saved), str(new), "--drop", wrong]) == 2
    assert compare_main([str(saved), str(new), "--drop", "3040"]) == 3
    assert convert_main([str(saved), str(tmp_path / "none.npz"), "--drop", "4000"]) == 3


# --- stores of zarr


def write_store(folder, version, packed=False, ends=(60, 60)):
    zarr = pytest.importorskip("zarr")
    root = zarr.open_group(str(folder), mode="w", zarr_format=version)
    group = root.create_group("posterior", attributes={"inference_library": "nutpie"})
    mu, x = RNG.normal(size=(2, 60)), RNG.normal(size=(2, 60, 3))
    for chain, end in enumerate(ends):
        mu[chain, end:], x[chain, end:] = np.nan, np.nan
    _array(group, version, "mu", mu, ("chain", "draw"))
    _array(group, version, "x", x, ("chain", "draw", "k"))
    if packed:
        attrs = {"scale_factor": 0.5, "_FillValue": -9}
        _array(group, version, "n", np.tile(np.arange(60, dtype="i4"), (2, 1)), ("chain", "draw"), attrs)
    stats = root.create_group("sample_stats")
    _array(stats, version, "logp", -mu, ("chain", "draw"))
    return mu, x


def _array(group, version, name, values, dims, attrs=None):
    more = {"dimension_names": dims} if version == 3 else {}
    made = group.create_array(name, data=values, chunks=(1, 16, *values.shape[2:]), **more)
    made.attrs.update({**(attrs or {}), **({} if version == 3 else {"_ARRAY_DIMENSIONS": list(dims)})})


@pytest.mark.parametrize("version", [2, 3])
def test_a_store_of_zarr_is_read(tmp_path, version):
    mu, x = write_store(tmp_path / "a.zarr", version, packed=True)
    draws = load(tmp_path / "a.zarr")
    assert draws.sampler == "nutpie" and draws.ended == "complete"
    np.testing.assert_array_equal(draws.stacked("mu"), mu)
    np.testing.assert_array_equal(draws.stacked("x"), x)
    np.testing.assert_array_equal(draws.stacked("n")[0], np.arange(60) / 2)
    np.testing.assert_array_equal(draws.statistic("model_logp"), -mu)


def test_a_store_of_a_run_that_did_not_end_gives_its_draws(tmp_path):
    mu, _ = write_store(tmp_path / "a.zarr", 3, ends=(60, 21))
    draws = load(tmp_path / "a.zarr")
    assert [len(chain) for chain in draws.chains] == [60, 21] and draws.ended == "interrupted"
    np.testing.assert_array_equal(draws.chains[1].samples["mu"], mu[1, :21])
    assert "the last 39 draws of chain 1 are not there yet" in draws.attrs["remarks"][0]


def _codec(about):
    about["codecs"].append({"name": "numcodecs.pickle", "configuration": {}})


def _no_shape(about):
    del about["shape"]


@pytest.mark.parametrize(("change", "said"), [(_codec, "is coded by"), (_no_shape, "cannot be read")])
def test_a_store_is_refused_before_zarr_reads_it(tmp_path, monkeypatch, change, said):
    write_store(tmp_path / "a.zarr", 3)
    described = tmp_path / "a.zarr" / "posterior" / "mu" / "zarr.json"
    about = json.loads(described.read_text())
    change(about)
    described.write_text(json.dumps(about))
    monkeypatch.setattr("zarr.open_array", None)
    with pytest.raises(CannotRead, match=said):
        load(tmp_path / "a.zarr")


def test_zarr_reads_the_description_that_was_looked_at(tmp_path):
    """Of two descriptions of one array, the one whose codecs are known is the one that is read."""
    mu, _ = write_store(tmp_path / "a.zarr", 3)
    other = {"zarr_format": 2, "shape": [2, 60], "chunks": [2, 60], "dtype": "<f8", "order": "C", "fill_value": 0.0}
    (tmp_path / "a.zarr" / "posterior" / "mu" / ".zarray").write_text(
        json.dumps({**other, "compressor": None, "filters": [{"id": "pickle"}]})
    )
    np.testing.assert_array_equal(load(tmp_path / "a.zarr").stacked("mu"), mu)
    described = tmp_path / "a.zarr" / "posterior" / "mu" / "zarr.json"
    described.write_text(json.dumps({**other, "compressor": None, "filters": None}))
    with pytest.raises(CannotRead, match=r"mu cannot be read|mu is damaged"):
        load(tmp_path / "a.zarr")


def test_a_store_that_leads_elsewhere_is_refused(tmp_path):
    write_store(tmp_path / "a.zarr", 3)
    (tmp_path / "a.zarr" / "posterior" / "y").symlink_to(tmp_path)
    with pytest.raises(CannotRead, match="leads to another file"):
        load(tmp_path / "a.zarr")


# --- PyMC 2


def pymc_2_pickle(path):
    made = {"mu": {0: RNG.normal(size=5)}, "_state_": {"sampler": {"_iter": 10, "_burn": 5}, "step_methods": {}}}
    (path / "t.pickle").write_bytes(pickle.dumps(made, 2))
    return path / "t.pickle"


def pymc_2_txt(path):
    (path / "t" / "Chain_0").mkdir(parents=True)
    (path / "t" / "Chain_0" / "mu.txt").write_text("# Variable: mu\n# Sample shape: (2,)\n# Date: then\n1.0\n2.0\n")
    (path / "t" / "state.txt").write_text("{}\n")
    return path / "t"


def pymc_2_sqlite(path):
    with sqlite3.connect(path / "t.sqlite") as db:
        db.execute("CREATE TABLE [mu] (recid INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, trace int(5), v1 FLOAT)")
        db.execute("INSERT INTO [mu] (recid, trace, v1) values (NULL, 0, 1.5)")
    db.close()
    return path / "t.sqlite"


def pymc_2_hdf5(path):
    h5py = pytest.importorskip("h5py")
    with h5py.File(path / "t.hdf5", "w") as file:
        file["chain0/PyMCsamples"] = np.zeros(3, dtype=[("mu", "f8")])
    return path / "t.hdf5"


@pytest.mark.parametrize("write", [pymc_2_pickle, pymc_2_txt, pymc_2_sqlite, pymc_2_hdf5])
def test_databases_of_pymc_2_are_refused_by_name(tmp_path, write):
    backend = write.__name__.rpartition("_")[2]
    with pytest.raises(CannotRead, match=rf"a database of PyMC 2 \({backend}\), which is not read. .*numpy.savez"):
        load(write(tmp_path))
