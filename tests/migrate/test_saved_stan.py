"""CSV files of Stan: names, warm-up, adaptation, chains."""

import numpy as np
import pytest

from theano_common.saved import draws_npz
from theano_common.saved.errors import CannotRead
from theano_migrate.compare import load

HEAD = """# stan_version_major = 2
# stan_version_minor = 33
# stan_version_patch = 1
# model = eight_model
# method = sample (Default)
#   sample
#     num_samples = 4
#     num_warmup = 6
#     save_warmup = {save} (Default)
#     thin = {thin}
# id = {id}
# data
#   file = eight.json
"""
ADAPTED = """# Adaptation terminated
# Step size = 0.8125
# Diagonal elements of inverse mass matrix:
# 1.5, 0.25
"""
TAIL = """#
#  Elapsed Time: 0.012 seconds (Warm-up)
#                0.010 seconds (Sampling)
#
"""
STATS = ["lp__", "accept_stat__", "stepsize__", "treedepth__", "n_leapfrog__", "divergent__", "energy__"]
# Column-major, as CmdStan writes: the first index runs fastest.
NAMES = ["mu", "theta.1", "theta.2", "b.1.1", "b.2.1", "b.1.2", "b.2.2", "b.1.3", "b.2.3", "p.1:1"]


def rows(n, seed=0):
    return np.random.default_rng(seed).normal(size=(n, len(NAMES)))


def text(values, warmup=0, save=0, thin=1, id=1, adapted=ADAPTED, head=HEAD):
    stats = [[-7.5, 0.9, 0.8125, 3, 7, i % 2, 9.25] for i in range(len(values))]
    lines = [",".join(repr(float(x)) for x in [*s, *v]) for s, v in zip(stats, values, strict=True)]
    parts = [head.format(save=save, thin=thin, id=id), ",".join(STATS + NAMES) + "\n"]
    parts += ["".join(line + "\n" for line in lines[:warmup]), adapted, "".join(line + "\n" for line in lines[warmup:])]
    return "".join(parts) + TAIL


def check(samples, values):
    np.testing.assert_array_equal(samples["mu"], values[:, 0])
    np.testing.assert_array_equal(samples["theta"], values[:, 1:3])
    np.testing.assert_array_equal(samples["b"], values[:, 3:9].reshape(-1, 3, 2).transpose(0, 2, 1))
    np.testing.assert_array_equal(samples["p.1:1"], values[:, 9])


def test_one_chain(tmp_path):
    values = rows(4)
    (tmp_path / "out.csv").write_text(text(values))
    draws = load(tmp_path / "out.csv")
    [chain] = draws.chains
    check(chain.samples, values)
    assert chain.warmup_samples is None and draws.sampler == "stan"
    assert "model_logp" not in chain.stats  # Stan's lp is none
    np.testing.assert_array_equal(chain.stats["lp"], [-7.5] * 4)
    assert chain.stats["diverging"].tolist() == [False, True, False, True]
    assert {"mean_tree_accept", "step_size", "depth", "tree_size", "energy"} <= set(chain.stats)
    assert draws.attrs["versions"]["stan"][:2] == ("2.33.1", "2.33.1")
    assert draws.attrs["adaptation"] == [{"step_size": 0.8125, "inverse_metric": [[1.5, 0.25]]}]
    assert "no log density to replay" in draws.attrs["remarks"][0]


# name -> (arguments, how many rows are warm-up)
WARMUP = {
    "kept": ({"warmup": 6, "save": 1}, 6),
    "kept, as newer versions say": ({"warmup": 6, "save": "true"}, 6),
    "kept and thinned": ({"warmup": 3, "save": 1, "thin": 2}, 3),
    "kept, no adaptation": ({"save": 1, "adapted": ""}, 6),
    "kept and thinned, no adaptation": ({"save": 1, "thin": 4, "adapted": ""}, 2),
    "left out": ({}, 0),
}


@pytest.mark.parametrize("name", WARMUP)
def test_warm_up_is_told_apart(tmp_path, name):
    arguments, n = WARMUP[name]
    values = rows(10)
    (tmp_path / "out.csv").write_text(text(values, **arguments))
    [chain] = load(tmp_path / "out.csv").chains
    check(chain.samples, values[n:])
    assert len(chain.stats["lp"]) == 10 - n
    if n:
        check(chain.warmup_samples, values[:n])
        assert len(chain.warmup_stats["lp"]) == n


@pytest.mark.parametrize("ask", ["", "out_*.csv"])
def test_a_folder_or_a_glob_is_the_chains(tmp_path, ask):
    for i in (1, 2, 10):
        (tmp_path / f"out_{i}.csv").write_text(text(rows(4, seed=i), id=i))
    draws = load(tmp_path / ask if ask else tmp_path)
    for chain, i in zip(draws.chains, (1, 2, 10), strict=True):
        check(chain.samples, rows(4, seed=i))


def test_ids_that_say_nothing_leave_the_order_of_names(tmp_path):
    for i in (1, 2, 10):
        (tmp_path / f"out_{i}.csv").write_text(text(rows(4, seed=i), id=1))
    for chain, i in zip(load(tmp_path).chains, (1, 2, 10), strict=True):
        check(chain.samples, rows(4, seed=i))


def test_without_comments(tmp_path):
    values = rows(3)
    (tmp_path / "out.csv").write_text(text(values, head="", adapted="").partition("#")[0])
    draws = load(tmp_path / "out.csv")
    check(draws.chains[0].samples, values)
    assert "versions" not in draws.attrs and "adaptation" not in draws.attrs


OTHER = "# stan_version_major = 2\nlp__,nu\n1,2\n"
BAD = {
    "unlike columns": (lambda p: (p / "b.csv").write_text(OTHER), "unlike columns"),
    "no draws": (lambda p: (p / "a.csv").write_text(HEAD + ",".join(STATS + NAMES) + "\n"), "a.csv: no draws"),
    "a word": (
        lambda p: (p / "a.csv").write_text(text(rows(2)).replace("9.25", "many", 1)),
        "a.csv: line .*'energy__'",
    ),
    "variational": (
        lambda p: (p / "a.csv").write_text(text(rows(2)).replace("= sample (D", "= variational (D")),
        "variational",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read(tmp_path, name):
    change, why = BAD[name]
    (tmp_path / "a.csv").write_text(text(rows(4)))
    change(tmp_path)
    with pytest.raises(CannotRead, match=why):
        load(tmp_path)


def test_npz_keeps_it_all(tmp_path):
    (tmp_path / "out.csv").write_text(text(rows(10), warmup=6, save=1))
    draws = load(tmp_path / "out.csv")
    draws_npz.save(draws, tmp_path / "t.npz")
    again = load(tmp_path / "t.npz")
    assert {**again.attrs, "source": ""} == {**draws.attrs, "source": ""}
    check(again.chains[0].warmup_samples, rows(10)[:6])
    assert again.chains[0].stats["diverging"].dtype == bool
