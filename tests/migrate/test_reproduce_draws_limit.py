"""migrate-reproduce --draws-limit: samplers make fewer draws, and that is said."""

from __future__ import annotations

import json
from importlib import import_module
from inspect import signature

import pytest

from tests.migrate.test_reproduce_runs import called
from theano_migrate.reproduce.command import main
from theano_migrate.reproduce.documents import Document
from theano_migrate.reproduce.inside.fewer_draws import SAMPLERS, limited
from theano_migrate.reproduce.judged_document import FEWER, judged
from theano_migrate.reproduce.judging import CANNOT_TELL, DIFFERS, NOT_SETTLED
from theano_migrate.reproduce.notebook_file import Cell, Output
from theano_migrate.reproduce.repeated.replicates import Replicates
from theano_migrate.reproduce.running.result import Ran, RanCell


def sample(draws=None, step=None, tune=None, **kwargs):
    """A sampler: what it is asked for."""
    return draws, tune, kwargs


def sample_smc(draws=2000, kernel="metropolis"):
    """A sampler without tuning draws."""
    return draws


MORE, TUNING = ["sample", "draws", 5000, 1000], ["sample", "tuning draws", 3000, 1000]
CALLS = {  # sampler, arguments, what it is called with, what is noted
    "more": (sample, (5000,), {}, (1000, None, {}), [MORE]),
    "more by name": (sample, (), {"draws": 5000, "tune": 500}, (1000, 500, {}), [MORE]),
    "more tuning": (sample, (500,), {"tune": 3000}, (500, 1000, {}), [TUNING]),
    "both": (sample, (), {"draws": 5000, "tune": 3000, "chains": 2}, (1000, 1000, {"chains": 2}), [MORE, TUNING]),
    "as many": (sample, (1000,), {"tune": 1000}, (1000, 1000, {}), []),
    "nobody says": (sample, (), {}, (None, None, {}), []),
    "without tuning": (sample_smc, (), {}, 1000, [["sample_smc", "draws", 2000, 1000]]),
}


@pytest.mark.parametrize("case", CALLS)
def test_a_sampler_makes_fewer_draws(tmp_path, case):
    sampler, args, kwargs, called_with, noted = CALLS[case]
    log = tmp_path / "log"
    assert limited(sampler, 1000, log)(*args, **kwargs) == called_with
    assert [json.loads(line) for line in (log.read_text().splitlines() if log.exists() else ())] == noted


def test_a_wrong_call_is_as_without(tmp_path):
    with pytest.raises(TypeError, match="kernels"):
        limited(sample_smc, 1000, tmp_path / "log")(kernels=1)


def test_the_samplers_take_draws():
    for place, names in SAMPLERS.items():
        for name in names.split():
            assert "draws" in signature(getattr(import_module(place), name)).parameters


@pytest.mark.parametrize("limit", ["0", "999", "-1"])
def test_a_limit_that_tells_little(tmp_path, capsys, limit):
    (tmp_path / "a.py").write_text("import theano")
    assert main([str(tmp_path), "--draws-limit", limit]) == 2
    assert "--draws-limit takes 1000 and more" in capsys.readouterr().err


SAID = {  # source, what was printed then and now, and whether the number says that it is of fewer draws
    "behind a sampler": ("t = pm.sample(9000)", "m 1.5", "m 1.6", True),
    "the same": ("t = pm.sample(9000)", "m 1.5", "m 1.5", False),
    "of data": ("x = 1", "m 1.5", "m 1.6", False),
    "not there": ("t = pm.sample(9000)", "m 1.5", "", False),
}


@pytest.mark.parametrize("case", SAID)
def test_what_is_said_beside_a_number(case):
    source, then, now, said = SAID[case]
    cells = (Cell(1, f"import pymc3 as pm\n{source}", (Output(then, stream=True),)),)
    ran = Ran((RanCell((Output(now, stream=True),)),))
    plain, found = (judged(Document("a", cells), ran, {}, limited=one)[0].judged[0] for one in (False, True))
    assert (FEWER in found.reason) == said and found.verdict == plain.verdict and FEWER not in plain.reason


@pytest.mark.parametrize("limited", [False, True])
def test_runs_of_fewer_draws_tell_no_difference(limited):
    """A sum of fewer draws is another, and each run has it so."""
    cells = (Cell(1, "import pymc3 as pm\nt = pm.sample(9000)", (Output("total 9000.5", stream=True),)),)
    runs = [Ran((RanCell((Output(f"total {1000.5 + i}", stream=True),)),)) for i in range(8)]
    replicates = Replicates(cells)
    for one in runs[1:]:
        replicates.add(one)
    (found,) = judged(Document("a", cells), runs[0], {}, replicates=replicates, limited=limited)[0].judged
    assert found.verdict == (CANNOT_TELL if limited else DIFFERS) and (FEWER in found.reason) == limited


@pytest.mark.parametrize("limited", [False, True])
def test_chains_of_fewer_draws_may_have_settled_later(limited):
    table = "       mean   sd  ess_bulk  r_hat\nsigma  {}  1.0     400.0   1.27\n"
    cells = (Cell(1, "import pymc3 as pm\nt = pm.sample(9000)", (Output(table.format("2.31"), stream=True),)),)
    ran = Ran((RanCell((Output(table.format("3.31"), stream=True),)),))
    found = judged(Document("a", cells), ran, {}, limited=limited)[0].judged[0]
    assert found.verdict == (CANNOT_TELL if limited else NOT_SETTLED)


@pytest.mark.slow
def test_the_report_says_what_was_limited(tmp_path):
    model = "import pymc3 as pm\nwith pm.Model():\n    x = pm.Normal('x', 0, 1)\n"
    sampled = "    t = pm.sample(4000, tune=500, chains=2, progressbar=False)\nprint('draws', len(t), 1.5)"
    (tmp_path / "a.py").write_text(model + sampled)
    (tmp_path / "a.out").write_text("draws 4000 1.5\n")
    code, said = called(tmp_path, "--draws-limit", "1000", "--runs", "1")
    assert code == 0 and "a.py: sample made 1000 draws of 4000 (--draws-limit)" in said
    assert f"(no Monte Carlo error is known; {FEWER})" in said
