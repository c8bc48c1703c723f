"""Draws: stacking, ragged chains, unknown names."""

import numpy as np
import pytest

from theano_common.draws import Chain, Draws
from theano_common.statistics import convergence


def chain(draws, offset=0.0):
    values = offset + np.arange(draws * 3.0).reshape(draws, 3)
    return Chain(
        samples={"mu": values[:, 0], "theta": values},
        stats={"energy": values[:, 1]},
        warmup_samples={"mu": -values[:2, 0], "theta": -values[:2]},
        warmup_stats={"energy": -values[:2, 1]},
    )


def test_stacks_chains_and_draws_first():
    draws = Draws((chain(5), chain(5, 100.0)))
    assert draws.variables == ["mu", "theta"] and draws.statistics == ["energy"] and len(draws) == 5
    assert draws.stacked("theta").shape == (2, 5, 3)
    assert draws.stacked("mu")[1, 2] == 106.0
    assert draws.statistic("energy").shape == (2, 5)
    assert draws.stacked("mu", warmup=True).tolist() == [[0.0, -3.0], [-100.0, -103.0]]


def test_ragged_chains_are_cut_in_stacked_and_whole_in_concatenated():
    draws = Draws((chain(5), chain(3)), ended="interrupted")
    assert len(draws) == 3
    assert draws.stacked("theta").shape == (2, 3, 3)
    assert draws.concatenated("theta").shape == (8, 3)


@pytest.mark.parametrize(
    ("lengths", "kept"),
    [
        ([1000, 900, 20], [900, 900]),
        ([5, 5], [5, 5]),
        ([7, 0], [7]),
        ([0, 0], []),
        ([3, 2, 1], [2, 2]),
        ([], []),
    ],
)
def test_rectangular_keeps_the_most_draws(lengths, kept):
    draws = Draws(tuple(chain(n) for n in lengths), ended="interrupted").rectangular()
    assert [len(one.samples["theta"]) for one in draws.chains] == kept
    assert [len(one.stats["energy"]) for one in draws.chains] == kept
    assert draws.ended == "interrupted"


def test_an_unknown_name_is_a_key_error_that_lists_the_known():
    draws = Draws((chain(5),))
    for read in (draws.stacked, draws.concatenated):
        with pytest.raises(KeyError, match="no 'tau' among these draws; there are: mu, theta"):
            read("tau")
    with pytest.raises(KeyError, match="there are: energy"):
        draws.statistic("depth")


def test_no_chains_at_all():
    draws = Draws(())
    assert len(draws) == 0 and draws.variables == []
    with pytest.raises(KeyError, match="none"):
        draws.stacked("mu")


def test_convergence_has_the_shape_of_each_variable():
    table = convergence(Draws((chain(50), chain(50))), ["theta"])
    assert list(table) == ["theta"]
    assert {key: value.shape for key, value in table["theta"].items()} == {
        "rhat": (3,),
        "ess_bulk": (3,),
        "ess_tail": (3,),
    }
