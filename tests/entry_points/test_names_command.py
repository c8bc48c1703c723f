"""`theano-compat names`: what is known of a legacy name, and whether what the wheel holds of it is so."""

from __future__ import annotations

import gzip

import pytest

from compat.__main__ import main
from tests.census.state import of
from theano_compat import name_facts
from theano_migrate.check.output import rule_help
from theano_migrate.port.registry import today_of
from tools import name_facts as tool
from tools.coverage import names_text

TEN = {
    "pm.Normal": (
        "Normal(name, mu=0, sigma=None, tau=None, sd=None, **kwargs)",
        "pymc.Normal",
        "gradient; NumPy, C, JAX",
    ),
    "pm.LKJCholeskyCov": ("sd_dist, compute_corr=False", "pymc.LKJCholeskyCov", "--explain MC306"),
    "pm.sample": ("checkpoint=None", "pymc.sample", "tests/pymc3_api/test_sampling.py::test_known_posterior"),
    "pm.Bound": ("Bound(distribution, lower=None, upper=None)", "have no such name", "not normalised"),
    "pm.gp.Marginal": ("cov_func=", "pymc.gp.Marginal", "since PyMC3 3.8 or earlier"),
    "GARCH11": ("alpha_1, beta_1", "pymc.GARCH11", "also      pymc3.distributions.GARCH11"),
    "T.exp": ("exp(x)", "pytensor.tensor.exp", "e to the power x"),
    "T.nnet.conv2d": ("border_mode='valid'", "have no such name", "site/reference/theano.tensor.nnet.conv2d.html"),
    "theano.scan": ("n_steps=None", "pytensor.scan", "theano.scan_module.scan"),
    "theano.config.floatX": ("dtype of Python floats", "pytensor.config.floatX", "the last release, 1.1.2"),
}


@pytest.fixture(autouse=True)
def no_site(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("theano_common.documentation.site", lambda: "site")


@pytest.mark.parametrize("name", TEN)
def test_a_name_in_full(name, capsys):
    assert main(["names", name]) == 0
    said = capsys.readouterr().out
    assert ": supported\n" in said
    assert all(words in said for words in TEN[name])


def test_a_name_that_is_missing(capsys):
    assert main(["names", "theano.gpuarray.dnn.GpuDnnSoftmax"]) == 0
    said = capsys.readouterr().out
    assert ": not supported: single GPU Ops are gone" in said and "site/reference/theano.gpuarray.dnn.html" in said


def test_a_pattern(capsys):
    assert main(["names", "pm.sample_p*"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert "pymc3.sample_prior_predictive        supported; today pymc.sample_prior_predictive" in said
    assert "pymc3.sample_ppc                     supported" in said
    assert said[-1] == "5 names, 5 supported."


def test_only_what_is_missing(capsys):
    assert main(["names", "--missing", "pm.gp.*"]) == 0
    said = capsys.readouterr().out
    assert "pymc3.gp.GP     not supported: of PyMC3 3.1: pm.gp.Marginal\n" in said
    assert said.endswith("2 names, 0 supported.\n")


def test_a_name_that_never_was(capsys):
    assert main(["names", "sofmax"]) == 1
    assert "no name is like 'sofmax'; did you mean softmax" in capsys.readouterr().err


def test_pages_differ_in_more_than_capitals():
    names = [name for name in name_facts.every_name() if name_facts.is_supported(name)]
    own = [name_facts.page_of(name).lower() for name in names if name not in name_facts.legacy_names()]
    modules = {f"reference/{name.lower()}" for name in name_facts.legacy_names()}
    assert len(own) == len(set(own)) and not set(own) & modules
    assert name_facts.page_of("pymc3.gp") == "reference/pymc3.gp"  # a module, and a name in another


def test_the_file_of_facts_is_fresh():
    """But for tests, where it is asked that they exist: to look for others takes ten seconds."""
    names = [f"{module}.{name}" for module, _, names in _rows(names_text()) for name in names.split() if name != "*"]
    assert name_facts.every_name() == names, "python -m tools.name_facts"
    had, codes = tool.releases(), {one.code for one in rule_help.rules()}
    for name, (versions, today, test, found, first) in name_facts._facts().items():
        assert versions == " ".join(had.get(name, ())) and today == (today_of(name) or ""), name
        assert of(test) if "::" in test else (tool.ROOT / test).exists(), (
            f"{name}: {test} is gone: python -m tools.name_facts"
        )
        assert set(found.split()) <= codes and (not first or first in name_facts._facts()), name


def test_signatures_are_of_legacy_names():
    lines = gzip.decompress(tool.PLACE.with_name("legacy_signatures.txt.gz").read_bytes()).decode().splitlines()
    assert len(lines) > 5000 and {line.partition("(")[0] for line in lines} <= set(name_facts.every_name())


def _rows(text: str) -> list[tuple[str, str, str]]:
    return [line.partition(": ") for line in text.splitlines()]


def test_without_a_documentation_no_page_is_named(capsys, monkeypatch):
    monkeypatch.setattr("theano_common.documentation.site", lambda: "")
    assert main(["names", "theano.scan"]) == 0
    assert "page" not in capsys.readouterr().out
    main(["--help"])
    assert "Documentation: in the terminal, by `migrate-check --explain CODE`" in capsys.readouterr().out
