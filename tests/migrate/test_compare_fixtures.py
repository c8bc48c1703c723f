"""The posteriors that the real PyMC3 saved: read as it summarised them, and in agreement with themselves."""

import csv
from pathlib import Path

import numpy as np
import pytest

from compat.draws import Draws
from migrate.compare import compare, load

MODELS = Path(__file__).resolve().parents[2] / "fixtures" / "legacy_models"


@pytest.fixture(scope="module", params=["eight_schools", "radon"])
def saved(request):
    return MODELS / request.param, load(MODELS / request.param / "saved_trace.pkl")


def test_means_and_deviations_are_those_of_the_real_summary(saved):
    folder, draws = saved
    with (folder / "summary.csv").open() as file:
        rows = {row[""]: row for row in csv.DictReader(file)}
    for name in draws.variables:
        values = draws.concatenated(name)
        for index in np.ndindex(values.shape[1:]):
            label = name + (f"[{','.join(map(str, index))}]" if index else "")
            if label in rows:
                x = values[(slice(None), *index)]
                assert x.mean() == pytest.approx(float(rows[label]["mean"]), abs=6e-4), label
                assert x.std(ddof=1) == pytest.approx(float(rows[label]["sd"]), abs=6e-4), label
    assert {name for name in draws.variables if not name.endswith("__")} <= {n.split("[")[0] for n in rows}


def test_one_half_of_the_chains_agrees_with_the_other(saved):
    _, draws = saved
    report = compare(Draws(draws.chains[:2]), Draws(draws.chains[2:]))
    assert report.answer == "agree"


def test_a_shifted_variable_is_found(saved):
    _, draws = saved
    name = [name for name in draws.variables if name.endswith("__")][0].rpartition("_log__")[0]
    shifted = [
        type(chain)(chain.samples | {name: chain.samples[name] + 0.4 * chain.samples[name].std()})
        for chain in draws.chains[2:]
    ]
    report = compare(Draws(draws.chains[:2]), Draws(tuple(shifted)))
    assert report.answer == "differ" and report.rows[0].name == name
