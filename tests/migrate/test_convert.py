"""`migrate convert`: what is read from any format is there again after it was written in another."""

import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from fixtures.saved_by.archives import unpacked
from theano_common.draws import Chain, Draws
from theano_common.saved import draws_npz
from theano_common.saved.versions import Version
from theano_migrate.__main__ import main
from theano_migrate.compare import load

FIXTURES = unpacked()
# what was saved -> what it has
OLD = {
    "3.8/tuning.pkl.xz": {"statistics", "warm-up"},
    "3.6/compound.pkl.xz": {"statistics"},
    "3.1/trace-protocol-0.pkl.xz": {"statistics"},
    "3.11.5/inference_data.nc": {"statistics"},
    "3.9.3/save_trace": {"statistics"},
    "3.5/backend.sqlite": set(),
    "3.11.5/points.pkl": set(),
}
# how NEW ends -> what the format keeps besides the draws of each chain
NEW = {
    "new.npz": {"statistics", "warm-up", "attrs"},
    "new.nc": {"statistics", "warm-up"},
    "new": {"statistics", "warm-up"},
    "new.trace": {"statistics", "warm-up"},
    "new.csv": set(),
    "new.text": set(),
}


def same(made, expected):
    assert set(made) == set(expected)
    for name, array in expected.items():
        np.testing.assert_array_equal(made[name], array, err_msg=name)
        assert made[name].dtype.kind == array.dtype.kind, name


@pytest.mark.wide(23)
@pytest.mark.parametrize("new", NEW)
@pytest.mark.parametrize("old", OLD)
def test_converted(tmp_path, capsys, old, new):
    if new.endswith(".nc"):
        pytest.importorskip("arviz")
    if old.endswith((".nc", ".h5")):
        pytest.importorskip("h5py")
    chosen = ["--format", "text"] if new == "new.text" else []
    assert main(["convert", str(FIXTURES / old), str(tmp_path / new), *chosen]) == 0
    said = capsys.readouterr().out
    before, after = load(FIXTURES / old), load(tmp_path / new)
    assert len(after.chains) == len(before.chains)
    for one, other in zip(before.chains, after.chains, strict=True):
        same(other.samples, one.samples)
        if "statistics" in NEW[new]:
            kept = {name: array for name, array in one.stats.items() if name != "tune"}
            same({name: array for name, array in other.stats.items() if name != "tune"}, kept)
        if "warm-up" in NEW[new] & OLD[old]:
            same(other.warmup_samples, one.warmup_samples)
            assert set(one.warmup_stats) <= set(other.warmup_stats)
        if "attrs" in NEW[new]:
            same(other.stats, one.stats)
    if "attrs" in NEW[new]:
        assert {**after.attrs, "source": 0} == {**before.attrs, "source": 0} and after.sampler == before.sampler
    else:
        assert "has no place for" in said
    count = f"{len(before.chains)} chain{'s' * (len(before.chains) > 1)} of {len(before)} draws"
    assert count in said and all(name in said for name in before.variables)


@pytest.mark.slow
def test_coordinates_travel(tmp_path):
    pytest.importorskip("arviz")
    chains = tuple(Chain({"b": np.random.default_rng(i).normal(size=(5, 2))}) for i in range(2))
    attrs = {
        "dims": {"b": ("side",)},
        "coords": {"side": ["left", "right"]},
        "versions": {"pymc3": Version("3.9.3", "3.9.3", "said so")},
    }
    draws_npz.save(Draws(chains, sampler="pymc3", attrs=attrs), tmp_path / "a.npz")
    assert main(["convert", str(tmp_path / "a.npz"), str(tmp_path / "b.nc")]) == 0
    made = load(tmp_path / "b.nc")
    assert made.attrs["dims"] == attrs["dims"] and made.attrs["coords"] == attrs["coords"]
    assert made.attrs["versions"]["pymc3"][:2] == ("3.9.3", "3.9.3") and made.sampler == "pymc3"


def test_chains_of_unequal_length_go_where_there_is_own_module(tmp_path, capsys):
    pytest.importorskip("arviz")
    draws = Draws((Chain({"a": np.arange(3.0)}), Chain({"a": np.arange(5.0)})))
    draws_npz.save(draws, tmp_path / "a.npz")
    assert main(["convert", str(tmp_path / "a.npz"), str(tmp_path / "b.nc")]) == 2
    assert "unequal length" in capsys.readouterr().err and not (tmp_path / "b.nc").exists()
    assert main(["convert", str(tmp_path / "a.npz"), str(tmp_path / "b.csv")]) == 0
    assert "2 chains of 3 to 5 draws" in capsys.readouterr().out
    assert [len(chain) for chain in load(tmp_path / "b.csv").chains] == [3, 5]


NAMES = ("a/b", "a/../b", "/", ".", "..", "file", "allow_pickle", "about", "chain", "draw", "x__0", "x[0]", "x.1",
         "a,b", 'a"b', " a ", "a\nb", "a\rb", "a\x00b", "\x1b[2J", "", "µ", "日本", "#a", "lp__", "mu_log__", 
         "Unnamed: 0", "chain-0.csv", "self", "posterior", "\ufeffmu", "a\udcffb", "a" * 300)  # fmt: skip


@pytest.mark.wide(7)
@pytest.mark.parametrize(
    "new", ["new.npz", "new.csv", pytest.param("new.nc", marks=pytest.mark.slow), "folder", "text"]
)
def test_names_are_kept_or_nothing_is_written(tmp_path, capsys, monkeypatch, new):
    """Whatever a variable is called, beside one of another name, what is written says the same, or is not there."""
    if new.endswith(".nc"):
        pytest.importorskip("arviz")
    monkeypatch.chdir(tmp_path)
    given = ["--format", "text"] if new == "text" else []
    kept = 0
    for name in NAMES:
        chains = tuple(Chain({name: np.arange(4.0) + i, "x": np.ones((4, 1)) * i}) for i in range(2))
        try:
            draws_npz.save(Draws(chains, sampler="pymc3"), "a.npz")
        except ValueError:  # not even there
            assert name in ("a\x00b", "a\udcffb")
            continue
        code = main(["convert", "a.npz", new, "--force", *given])
        said = capsys.readouterr()
        assert (code, Path(new).exists()) in ((0, True), (2, False)), (name, said.err)
        if code:
            assert said.err.startswith(f"migrate convert: {new}: ") and "choose .npz" in said.err, name
            continue
        kept += 1
        made = load(new)
        np.testing.assert_array_equal(made.concatenated(name), np.concatenate([np.arange(4.0), np.arange(4.0) + 1]))
        shutil.rmtree(new) if Path(new).is_dir() else Path(new).unlink()
    assert kept >= (len(NAMES) - 2 if new.endswith(".npz") else 10)


def test_a_device_is_not_replaced(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    draws_npz.save(Draws((Chain({"a": np.arange(3.0)}),)), "a.npz")
    os.mkfifo("pipe.npz")
    assert main(["convert", "a.npz", "pipe.npz", "--force"]) == 2
    assert "is no regular file" in capsys.readouterr().err and stat.S_ISFIFO(os.stat("pipe.npz").st_mode)


# arguments -> (exit code, what is said)
ASKED = {
    "nothing": ([], 2, "usage"),
    "help": (["--help"], 0, "exit code"),
    "no such file": (["none.pkl", "new.npz"], 3, "none.pkl: No such file"),
    "no posterior": (["other.json", "new.npz"], 3, "other.json: it is no pickle"),
    "an unknown ending": (["good.npz", "new.xlsx"], 2, "no format is known by that ending"),
    "a folder that is not there": (["good.npz", "none/new.npz"], 2, "there is no folder none"),
    "what is there already": (["good.npz", "there.npz"], 2, "--force writes over it"),
    "what is there, forced": (["good.npz", "there.npz", "--force"], 0, "there.npz: written"),
    "a folder of other things, forced": (["good.npz", "folder", "--force"], 2, "folder holds precious"),
    "a folder of a posterior, forced": (["good.npz", "earlier", "--force"], 0, "earlier: written"),
    "a format by name": (["good.npz", "new.dat", "--format", "csv"], 0, "new.dat: written"),
}


@pytest.mark.parametrize("name", ASKED)
def test_arguments_and_exit_codes(tmp_path, capsys, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    good = Draws((Chain({"a": np.arange(3.0)}, {"lp": np.zeros(3)}),), sampler="pymc3")
    draws_npz.save(good, "good.npz")
    Path("there.npz").write_text("precious")
    assert main(["convert", "good.npz", "earlier"]) == 0
    Path("folder").mkdir()
    Path("folder/precious").write_text("x")
    Path("other.json").write_text(json.dumps({"a": 1}))
    arguments, code, said = ASKED[name]
    assert main(["convert", *arguments]) == code
    printed = capsys.readouterr()
    assert said in printed.out + printed.err
    if "--force" not in arguments:
        assert Path("there.npz").read_text() == "precious"
    assert Path("folder/precious").exists() and len(load("earlier")) == 3
    assert not list(tmp_path.glob(".convert-*"))


def test_what_was_there_stays_when_writing_fails(tmp_path, monkeypatch, capsys):
    draws_npz.save(Draws((Chain({"a": np.arange(3.0)}),)), tmp_path / "good.npz")
    (tmp_path / "new.csv").write_text("precious")

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("theano_migrate.convert.wide_csv.lines", full)
    assert main(["convert", str(tmp_path / "good.npz"), str(tmp_path / "new.csv"), "--force"]) == 2
    assert "No space left" in capsys.readouterr().err and (tmp_path / "new.csv").read_text() == "precious"


def test_as_a_command(tmp_path):
    paths = [str(FIXTURES / "3.8/bundle.pkl.xz"), str(tmp_path / "new.npz")]
    command = [sys.executable, "-m", "theano_migrate", "convert", *paths]
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).resolve().parents[2])
    assert done.returncode == 0 and "2 chains of 6 draws" in done.stdout and not done.stderr
    assert len(load(tmp_path / "new.npz").chains) == 2
