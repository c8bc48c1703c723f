"""Every fixture says where it comes from, and its files are those that its oracle wrote."""

import hashlib
import lzma
import pickletools
import re
import runpy
import tomllib
from pathlib import Path

import numpy as np
import pytest

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
FOLDERS = sorted(p.parent for p in FIXTURES.glob("legacy_models/*/fixture.toml"))
WITH_DENSITY = [f for f in FOLDERS if (f / "logp.npz").exists()]
WITH_POSTERIOR = [f for f in FOLDERS if (f / "summary.csv").exists()]
WITH_PICKLE = [f for f in FOLDERS if [*f.glob("saved_trace.pkl*")]]
MOST_IN_GIT = 15_000_000  # bytes of all saved posteriors beside the scripts; a clone is as large as they are
TEXTS = ("title", "script", "script_dialect", "oracle", "remade_by", "saved", "origin")
TABLES = ("versions", "run", "quality", "files")

each_fixture = pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
each_density = pytest.mark.parametrize("folder", WITH_DENSITY, ids=lambda f: f.name)
each_posterior = pytest.mark.parametrize("folder", WITH_POSTERIOR, ids=lambda f: f.name)
each_pickle = pytest.mark.parametrize("folder", WITH_PICKLE, ids=lambda f: f.name)


def read(folder: Path) -> dict:
    return tomllib.loads((folder / "fixture.toml").read_text(encoding="utf-8"))


def pickled(folder: Path) -> bytes:
    (path,) = folder.glob("saved_trace.pkl*")
    return lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()


def test_all_fixtures_are_found():
    assert len(FOLDERS) >= 24
    assert sorted(p.name for p in (FIXTURES / "legacy_models").iterdir()) == [f.name for f in FOLDERS]


@each_fixture
def test_fields(folder):
    toml = read(folder)
    assert all(isinstance(toml[key], str) and toml[key].strip() for key in TEXTS)
    assert all(isinstance(toml[key], dict) and toml[key] for key in TABLES)
    assert toml["remade_by"].endswith(f"--only {folder.name}")
    assert "seed" in toml["run"]


@each_fixture
def test_oracle_is_known_and_is_what_ran(folder):
    toml = read(folder)
    oracle = runpy.run_path(str(FIXTURES / "oracles.py"))["ORACLES"][toml["oracle"]]
    library, version = oracle.package.lower().split("-")
    assert toml["versions"][library] == version
    assert toml["versions"]["python"].startswith(oracle.python + ".")


@each_fixture
def test_files_are_those_recorded(folder):
    files = read(folder)["files"]
    assert "model.py" in files
    for name, facts in files.items():
        content = (folder / name).read_bytes()
        assert len(content) == facts["bytes"], name
        assert hashlib.sha256(content).hexdigest() == facts["sha256"], f"{name}: run `make fixtures`"
    paths = (p for p in folder.rglob("*") if p.is_file() and p.suffix != ".pyc")
    present = {p.relative_to(folder).as_posix() for p in paths}
    assert present - set(files) == {"fixture.toml", "remake.py"}


@each_posterior
def test_posterior_is_good_enough_to_compare_with(folder):
    toml = read(folder)
    measured_by_pymc3 = toml["oracle"] == "pymc3-3.4.1"  # there was no ArviZ for it
    # Thinned, more than twice row.ENOUGH is left, from which on Monte Carlo errors can be trusted.
    for quality, least in ((toml["full_quality"], 10_000), (toml["quality"], 1_000)):
        assert quality["effective_n_min" if measured_by_pymc3 else "ess_bulk_min"] >= least
        assert quality["gelman_rubin_max" if measured_by_pymc3 else "rhat_max"] < 1.01
        # Thinned later than sampled, on a model compiled anew: a Cholesky factor's last digits are others.
        assert quality.get("replay_relative_difference", 0.0) <= 1e-13
    full = toml["full_quality"]
    assert full.get("divergences", 0) <= 1e-4 * full["chains"] * full["draws_per_chain"]


@each_posterior
def test_what_is_in_git_is_thinned_as_it_says(folder):
    toml = read(folder)
    full, kept = toml["full_quality"], toml["quality"]
    said = re.match(r"every (\d+)(?:st|nd|rd|th) of (\d+) x (\d+) draws: \S", toml["thinned"])
    assert said is not None
    assert tuple(map(int, said.groups())) == (full["thinned_every"], full["chains"], full["draws_per_chain"])
    assert kept["draws_per_chain"] * full["thinned_every"] == full["draws_per_chain"]
    assert (kept["chains"], kept["scalars"]) == (full["chains"], full["scalars"])


def test_saved_posteriors_are_small_enough_for_git():
    files = [read(folder)["files"] for folder in WITH_POSTERIOR]
    assert sum(f["bytes"] for one in files for name, f in one.items() if name.startswith("saved_trace")) <= MOST_IN_GIT


@pytest.mark.wide(11)
@each_pickle
def test_pickle_is_a_trace_of_pymc3_with_its_theano_functions(folder):
    strings = {
        argument
        for opcode, argument, _ in pickletools.genops(pickled(folder))
        if opcode.name in ("GLOBAL", "SHORT_BINUNICODE", "BINUNICODE") and len(argument) < 100
    }
    text = "\n".join(strings)
    assert "MultiTrace" in text and "theano" in text
    assert ("model_logp" in text) == (read(folder)["oracle"] != "pymc3-3.4.1")  # it came with 3.6


@each_density
def test_log_density_is_the_sum_of_its_terms(folder):
    saved = np.load(folder / "logp.npz")
    terms = sum(saved[k] for k in saved if k.startswith("term/"))
    assert (saved["kind"] == "test_point").sum() == 1 and len(saved["kind"]) == 20
    finite = np.isfinite(saved["logp"])
    assert finite.sum() >= 11  # a point that is far may lie outside the support
    assert np.all(np.abs(terms[finite] - saved["logp"][finite]) <= 1e-13 * saved["absolute_terms"][finite])
    for name in (k.removeprefix("dlogp/") for k in saved if k.startswith("dlogp/")):
        gradient = saved[f"dlogp/{name}"]
        assert gradient.shape == saved[f"point/{name}"].shape
        assert np.all(np.abs(gradient[finite]) <= saved[f"dlogp_absolute/{name}"][finite] * (1 + 1e-12))


def test_loss_curve_falls_and_float32_follows():
    saved = np.load(FIXTURES / "legacy_models" / "logistic_sgd" / "losses.npz")
    double, single = saved["float64/losses"], saved["float32/losses"]
    assert (double.dtype, single.dtype) == (np.float64, np.float32)
    assert double.shape == single.shape == (500,) and double[-20:].mean() < 0.1 * double[0]
    np.testing.assert_allclose(single, double, rtol=0, atol=1e-5)


@pytest.mark.wide(11)
@each_pickle
def test_pickle_names_no_folder_of_the_machine_that_made_it(folder):
    content = pickled(folder)
    assert not [name for name in (b"/tmp/", b"/work/", b"/root/", b"/Users/") if name in content]


@each_fixture
def test_what_is_said_to_be_saved_is_there(folder):
    named = re.findall(r"(\S+\.(?:pkl|xz|npz|csv|h5|nc)|saved_trace/): ", read(folder)["saved"])
    assert named and all((folder / name).exists() for name in named)
