"""Saved posteriors in the formats of PyMC3's backends: what is kept, what is damaged, what is of another kind."""

import json
import sqlite3

import numpy as np
import pytest

from theano_common.saved import csv_table
from theano_common.saved.errors import CannotRead
from theano_common.saved.wide_columns import variables
from theano_migrate.compare import compare, load

RNG = np.random.default_rng(5)
SAMPLES = [
    {
        "mu": RNG.normal(size=6),
        "sd_log__": RNG.normal(size=6),
        "k": RNG.integers(0, 9, size=6),
        "theta_log__": RNG.normal(size=(6, 3)),
        "b": RNG.normal(size=(6, 2, 2)),
    }
    for _ in range(3)
]


def columns(samples):
    """Header and rows as `trace_to_dataframe` makes them."""
    heads, flat = [], []
    for name, array in samples.items():
        places = list(np.ndindex(array.shape[1:])) if array.ndim > 1 else [()]
        heads += [name + ("__" + "_".join(map(str, place)) if place else "") for place in places]
        flat += list(array.reshape(len(array), -1).T)
    return heads, [[repr(cell.item()) for cell in row] for row in zip(*flat, strict=True)]


def csv_text(samples, index=False):
    heads, rows = columns(samples)
    if index:
        heads, rows = ["", *heads], [[str(i), *row] for i, row in enumerate(rows)]
    return "\n".join(map(",".join, [heads, *rows])) + "\n"


def write_csv(path):
    (path / "t.csv").write_text(csv_text(SAMPLES[0]))
    return path / "t.csv"


def write_csv_with_index_under_another_name(path):
    (path / "draws").write_text(csv_text(SAMPLES[0], index=True))
    return path / "draws"


def write_text(path):
    for number, samples in enumerate(SAMPLES):
        (path / f"chain-{number}.csv").write_text(csv_text(samples))
    return path


STATS = [{"tune": np.zeros(6, bool), "model_logp": np.arange(6.0)}, {"accept": np.ones(6), "model_logp": np.zeros(6)}]


def write_save_trace(path, kinds=lambda dtype: str(dtype)):
    for number, samples in enumerate(SAMPLES):
        (path / str(number)).mkdir()
        np.savez(path / str(number) / "samples.npz", **samples)
        about = {
            "draw_idx": 6,
            "draws": 6,
            "chain": number,
            "_stats": [{k: v.tolist() for k, v in one.items()} for one in STATS],
            "sampler_vars": [{k: kinds(v.dtype) for k, v in one.items()} for one in STATS],
        }
        (path / str(number) / "metadata.json").write_text(json.dumps(about))
    return path


def write_old_save_trace(path):
    return write_save_trace(path, kinds=lambda dtype: str(dtype.type))


def write_hdf5(path, stats=STATS):
    h5py = pytest.importorskip("h5py")
    with h5py.File(path / "t.h5", "w") as file:
        for number, samples in enumerate(SAMPLES):
            group = file.create_group(str(number))
            for name, array in samples.items():
                group.create_dataset(f"samples/{name}", data=array)
            group.create_group("stats")
            for step, one in enumerate(stats):
                for name, array in one.items():
                    group.create_dataset(f"stats/{step}/{name}", data=array)
    return path / "t.h5"


def write_hdf5_without_statistics(path):
    return write_hdf5(path, stats=())


def write_sqlite(path):
    with sqlite3.connect(path / "t.sqlite") as db:
        for name in SAMPLES[0]:
            heads, _ = columns({"v": SAMPLES[0][name]})
            kind = "INT" if SAMPLES[0][name].dtype.kind == "i" else "FLOAT"
            db.execute(
                f"CREATE TABLE [{name}] (recid INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, draw INTEGER, "
                f"chain INT(5), {', '.join(f'{h} {kind}' for h in heads)})"
            )
            insert = f"INSERT INTO [{name}] (draw, chain, {', '.join(heads)}) VALUES ({'?, ' * len(heads)}?, ?)"
            for number, samples in enumerate(SAMPLES):
                values = samples[name].reshape(6, -1).tolist()
                db.executemany(insert, [(i, number, *row) for i, row in enumerate(values)])
    db.close()
    return path / "t.sqlite"


# writer -> (chains kept, whether statistics are)
FORMATS = {
    write_csv: (1, False),
    write_csv_with_index_under_another_name: (1, False),
    write_text: (3, False),
    write_save_trace: (3, True),
    write_old_save_trace: (3, True),
    write_hdf5: (3, True),
    write_hdf5_without_statistics: (3, False),
    write_sqlite: (3, False),
}


@pytest.mark.parametrize("write", FORMATS, ids=lambda write: write.__name__)
def test_everything_that_is_kept_comes_back(tmp_path, write):
    chains, stats = FORMATS[write]
    draws = load(write(tmp_path))
    assert len(draws.chains) == chains and set(draws.variables) == set(SAMPLES[0])
    for chain, samples in zip(draws.chains, SAMPLES, strict=False):
        for name, array in samples.items():
            np.testing.assert_array_equal(chain.samples[name], array)
            assert chain.samples[name].dtype == array.dtype
        assert bool(chain.stats) == stats
        if stats:
            np.testing.assert_array_equal(chain.stats["model_logp"], np.arange(6.0))
            assert chain.stats["tune"].dtype == bool and set(chain.stats) == {"tune", "model_logp", "accept"}
    assert draws.attrs.get("step_methods") == (2 if stats else None)
    assert bool(draws.attrs.get("remarks")) != stats


def test_what_a_format_does_not_keep_is_said_beside_the_comparison(tmp_path):
    draws = load(write_csv(tmp_path))
    report = compare(draws, draws)
    assert "saved: A CSV file keeps no chains" in report.text() and "t.csv: pymc3, 1 chain of 6 draws" in report.text()


COLUMNS = {
    "an index that is no array": ["x__1", "x__3"],
    "a scalar of the name": ["x", "x__0"],
    "indices of unlike length": ["x__0", "x__0_1"],
}


@pytest.mark.parametrize("names", COLUMNS.values(), ids=COLUMNS)
def test_columns_that_only_look_indexed_are_scalars(names):
    found = variables(names, np.arange(4.0).reshape(2, 2))
    assert list(found) == names and all(array.shape == (2,) for array in found.values())


def test_columns_in_another_order_are_put_in_place():
    found = variables(["x__1", "y", "x__0"], np.arange(6.0).reshape(2, 3))
    np.testing.assert_array_equal(found["x"], [[2.0, 0.0], [5.0, 3.0]])


def test_missing_values_and_truth_values(tmp_path):
    (tmp_path / "t.csv").write_text("a,b\n,True\n1.5,False\n")
    [chain] = load(tmp_path / "t.csv").chains
    np.testing.assert_array_equal(chain.samples["a"], [np.nan, 1.5])
    np.testing.assert_array_equal(chain.samples["b"], [1.0, 0.0])


def test_sqlite_keeps_a_nan_as_nothing_and_small_integers_as_bytes(tmp_path):
    with sqlite3.connect(tmp_path / "t.db") as db:
        for name, kind, values in (("x", "FLOAT", [None, 2.5, b"\0\0\0?"]), ("k", "INT", [b"\1", b"\0", b"\0"])):
            db.execute(f"CREATE TABLE [{name}] (recid INTEGER, draw INTEGER, chain INT(5), v {kind})")
            db.executemany(f"INSERT INTO [{name}] VALUES (?, ?, 0, ?)", [(i, i, v) for i, v in enumerate(values)])
    db.close()
    [chain] = load(tmp_path / "t.db").chains
    np.testing.assert_array_equal(chain.samples["x"], [np.nan, 2.5, 0.5])
    np.testing.assert_array_equal(chain.samples["k"], [1, 0, 0])
    assert chain.samples["k"].dtype == np.int64


def change(path, text):
    path.write_text(text)
    return path.parent if path.parent.name == "folder" else path


def empty_database(path):
    sqlite3.connect(path / "t.db").execute("CREATE TABLE notes (text TEXT)").connection.close()
    return path / "t.db"


def damaged_database(path):
    whole = write_sqlite(path)
    whole.write_bytes(whole.read_bytes()[:5000])
    return whole


def text_in_a_database(path):
    with sqlite3.connect(path / "t.db") as db:
        db.execute("CREATE TABLE x (recid INTEGER, draw INTEGER, chain INT(5), v FLOAT)")
        db.execute("INSERT INTO x VALUES (0, 0, 0, 'many')")
    db.close()
    return path / "t.db"


def hdf5_of(**groups):
    def write(path):
        h5py = pytest.importorskip("h5py")
        with h5py.File(path / "t.h5", "w") as file:
            for name, value in groups.items():
                file[name.replace("_", "/")] = h5py.ExternalLink("elsewhere.h5", "x") if value == "link" else value
        return path / "t.h5"

    return write


def cut_hdf5(path):
    whole = write_hdf5(path)
    whole.write_bytes(whole.read_bytes()[:3000])
    return whole


def pickled_samples(path):
    write_save_trace(path)
    np.savez(path / "1" / "samples.npz", x=np.array([print], dtype=object))
    return path


def no_samples(path):
    write_save_trace(path)
    (path / "2" / "samples.npz").unlink()
    return path


def bad_chain(path):
    write_text(path)
    (path / "chain-1.csv").write_text("mu\nmany\n")
    return path


BAD = {
    "words in a CSV": (lambda p: change(p / "t.csv", "a,b\n1,2\n3,many\n"), "line 3, column 'b': 'many' is no number"),
    "a line cut off": (lambda p: change(p / "t.csv", "a,b\n1,2\n3\n"), "line 3 has 1 cells under 2 names"),
    "names alone": (lambda p: change(p / "t.csv", "a,b\n"), "no draws"),
    "one chain of a text folder": (bad_chain, r"chain-1.csv: line 2, column 'mu'"),
    "a folder of something else": (lambda p: p, "none of these: a folder of the text backend"),
    "a pickle in samples.npz": (pickled_samples, "chain 1 cannot be read: .*allow_pickle"),
    "samples.npz gone": (no_samples, "chain 2 cannot be read: .*samples.npz"),
    "another database": (empty_database, "table notes is not one of the SQLite backend"),
    "a database cut off": (damaged_database, "cannot be read as a database"),
    "text in a database": (text_in_a_database, "table x: 'many' is no number"),
    "another HDF5 file": (hdf5_of(weights=[1.0]), "without chains: it holds weights"),
    "a link to another file": (hdf5_of(**{"0_samples_x": "link"}), "chain 0: x is no array of numbers"),
    "text in an HDF5 file": (hdf5_of(**{"0_samples_x": "many"}), "chain 0: x is no array of numbers"),
    "HDF5 cut off": (cut_hdf5, "cannot be opened as HDF5|damaged"),
}


@pytest.mark.parametrize("case", BAD.values(), ids=BAD)
def test_what_cannot_be_read_says_where_and_why(tmp_path, case):
    write, why = case
    with pytest.raises(CannotRead, match=f"(?s){tmp_path.name}.*{why}"):
        load(write(tmp_path))


@pytest.mark.parametrize("head", [b"a,b\n1,2\n", b'"x, 1",y\n1e-3,nan\n', b",a\n0,True"])
def test_csv_is_known_by_its_first_lines(head):
    assert csv_table.looks_like_csv(head)


@pytest.mark.parametrize("head", [b"(dp0\nS'a'\n.", b"I1\n.", b"\x80\x04\x95", b"a,b\n1\n", b"one line"])
def test_other_files_are_not_taken_for_csv(head):
    assert not csv_table.looks_like_csv(head)
