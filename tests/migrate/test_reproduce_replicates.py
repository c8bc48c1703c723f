"""migrate-reproduce --runs: numbers judged by several runs, on simulated pairs and in one notebook."""

from __future__ import annotations

import json
import math
import re
import sys
import time
from dataclasses import replace
from importlib import import_module
from inspect import signature
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from tests.migrate.reproduce_notebooks import format_4
from theano_common.draws import Chain, Draws
from theano_migrate.reproduce import command
from theano_migrate.reproduce.again import Repeated
from theano_migrate.reproduce.answer import sentence
from theano_migrate.reproduce.command import main
from theano_migrate.reproduce.documents import Document
from theano_migrate.reproduce.errors import CannotReproduce
from theano_migrate.reproduce.inside import kernel_extension
from theano_migrate.reproduce.inside.fewer_draws import SAMPLERS as FEWER
from theano_migrate.reproduce.inside.fewer_draws import limited
from theano_migrate.reproduce.inside.sampler_streams import OPTIMISER, SAMPLERS, STREAMS, SamplerStreams
from theano_migrate.reproduce.judged_document import judged
from theano_migrate.reproduce.judging import (
    AGREES,
    CANNOT_TELL,
    DIFFERS,
    EXPLAINED,
    NOT_ITS_OWN,
    NOT_SETTLED,
    SAME,
    STILL,
)
from theano_migrate.reproduce.notebook_file import Cell, Output
from theano_migrate.reproduce.recorded import Recorder
from theano_migrate.reproduce.repeated.replicates import Replicates
from theano_migrate.reproduce.reports import text_report
from theano_migrate.reproduce.reproduce import Options, reproduce
from theano_migrate.reproduce.results import Results
from theano_migrate.reproduce.rows import DETAIL
from theano_migrate.reproduce.running import kernel, script
from theano_migrate.reproduce.running.limits import Limits, Place
from theano_migrate.reproduce.running.result import Ran, RanCell

SOURCE = "t = pm.sample(1000, random_seed=1)\nprint('the numbers')"
EFFECTIVE = 1000  # draws of a run: two chains of NUTS


def ran(text):
    return Ran((RanCell((Output(text, stream=True),)),))


def numbers(stored, first, *others, source=SOURCE, unsettled=""):
    """What is found of the numbers of a cell that once printed `stored`, and prints the rest in its runs."""
    cells = (Cell(1, source, (Output(stored, stream=True),)),)
    replicates = Replicates(cells, 1 if "randn" in source else None, unsettled)
    for text in others:
        replicates.add(ran(text))
    (found,) = judged(Document("a.ipynb", cells), ran(first), {}, replicates=replicates)
    return list(found.judged)


def printed(rng, shift=0.0):
    """The text of one run: five statistics of each of four quantities, the last one moved by `shift` of its sd."""
    lines = []
    for i, name in enumerate("abcd"):
        x = rng.standard_normal(EFFECTIVE) + shift * (i == 3)
        low, high = np.percentile(x, [3, 97])
        lines += [
            f"mean {name} {np.exp(x).mean():.3f}",
            f"quantile {name} {np.percentile(x, 90):.3f}",
            f"width {name} {high - low:.3f}",
            f"probability {name} {(x > 1).mean():.3f}",
            f"count {name} {np.count_nonzero(x > 2)}",
        ]
    return "\n".join(lines)


def differing(seed, runs, shift=0.0):
    rng = np.random.default_rng(seed)
    texts = [printed(rng, shift), *(printed(rng) for _ in range(runs))]
    return {one.verdict for one in numbers(*texts)}


RUNS = ("m 1.02", "m 0.98", "m 1.01", "m 0.97", "m 1.03", "m 1.00", "m 0.99", "m 0.96")
TWO_GROUPS = tuple(f"m {value}" for value in (1.0, 1.01, 1.02, 0.99, 0.98, 3.0, 3.01, 2.99, 3.02, 2.98))
COUNTS = tuple(f"n {value}" for value in (3, 5, 4, 2, 6, 4, 3, 5))
MODES = tuple(f"m 1.000000{digit}" for digit in (0, 1, 1, 0, 2, 1, 0, 1, 2))
OPTIMUM = "mode = pm.find_MAP()\nprint('m', mode['m'])"
UNSEEDED = "y = np.random.randn(50)\nt = pm.sample()\nprint('the number')"
TIMED = "t0 = time.time()\nt = pm.sample()\nprint('took', time.time() - t0)"
TRACE_SIZE = "t = pm.sample()\nprint('m', pm.effective_n(t)['mu'] / 2)"
CASES = {
    "within the runs": (SOURCE, "m 1.04", RUNS, AGREES, "within the spread of 8 runs (0.025; a shift of "),
    "printed alike": (SOURCE, "m 1.02", RUNS, SAME, ""),
    "far from all": (SOURCE, "m 1.8", RUNS, DIFFERS, "times the spread of 8 runs from their mean, 0.995"),
    "between": (SOURCE, "m 1.16", RUNS, CANNOT_TELL, "would need 17 runs (5.8 of the spread of 8 runs away)"),
    "not far enough for its own error": (SOURCE, "m 1.10", TWO_GROUPS[:5], AGREES, "within"),
    "too few runs": (SOURCE, "m 1.8", RUNS[:4], CANNOT_TELL, "no Monte Carlo error is known"),
    "no run moves it": (SOURCE, "m 1.8", ["m 1.02"] * 6, CANNOT_TELL, STILL),
    "two groups": (SOURCE, "m 1.07", ("m 1.05", *TWO_GROUPS), NOT_SETTLED, NOT_ITS_OWN),
    "a count within": (SOURCE, "n 8", COUNTS, AGREES, "within"),
    "a count far away": (SOURCE, "n 600", COUNTS, DIFFERS, "times the spread"),
    "a count that a heavy tail would give": (SOURCE, "n 60", COUNTS, CANNOT_TELL, "would need 10 runs (7.3"),
    "far from normal": (SOURCE, "m 9.8", ("m 9.1", "m 0.2", *RUNS), AGREES, "far from normal, they show no shift"),
    "rare events": (SOURCE, "n 2", ["n 0"] * 9 + ["n 1"], AGREES, "within"),
    "not there in one run": (SOURCE, "m 1.8", (*RUNS, "m nan"), CANNOT_TELL, "no Monte Carlo error is known"),
    "data of each run": (UNSEEDED, "m 1.04", RUNS, AGREES, "within"),
    "not even data of each run": (UNSEEDED, "m 1.8", RUNS, DIFFERS, "times the spread"),
    "an optimum": (OPTIMUM, "m 1.0000012", MODES, CANNOT_TELL, "of an optimiser, which stops elsewhere"),
    "no optimum": (SOURCE, "m 1.0000012", MODES, DIFFERS, "times the spread"),
    "an optimum within": (OPTIMUM, "m 1.0000003", MODES, AGREES, "within"),
    "another optimum": (OPTIMUM, "m 1.2", MODES, CANNOT_TELL, "of an optimiser, which stops elsewhere"),
    "draws from an optimum on": (OPTIMUM + "\nt = pm.sample(start=mode)", "m 1.2", MODES, DIFFERS, "times the spread"),
    "what it took": (TIMED, "took 35.1", ("took 1.52", *RUNS), CANNOT_TELL, "no Monte Carlo error is known"),
    "an effective size": (TRACE_SIZE, "m 812", ("m 2031", *RUNS), CANNOT_TELL, "no Monte Carlo error is known"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_number_is_judged_by_its_runs(case):
    source, stored, texts, verdict, reason = CASES[case]
    (found,) = numbers(stored, *texts, source=source)
    assert found.verdict == verdict and reason in found.reason


UNSETTLED = "of our own chains R-hat of tau is 1.12 and 3 draws diverged"


@pytest.mark.parametrize("case", CASES)
def test_what_our_chains_tell_stands_beside_numbers_that_the_runs_do_not_agree_about(case):
    source, stored, texts, verdict, _ = CASES[case]
    (plain,), (found,) = (numbers(stored, *texts, source=source, unsettled=one) for one in ("", UNSETTLED))
    assert found.verdict == plain.verdict == verdict
    if plain.runs and verdict in (CANNOT_TELL, DIFFERS) and "no run moved" not in plain.reason:
        assert found.reason.replace(f"; {UNSETTLED}", "") == plain.reason != found.reason
        assert not DETAIL.sub("", found.reason).endswith(")")
    else:
        assert found.reason.replace(f"; {UNSETTLED}", "") == plain.reason


SETTLED = np.random.default_rng(1).standard_normal((2, 500))
APART = SETTLED + [[0.0], [3.0]]
CHAINS = {  # draws of variables by traces, draws that diverged -> what is told
    "settled": ([{"mu": SETTLED}], 0, ""),
    "apart": ([{"mu": SETTLED, "tau": APART}], 0, r"of our own chains R-hat of tau is \d\.\d\d"),
    "one of a vector": ([{"b": np.stack([SETTLED, APART], -1)}], 0, r"of our own chains R-hat of b\[1\] is \d\.\d\d"),
    "in the second trace": ([{"mu": SETTLED}, {"mu": APART}], 0, r"of our own chains R-hat of mu is \d\.\d\d"),
    "diverged": ([{"mu": SETTLED}], 1, "of our own chains 1 draw diverged"),
    "both": ([{"mu": APART}], 4, r"of our own chains R-hat of mu is \d\.\d\d and 4 draws diverged"),
    "one chain": ([{"mu": SETTLED[:1]}], 0, ""),
    "nothing kept": ([], 0, ""),
    "a constant": ([{"mu": np.ones((2, 50))}], 0, ""),
}  # fmt: skip


@pytest.mark.parametrize("case", CHAINS)
def test_whether_our_own_chains_had_settled(tmp_path, case):
    traces, diverged, told = CHAINS[case]
    for i, variables in enumerate(traces):
        divergent = np.arange(SETTLED.shape[1]) < diverged * (i == 0)
        chains = [
            Chain({name: one[k] for name, one in variables.items()}, {"diverging": divergent & (k == 0)})
            for k in range(len(next(iter(variables.values()))))
        ]
        kernel_extension.keep(Draws(tuple(chains)), tmp_path / f"{i}.npz")
    files = sorted(map(str, tmp_path.iterdir()))
    assert re.fullmatch(told, Recorder(files).unsettled)


def test_a_cell_that_failed_in_a_run_is_not_used():
    cells = (Cell(1, SOURCE, (Output("m 1.8", stream=True),)),)
    replicates = Replicates(cells)
    for text in RUNS[1:]:
        replicates.add(Ran((RanCell((Output(text, stream=True),), name="TimeLimit"),)))
    (found,) = judged(Document("a.ipynb", cells), ran(RUNS[0]), {}, replicates=replicates)
    assert found.judged[0].verdict == CANNOT_TELL and not found.judged[0].runs


def test_a_summary_of_data_of_each_run_that_no_run_moves_is_explained():
    """Its own error is of the draws alone, and not of the data."""
    table = "    mean    sd  mcse_mean  ess_bulk\na  {}  0.010     0.0003    1000.0\n"
    found = {one.place: one for one in numbers(table.format(2.00), *[table.format(1.00)] * 6, source=UNSEEDED)}
    assert found["a, mean"].verdict == EXPLAINED


@pytest.mark.parametrize(
    ("stored", "size", "r_hat", "verdict", "why"),
    [
        ("3.31", "400.0", "1.00", DIFFERS, "standard errors apart"),
        ("3.31", "  4.0", "1.00", CANNOT_TELL, "what is stored is of too few draws (of 4 effective draws)"),
        ("3.31", "400.0", "1.27", CANNOT_TELL, "the chains of what is stored had not settled (R-hat 1.27)"),
        ("2.32", "  4.0", "1.00", AGREES, "within the spread of 6 runs"),
        ("2.32", "400.0", "1.27", AGREES, "within the spread of 6 runs"),
    ],
)
def test_a_stored_run_that_was_worse_than_ours_tells_no_difference(stored, size, r_hat, verdict, why):
    table = "       mean   sd  ess_bulk  r_hat\nsigma  {}  1.0     {}   {}\n"
    runs = [table.format(mean, "400.0", "1.00") for mean in ("2.31", "2.28", "2.30", "2.27", "2.29", "2.26")]
    found = numbers(table.format(stored, size, r_hat), *runs)[0]
    assert found.verdict == verdict and why in found.reason


@pytest.mark.parametrize("stored", ["2.32", "3.31"])
def test_chains_that_settled_on_neither_side_tell_nothing(stored):
    table = "       mean   sd  ess_bulk  r_hat\nsigma  {}  1.0     400.0   1.27\n"
    found = numbers(table.format(stored), *(table.format(mean) for mean in ("2.31", "2.28", "2.30", "2.27", "2.29")))[0]
    assert (
        found.verdict == NOT_SETTLED
        and found.reason == f"{NOT_ITS_OWN}: the chains of neither side had settled (R-hat 1.27)"
    )


def test_an_interval_of_another_width_is_not_judged_by_runs():
    table = "    mean  sd  {}\nmu  1.0  2.0  {}\n"
    texts = [table.format("hdi_3%", value) for value in (0.51, 0.52, 0.53, 0.54, 0.55, 0.56)]
    found = {one.place: one for one in numbers(table.format("hpd_2.5", 0.1), *texts)}
    assert found["mu, hpd_2.5"].verdict == EXPLAINED and not found["mu, hpd_2.5"].runs


@pytest.mark.parametrize(
    "then, now, verdict",
    [("4 chains in 4 jobs", "2 chains in 2 jobs", DIFFERS), ("1 chain in 1 job", "4 chains in 2 jobs", CANNOT_TELL)],
)
def test_fewer_chains_of_the_author_give_more_room(then, now, verdict):
    output = [Output(f"Multiprocess sampling ({text})", stream=True, to_errors=True) for text in (then, now)]
    cells = (Cell(1, SOURCE, (Output("m 1.20", stream=True), output[0])),)
    replicates = Replicates(cells)
    for text in RUNS[1:]:
        replicates.add(ran(text))
    first = Ran((RanCell((Output(RUNS[0], stream=True), output[1])),))
    (found,) = judged(Document("a.ipynb", cells), first, {}, replicates=replicates)
    assert found.judged[0].verdict == verdict


# ---- which documents are run again, how often, and where


class StandsIn:
    """In place of `kernel.run`: its second number is given, run by run; it writes a file, and notes what it found.

    forks: whether its kernel can be forked. fails: the run in which no kernel starts, or a forked child dies.
    raises: the run of a forked child in which a cell fails.
    """

    def __init__(self, *given, fails=None, forks=False, raises=None):
        self.given, self.fails, self.forks, self.raises, self.found = given, fails, forks, raises, []

    def __call__(self, cells, path, place, limits, progress, then=None):
        run = int(place.more.get("MIGRATE_REPRODUCE_REPLICATE", 0))
        if run == self.fails and not self.forks:
            raise CannotReproduce("no kernel started")
        if then is None or self.forks:
            self.note(path, run, cells, then)
        printed = ["m 1.00", f"m {self.given[run]}", "same 2.5"][: len(cells)]
        ran = tuple(RanCell((Output(text, stream=True),)) for text in printed)
        if then is not None:
            then(ran, lambda source, seconds: self.asked(path, source))
        return Ran(ran, seconds=1.0)

    def note(self, path, run, cells, then):
        files = sorted(one.name for one in path.parent.iterdir())
        self.found.append((path.stem, run, len(cells), files))
        (path.parent / f"of-{path.stem}.txt").write_text("x" if then is None else "start")

    def asked(self, path, source):
        """Be the kernel that is asked to fork."""
        request = json.loads(Path(source.rpartition(", '")[2].removesuffix("')")).read_text())
        run, cells = request["replicate"], request["cells"]
        held = {"why_not": "JAX runs there"}
        if self.forks:
            if run == self.fails:
                return RanCell()
            assert (path.parent / f"of-{path.stem}.txt").read_text() == "start"  # and not what a child before wrote
            self.note(path, run, cells, None)
            texts = [f"m {self.given[run]}", "same 2.5"][: len(cells)]
            printed = [[{"output_type": "stream", "name": "stdout", "text": text}] for text in texts]
            if run == self.raises:
                printed[0] = [{"output_type": "error", "ename": "OSError", "evalue": "x", "traceback": []}]
            held = {"cells": [{"outputs": one, "seconds": 0.1, "late": False} for one in printed]}
        Path(request["answer"]).write_text(json.dumps(held))
        return RanCell()


def reproduced(tmp_path, monkeypatch, stands_in, **options):
    """Run two notebooks, of which the second samples in its second cell."""
    monkeypatch.setattr(kernel, "run", stands_in)
    cells = [("import pymc3 as pm", "m 1.00"), ("pm.sample()", "m 1.01"), ("print(1)", "same 2.5")]
    (tmp_path / "1.ipynb").write_text(format_4([("import pymc3", ""), *cells[2:]]))
    (tmp_path / "2.ipynb").write_text(format_4(cells))
    return reproduce(tmp_path, Options(**options), lambda said: None)


TWELVE = (1.02, 0.98, 1.01, 0.97, 1.03, 1.00, 0.99, 0.96, 1.015, 0.985, 1.012, 0.992)


def test_a_document_is_run_until_its_numbers_are_told(tmp_path, monkeypatch):
    stands_in = StandsIn(*(f"{value:.2f}" for value in TWELVE * 2))
    results = reproduced(tmp_path, monkeypatch, stands_in, runs=20)
    plain, sampling = results.documents
    assert (plain.runs, sampling.runs) == (1, 7)  # where the runs show a shift of ten times their spread
    assert sampling.cells[1].judged[0].verdict == AGREES and len(sampling.cells[1].judged[0].runs) == 7
    assert stands_in.found[:2] == [("1", 0, 2, ["1.ipynb", "2.ipynb"]), ("2", 0, 3, ["1.ipynb", "2.ipynb", "of-1.txt"])]
    assert results.remarks == ("from run 2 on 2.ipynb was run from its start: JAX runs there",)
    # what the document wrote is not there in its later runs, what was written before is; the last cell is told
    assert set(map(str, stands_in.found[2:])) == {
        str(("2", run, 2, ["1.ipynb", "2.ipynb", "of-1.txt"])) for run in range(1, 7)
    }
    assert "2.ipynb: 7 runs judge 1 number; the smallest shift that they show is" in text_report.text(results)
    assert "; what draws was run up to 7 times;" in sentence(results)


def test_the_rest_is_run_in_forked_children(tmp_path, monkeypatch):
    stands_in = StandsIn(*(f"{value:.2f}" for value in TWELVE * 2), forks=True)
    results = reproduced(tmp_path, monkeypatch, stands_in, runs=20)
    found = results.documents[1]
    assert (found.runs, found.cells[1].judged[0].verdict, results.remarks) == (7, AGREES, ())
    files = ["1.ipynb", "2.ipynb", "of-1.txt"]
    children = [("2", run, 1, [*files, "of-2.txt"]) for run in range(1, 7)]  # which their start has written
    assert stands_in.found[2:] == [("2", 1, 1, files), *children]


def test_when_a_child_dies_runs_go_on_from_the_start(tmp_path, monkeypatch):
    stands_in = StandsIn(*(f"{value:.2f}" for value in TWELVE * 2), forks=True, fails=3)
    results = reproduced(tmp_path, monkeypatch, stands_in, runs=20)
    assert results.documents[1].runs == 7
    assert [one[1:3] for one in stands_in.found[5:]] == [(3, 2), (4, 2), (5, 2), (6, 2)]
    assert results.remarks == ("from run 4 on 2.ipynb was run from its start: a forked child died",)


def test_when_a_cell_fails_in_a_child_runs_go_on_from_the_start(tmp_path, monkeypatch):
    stands_in = StandsIn(*(f"{value:.2f}" for value in TWELVE * 2), forks=True, raises=3)
    results = reproduced(tmp_path, monkeypatch, stands_in, runs=20)
    assert results.documents[1].runs == len(results.documents[1].cells[1].judged[0].runs) == 7
    why = "cell 2 failed in a forked child (OSError: x)"
    assert results.remarks == (f"from run 4 on 2.ipynb was run from its start: {why}",)


def test_what_stands_before_the_fork_is_one_run_of_all_children(tmp_path, monkeypatch):
    """Its numbers are printed once for all of them, and no spread is made of that."""
    stands_in = StandsIn(*(f"{value:.2f}" for value in TWELVE * 2), forks=True)
    monkeypatch.setattr(Replicates, "judged", lambda self, found, first: held.append(self) or [one for _, one in found])
    held = []
    reproduced(tmp_path, monkeypatch, stands_in, runs=5)
    assert [sorted({key[0] for key in run}) for run in held[-1].runs] == [[1, 2], [2], [2], [2]]


def test_one_run_is_as_before(tmp_path, monkeypatch):
    stands_in = StandsIn("1.02")
    results = reproduced(tmp_path, monkeypatch, stands_in)
    assert [one.runs for one in results.documents] == [1, 1] and len(stands_in.found) == 2
    assert "run again" not in text_report.text(results) and "times" not in sentence(results)


OPEN = {  # the numbers of the cells with an open number, the first that draws -> the last one that runs go to
    "behind": ([2, 3], 2, 3),
    "before and behind": ([1, 2], 2, 2),
    "only before": ([1], 2, 0),
    "none": ([], 2, 0),
}


@pytest.mark.parametrize("case", OPEN)
def test_numbers_that_no_run_changes_are_not_open(case):
    numbers_, first, last = OPEN[case]
    cells = [Cell(i, "x = 1", (Output("m 1.5", stream=True),)) for i in (1, 2, 3)]
    now = Ran(tuple(RanCell((Output(f"m 1.{6 if cell.number in numbers_ else 5}", stream=True),)) for cell in cells))
    document = Document("a.ipynb", tuple(replace(one, source="t = pm.sample()") for one in cells))
    assert Replicates(cells, first=first).last_open(judged(document, now, {})) == last


def test_a_run_that_cannot_be_made_leaves_those_before(tmp_path, monkeypatch):
    stands_in = StandsIn(*(f"{value:.2f}" for value in TWELVE), fails=5)
    results = reproduced(tmp_path, monkeypatch, stands_in, runs=9)
    assert results.documents[1].runs == 5 and results.documents[1].cells[1].judged[0].verdict == AGREES
    assert results.remarks[1:] == ("2.ipynb could not be run again: no kernel started",)


def test_there_is_no_time_for_more_runs(tmp_path, monkeypatch):
    results = reproduced(tmp_path, monkeypatch, StandsIn("1.02"), runs=9, limit=0.9)
    assert results.documents[1].runs == 1
    assert results.remarks == ("2.ipynb was run once: its share of the time for the whole run was over",)


def test_later_runs_take_no_more_than_their_share_of_the_first(tmp_path, monkeypatch):
    """But for the five that a verdict needs: fewer tell nothing."""
    stands_in = StandsIn(*(f"{value:.2f}" for value in (0.9, 1.3, 1.1, 0.7, 1.0)))
    results = reproduced(tmp_path, monkeypatch, stands_in, runs=20, patience=0.9)
    assert results.documents[1].runs == 5
    why = "2.ipynb was run 5 times: more would take more than 0.9 times what its first took"
    assert results.remarks[-1] == why


@pytest.mark.parametrize(
    "given, runs, patience", [([], 20, 5.0), (["--runs", "1"], 1, math.inf), (["--runs", "7"], 7, math.inf)]
)
def test_how_often_documents_are_run(tmp_path, monkeypatch, capsys, given, runs, patience):
    asked = []
    monkeypatch.setattr(command, "reproduce", lambda path, options, said: asked.append(options) or Results("a", ()))
    main([str(tmp_path), *given])
    assert [(one.runs, one.patience) for one in asked] == [(runs, patience)]


# ---- false alarms and sensitivity


@pytest.mark.slow
def test_false_alarms():
    """200 pairs of twenty numbers of five kinds: at most 5 % of the documents have a `differs`."""
    found = [differing(seed, 10) for seed in range(200)]
    assert sum(DIFFERS in verdicts for verdicts in found) <= 10


@pytest.mark.slow
@pytest.mark.parametrize("runs, shift, least, most", [(5, 0.3, 0.0, 0.3), (10, 0.8, 0.9, 1.0), (20, 0.5, 0.9, 1.0)])
def test_sensitivity(runs, shift, least, most):
    """Of 20 documents, one of whose quantities is moved by a share of its sd: how often that is seen."""
    seen = sum(DIFFERS in differing(seed, runs, shift) for seed in range(1000, 1020))
    assert 20 * least <= seen <= 20 * most


# ---- a notebook and a script, to their end

HEAD = "import numpy as np, pymc3 as pm\nnp.random.seed(42)\ny = np.random.normal(1.0, 2.0, 40)\n"
MODEL = """with pm.Model():
    mu = pm.Normal('mu', 0, {scale})
    sd = pm.HalfNormal('sd', 5)
    pm.Normal('obs', mu, sd, observed=y)
    t = pm.sample(500, tune=500, chains=2, cores=1, random_seed=42, progressbar=False)
print('mean %.3f' % np.exp(t['mu']).mean())
print('median %.3f' % np.median(t['mu']))
"""
AS_IT_WAS = "mean 1.856\nmedian 0.556\n"
LATER = "print('later %.4f' % np.random.randn())"


@pytest.mark.slow
def test_a_notebook_is_judged_by_five_runs(tmp_path, monkeypatch):
    for name in ("nbclient", "ipykernel"):
        pytest.importorskip(name)
    cells = [(HEAD + "print('data %.6f' % y.mean())", "data 0.562726"), (MODEL.format(scale=10), AS_IT_WAS)]
    cells += [(LATER, "later 0.9"), (MODEL.format(scale=0.1), AS_IT_WAS)]  # a prior that was another one
    (tmp_path / "a.ipynb").write_text(format_4(cells))
    report, page = tmp_path / "report.json", tmp_path / "page.html"
    given = [tmp_path / "a.ipynb", "--runs", "5", "--format", "json", "-o", report, "--html", page]
    assert main([str(one) for one in given]) == 0
    notebook = json.loads(report.read_text())["documents"][0]
    found = [[one["verdict"] for one in cell["numbers"]] for cell in notebook["cells"]]
    assert found == [["same"], ["agrees", "agrees"], ["explained"], ["differs", "differs"]]
    later = notebook["cells"][2]["numbers"][0]
    assert set(later["runs"]) == {float(later["new"])} and len(later["runs"]) == 5  # data behind the sampler stay
    assert page.read_text().count("<svg class='strip'") == 5
    from_forks = json.loads(report.read_text())
    monkeypatch.setattr(Repeated, "_start", lambda self: 0)
    assert main([str(one) for one in given]) == 0
    from_the_start = json.loads(report.read_text())
    assert not from_forks["remarks"] and not from_the_start["remarks"]
    assert _numbers(from_forks) == _numbers(from_the_start)


def _numbers(report):
    return [cell["numbers"] for one in report["documents"] for cell in one["cells"]]


@pytest.mark.slow
def test_a_script_has_other_draws_and_the_same_data(tmp_path):
    (tmp_path / "b.py").write_text(HEAD + "print(y.mean())\n" + MODEL.format(scale=10) + LATER)
    printed = []
    for run in range(2):
        more = {"MIGRATE_REPRODUCE_STREAMS": str(tmp_path / "streams"), "MIGRATE_REPRODUCE_REPLICATE": str(run)}
        place = Place(sys.executable, tmp_path, tmp_path, more=more)
        (cell,) = script.run(tmp_path / "b.py", tmp_path, place, Limits(300, time.monotonic() + 300)).cells
        printed.append(cell.outputs[0].text.splitlines())
    assert [a == b for a, b in zip(*printed, strict=True)] == [True, False, False, True]


# ---- the streams of samplers


def stands_in(random_seed=None):
    """A sampler: it draws from NumPy's stream, as PyMC3's step methods do."""
    if random_seed is not None:
        np.random.seed(random_seed)
    return np.random.standard_normal()


def document_of(streams, seed, random_seed):
    """A document: data, two samplers, and data between and behind them."""
    np.random.seed(seed)
    sample = streams.wrapped(stands_in)
    before = np.random.standard_normal()
    drawn = [sample(random_seed=random_seed)]
    between = np.random.standard_normal()
    drawn.append(sample(random_seed=random_seed))
    return [before, between, np.random.standard_normal()], drawn


def with_keywords(**kwargs):
    """An older name of a sampler."""
    return stands_in(**kwargs)


@pytest.mark.parametrize("sampler", [stands_in, with_keywords])
def test_a_seed_is_another_one_by_every_name(tmp_path, sampler):
    state = np.random.get_state()
    try:
        first, second = (SamplerStreams(tmp_path / "none", run, True).wrapped(sampler)(random_seed=3) for run in (0, 1))
    finally:
        np.random.set_state(state)
    assert first == np.random.RandomState(3).standard_normal() != second


def lazily(random_seed=None):
    """A sampler that draws when it is asked for the next one, as `pm.iter_sample`."""
    if random_seed is not None:
        np.random.seed(random_seed)
    yield np.random.standard_normal()


@pytest.mark.parametrize("lazily", [lazily, limited(lazily, 1000, Path("none"))], ids=["plain", "limited"])
@pytest.mark.parametrize("random_seed", [None, 42])
def test_a_generator_has_other_draws(tmp_path, random_seed, lazily):
    state, found = np.random.get_state(), []
    try:
        for run in range(3):
            np.random.seed(1)
            found += list(SamplerStreams(tmp_path / "streams", run, True).wrapped(lazily)(random_seed=random_seed))
    finally:
        np.random.set_state(state)
    assert len(set(found)) == 3 and found[0] == np.random.RandomState(random_seed or 1).standard_normal()


@pytest.mark.parametrize("random_seed", [None, 42])
def test_other_draws_of_samplers_and_the_same_data(tmp_path, random_seed):
    file, state = tmp_path / "streams.jsonl", np.random.get_state()
    try:
        plain = document_of(SimpleNamespace(wrapped=lambda sampler: sampler), 1, random_seed)
        first, second, third = (document_of(SamplerStreams(file, i, True), 1, random_seed) for i in range(3))
        elsewhere = document_of(SamplerStreams(file, 1, True), 2, random_seed)
    finally:
        np.random.set_state(state)
    assert first == plain  # the run that records is as without
    assert first[0] == second[0] == third[0]
    drawn = [*first[1], *second[1], *third[1]]
    assert len(set(drawn)) == (6 if random_seed is None else 3)  # one seed given twice
    assert elsewhere[0][0] != first[0][0]
    # behind a sampler that has a seed NumPy's stream is the same, whatever it was before
    assert (elsewhere[0][1:] == first[0][1:]) == (random_seed is not None)


@pytest.mark.slow
@pytest.mark.parametrize("start", [None, {"sigma": 2.0}])
def test_an_optimiser_begins_elsewhere_in_a_later_run(start):
    import pymc3 as pm

    with pm.Model() as model:
        mu, sigma = pm.Normal("mu", 0, 10), pm.HalfNormal("sigma", 5)
        pm.Normal("y", mu, sigma, observed=np.array([1.0, 2.0, 4.0]))
    state = np.random.get_state()
    found = [
        SamplerStreams(Path("none"), i, False).wrapped_optimiser(import_module(OPTIMISER[0]))(start, model=model)
        for i in (0, 1, 2)
    ]
    assert all(map(np.array_equal, state, np.random.get_state()))
    plain = pm.find_MAP(start, model=model, progressbar=False)
    assert found[0]["mu"] == plain["mu"] and len({float(one["mu"]) for one in found}) == 3
    np.testing.assert_allclose([float(one["mu"]) for one in found], float(plain["mu"]), rtol=1e-4)


def test_seeds():
    first, second = (SamplerStreams(Path("none"), i, False) for i in (1, 2))
    assert first.seed(None) is None and first.seed(-1) == -1
    assert 0 <= first.seed(42) < 2**30 and first.seed(42) == first.seed(np.int64(42)) != second.seed(42)
    assert first.seed([1, 2]) == [first.seed(1), first.seed(2)]


def test_every_function_that_samples_has_streams_of_the_run():
    for place in (*SAMPLERS, *FEWER, OPTIMISER[0], STREAMS):
        assert import_module(place).__name__ == place  # no former name, whose import nothing sees
    held = {name: place for place, names in SAMPLERS.items() for name in names.split()}
    for name, place in held.items():
        assert {"random_seed", "kwargs"} & signature(getattr(import_module(place), name)).parameters.keys()
    sampling = import_module("theano_compat.pymc3_api.sampling")
    public = {name: getattr(sampling, name) for name in sampling.__all__}
    seeded = {name for name, one in public.items() if callable(one) and "random_seed" in signature(one).parameters}
    assert len(seeded) > 5 and seeded <= held.keys()
