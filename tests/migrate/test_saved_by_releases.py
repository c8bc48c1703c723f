"""What eleven releases of PyMC3 saved, in every way of their age: all of it comes back, bit for bit.

`fixtures/saved_by/<release>.json` says which truth each file was saved from; `save_all.py` wrote both.
"""

import json
from filecmp import cmp

import numpy as np
import pytest

from fixtures.saved_by import archives
from fixtures.saved_by.archives import unpacked
from theano_migrate.compare import load

FOLDER = unpacked()
RELEASES = sorted(path.parent.name for path in FOLDER.glob("*/contents.json"))
CASES = [
    (release, name)
    for release in RELEASES
    for name, about in json.loads((FOLDER / release / "contents.json").read_text())["files"].items()
    if "truth" in about
]
# What formats do not keep. Files whose name begins so: all draws as one chain; no statistics; no transformed columns.
ONE_CHAIN = ("arrays.", "points", "frame", "compound.csv")
NO_STATISTICS = (*ONE_CHAIN, "arrays-by-chain", "text", "backend.sqlite")
# ArviZ 0.4 to 0.12 leave the transformed columns out; trace_to_dataframe unless asked.
ONLY_UNTRANSFORMED = ("inference_data", "compound.csv")
# On Python 2, pandas wrote 12 digits: what it left out cannot come back.
DIGITS = {(release, name): 1e-11 for release in ("3.1", "3.2") for name in ("compound.csv", "frame.csv", "text-dump")}
# The truth of `text` is what PyMC3 reads from it, by a pandas whose last digit may be wrong.
LAST_DIGIT = {"text": 4e-16}


def truth(release, name):
    """[(samples, statistics)] by chain; of another step method than the first, `accept[1]`."""
    chains = {}
    with np.load(FOLDER / release / f"truth-{name}.npz") as file:
        for key in sorted(file.files):
            part, chain, *rest = key.split("/")
            samples, stats = chains.setdefault(int(chain), ({}, {}))
            if part == "samples":
                samples[rest[0]] = file[key]
            elif rest[1] not in stats or not stats[rest[1]].any():
                stats[rest[1]] = file[key]
            elif file[key].any() and (file[key] != stats[rest[1]]).any():
                stats[f"{rest[1]}[{rest[0]}]"] = file[key]
    return [chains[number] for number in sorted(chains)]


def starts(name, beginnings):
    return any(name.startswith(one) for one in beginnings)


def whole(chain, name, part):
    """A chain's array with its warm-up in front."""
    before = getattr(chain, f"warmup_{part}")
    after = getattr(chain, part)[name]
    return after if before is None else np.concatenate([before[name], after])


def test_the_fixtures_are_there():
    assert len(RELEASES) == 11 and len(CASES) > 250


def test_packing_gives_the_same_archive(tmp_path):
    again = tmp_path / "3.8.zip"
    archives.pack(FOLDER / "3.8", again)
    for path in (again, again.with_suffix(".json")):
        assert cmp(path, archives.HERE / path.name, shallow=False)


@pytest.mark.wide(37)
@pytest.mark.parametrize(("release", "name"), CASES, ids=lambda one: one)
def test_what_a_release_saved_comes_back(release, name):
    about = json.loads((FOLDER / release / "contents.json").read_text())
    expected = truth(release, about["files"][name]["truth"])
    draws = load(FOLDER / release / name)
    if starts(name, ONE_CHAIN):
        names = expected[0][0]
        expected = [({n: np.concatenate([samples[n] for samples, _ in expected]) for n in names}, {})]
        assert "keep" in " ".join(draws.attrs["remarks"])
    assert len(draws.chains) == len(expected)
    for chain, (samples, stats) in zip(draws.chains, expected, strict=True):
        kept = {n for n in samples if not (n.endswith("_") and starts(name, ONLY_UNTRANSFORMED))}
        assert set(chain.samples) == kept
        for variable in kept:
            made = whole(chain, variable, "samples")
            digits = DIGITS.get((release, name), LAST_DIGIT.get(name, 0))
            np.testing.assert_allclose(made, samples[variable], rtol=digits, atol=0, err_msg=variable)
            assert made.dtype.kind == samples[variable].dtype.kind
        if starts(name, NO_STATISTICS):
            assert not chain.stats
        elif starts(name, ("inference_data",)):
            chain.stats.pop("log_likelihood", None)  # of ArviZ itself, before 0.6
            assert chain.stats and set(chain.stats) <= set(stats)
        else:
            assert set(chain.stats) == set(stats)
        for statistic in chain.stats:
            made = whole(chain, statistic, "stats")
            np.testing.assert_array_equal(made, stats[statistic], err_msg=statistic)


@pytest.mark.wide(11)
@pytest.mark.parametrize("release", RELEASES)
def test_warm_up_is_told_apart(release):
    path = FOLDER / release / "tuning.pkl.xz"
    if not path.exists():
        pytest.skip("this release always leaves it out")
    [(_, stats), *_] = truth(release, "tuning")
    chain = load(path).chains[0]
    tuning = stats["tune"].astype(bool)
    if tuning.all():
        pytest.skip("this release marks every draw as tuning")
    assert len(chain) == (~tuning).sum() and len(chain.warmup_samples["mu"]) == tuning.sum()


def minor(version):
    return tuple(map(int, version.split(".")[:2]))


# What a bare trace without its model, or one of NUTS, allows to conclude: no wider than this.
KNOWN = {
    "3.1": ("", "3.2"), "3.2": ("3.2", "3.2"), "3.3": ("3.3", "3.5"), "3.4.1": ("3.3", "3.5"), "3.5": ("3.3", "3.5"),
    "3.6": ("3.6", "3.7"), "3.7": ("3.6", "3.7"), "3.8": ("3.8", "3.9"), "3.9.3": ("3.9", "3.9"),
    "3.10.0": ("3.10", "3.10"), "3.11.5": ("3.11", ""),
}  # fmt: skip


@pytest.mark.wide(11)
@pytest.mark.parametrize("release", RELEASES)
def test_what_is_concluded_on_the_version_is_true(release):
    for name in ("trace-protocol-2.pkl.xz", "bundle.pkl.xz", "compound.pkl.xz", "trace.dill.gz"):
        path = FOLDER / release / name
        if not path.exists():
            continue
        least, most, evidence = load(path).attrs["versions"]["pymc3"]
        assert evidence and minor(least or "0.0") <= minor(release) <= minor(most or "9.0")
        if name.startswith("trace-"):
            assert (least, most) == KNOWN[release]


@pytest.mark.parametrize("release", [one for one in RELEASES if (FOLDER / one / "inference_data.nc").exists()])
@pytest.mark.parametrize("name", ["inference_data.nc", "inference_data.pkl.gz"])
def test_arviz_names_axes_and_versions(release, name):
    attrs = load(FOLDER / release / name).attrs
    assert attrs["dims"] == {"mu": ("mu_dim_0",), "products": ("products_dim_0", "products_dim_1")}
    assert attrs["coords"] == {"mu_dim_0": [0, 1, 2], "products_dim_0": [0, 1], "products_dim_1": [0, 1, 2]}
    if minor(release) >= (3, 8):  # ArviZ 0.7 and newer say who sampled
        assert attrs["versions"]["pymc3"][:2] == (release, release)
