"""The posteriors that the real PyMC3 saved: read as it summarised them, and in agreement with themselves."""

import csv
import tomllib
from pathlib import Path

import numpy as np
import pytest

from theano_common.draws import Draws
from theano_migrate.compare import compare, load
from tools.fixture_table.fixtures import saved_trace

MODELS = Path(__file__).resolve().parents[2] / "fixtures" / "legacy_models"


SAVED = sorted(path for path in MODELS.glob("*/saved_trace*") if (path.parent / "summary.csv").exists())


@pytest.mark.wide(11)
@pytest.mark.parametrize("path", SAVED, ids=lambda path: path.parent.name)
def test_what_is_read_is_what_the_real_library_summarised(path):
    draws = load(path)
    quality = tomllib.loads((path.parent / "fixture.toml").read_text())["quality"]
    kept = quality["chains"], quality["draws_per_chain"]
    assert (len(draws.chains), len(draws)) == (kept if ".csv" not in path.suffixes else (1, kept[0] * kept[1]))
    if path.suffix != ".nc":  # ArviZ leaves out what is transformed
        assert sum(array[0].size for array in draws.chains[0].samples.values()) == quality["scalars"]
    with (path.parent / "summary.csv").open() as file:
        rows = {row[""]: row for row in csv.DictReader(file)}
    for name in [name for name in draws.variables if not name.endswith("__")]:
        values = draws.concatenated(name)
        for index in np.ndindex(values.shape[1:]):
            row = next(rows[label] for label in labels(name, index) if label in rows)
            x = values[(slice(None), *index)]
            assert x.mean() == pytest.approx(float(row["mean"]), abs=6e-4), (name, index)
            assert x.std(ddof=1) == pytest.approx(float(row["sd"]), abs=6e-4), (name, index)


def labels(name, index):
    """How ArviZ names a scalar, and how PyMC3 did before."""
    if not index:
        return (name,)
    return (
        f"{name}[{','.join(map(str, index))}]",
        f"{name}[{', '.join(map(str, index))}]",
        f"{name}__{'_'.join(map(str, index))}",
    )


@pytest.fixture(scope="module", params=["survival_potential", "robust_regression"])  # halves decide on few scalars
def saved(request):
    return MODELS / request.param, load(saved_trace(request.param))


@pytest.mark.wide(5)
def test_one_half_of_the_chains_agrees_with_the_other(saved):
    _, draws = saved
    report = compare(Draws(draws.chains[:2]), Draws(draws.chains[2:]))
    assert report.answer == "agree"


@pytest.mark.wide(5)
def test_a_shifted_variable_is_found(saved):
    _, draws = saved
    name = [name for name in draws.variables if name.endswith("__")][0].rpartition("_log__")[0]
    shifted = [
        type(chain)(chain.samples | {name: chain.samples[name] + 0.4 * chain.samples[name].std()})
        for chain in draws.chains[2:]
    ]
    report = compare(Draws(draws.chains[:2]), Draws(tuple(shifted)))
    assert report.answer == "differ" and report.rows[0].name == name
