"""theano-compat sample and merge: jobs of one chain each give what one process gives."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec

import numpy as np
import pytest

import compat as theano
import compat.pymc3 as pm
from tests.scale.models import MODELS, QUIET
from theano_common.saved import any_file
from theano_common.system.file_lock import locked
from theano_compat.__main__ import main

of_two_samplers = pytest.mark.skipif(find_spec("nutpie") is None, reason="without nutpie PyMC3's steps draw")
SIZE = ["--draws", "50", "--tune", "60"]


def saved(which, folder):
    made, sampler = MODELS[which]
    with theano.config.change_flags(sampler=sampler):
        model = made()
        model.save(folder / "model.art")
    return model, sampler


def job(folder, chain, *more, chains=16, seed=1):
    words = [
        "--chain",
        str(chain),
        "--of",
        str(chains),
        "--seed",
        str(seed),
        "--out",
        str(folder / "out"),
        *SIZE,
        *more,
    ]
    return main(["sample", str(folder / "model.art"), *words])


@pytest.mark.slow
@pytest.mark.parametrize("which", MODELS)
def test_jobs_merged_are_one_process(which, tmp_path, capsys):
    chains = 16 if which == "nutpie" else 3
    model, sampler = saved(which, tmp_path)
    for chain in reversed(range(chains)):
        assert main(["merge", str(tmp_path / "out")]) == 1
        assert job(tmp_path, chain, chains=chains) == 0
    assert "not at their end: 0" in capsys.readouterr().err
    assert main(["merge", str(tmp_path / "out")]) == 0
    with model, theano.config.change_flags(sampler=sampler):
        trace = pm.sample(50, tune=60, chains=chains, cores=2, random_seed=1, **QUIET)
    for merged in (any_file.load(tmp_path / "out" / "draws.npz"), any_file.load(tmp_path / "out")):
        assert set(merged.variables) == set(trace.varnames) and len(merged.chains) == chains
        for name in trace.varnames:
            for number, chain in enumerate(merged.chains):
                np.testing.assert_array_equal(chain.samples[name], trace.get_values(name, chains=number))
        for name in ("tree_size", "diverging"):
            if name in trace.stat_names:
                np.testing.assert_array_equal(merged.statistic(name).ravel(), trace.get_sampler_stats(name))


def test_three_jobs_merged_are_one_process(tmp_path):
    model, _ = saved("nutpie", tmp_path)
    assert [job(tmp_path, chain, chains=3) for chain in range(3)] == [0, 0, 0]
    assert main(["merge", str(tmp_path / "out"), "-o", str(tmp_path / "all.npz")]) == 0
    with model:
        trace = pm.sample(50, tune=60, chains=3, cores=2, random_seed=1, **QUIET)
    np.testing.assert_array_equal(any_file.load(tmp_path / "all.npz").stacked("a").ravel(), trace["a"])


def test_what_is_there_is_not_drawn_again(tmp_path, capsys):
    saved("nutpie", tmp_path)
    assert job(tmp_path, 3) == 0 and job(tmp_path, 3) == 0
    assert "chain 3 is there already" in capsys.readouterr().out


def test_a_job_that_died_goes_on(tmp_path, monkeypatch):
    from theano_compat.infer.keeping import checkpoint

    monkeypatch.setattr(checkpoint, "SECONDS", 0.0)
    saved("NUTS", tmp_path)
    assert job(tmp_path, 1, chains=2) == 0
    chunks = sorted((tmp_path / "out" / "chain-1").glob("*.npz"))
    whole = any_file.load(tmp_path / "out").stacked("a")
    for one in chunks[len(chunks) // 2 :]:
        one.unlink()
    assert len(chunks) > 1 and job(tmp_path, 1, chains=2) == 0
    np.testing.assert_array_equal(any_file.load(tmp_path / "out").stacked("a"), whole)


@pytest.mark.slow
def test_jobs_that_begin_together(tmp_path):
    saved("NUTS", tmp_path)
    words = ["--of", "3", "--seed", "1", "--out", str(tmp_path / "out"), *SIZE, str(tmp_path / "model.art")]
    command = [sys.executable, "-m", "theano_compat", "sample"]
    started = [subprocess.Popen([*command, "--chain", str(k), *words], cwd=tmp_path) for k in range(3)]
    assert [one.wait() for one in started] == [0, 0, 0] and main(["merge", str(tmp_path / "out")]) == 0


@pytest.mark.parametrize(
    "words, sentence",
    [
        (["--seed", "2"], "random_seed was"),
        (["--draws", "51"], "draws was 50 and is now 51"),
        (["--target-accept", "0.9"], "the options was {} and is now"),
        pytest.param(["--sampler", "pymc3"], "sampler was", marks=of_two_samplers),
        (["--chain", "16"], "the chains of 16 are 0 to 15"),
    ],
)
def test_other_runs_are_refused(words, sentence, tmp_path, capsys):
    saved("nutpie", tmp_path)
    assert job(tmp_path, 0) == 0
    assert job(tmp_path, 1, *words) == 1
    assert sentence in capsys.readouterr().err


def test_a_chain_is_drawn_by_one_process(tmp_path, capsys):
    saved("NUTS", tmp_path)
    assert job(tmp_path, 0) == 0
    (tmp_path / "out" / "chain-1").mkdir()
    with locked(tmp_path / "out" / "chain-1" / "lock"):
        assert job(tmp_path, 1) == 1
    assert "another process draws chain 1" in capsys.readouterr().err


def test_files_that_are_no_models(tmp_path, capsys):
    (tmp_path / "model.art").write_bytes(b"something")
    assert job(tmp_path, 0) == 1 and "this is no saved model" in capsys.readouterr().err
    (tmp_path / "model.art").unlink()
    assert job(tmp_path, 0) == 1 and "No such file" in capsys.readouterr().err
    assert main(["merge", str(tmp_path / "nothing")]) == 1
