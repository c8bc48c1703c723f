"""Saved files of a random generator, well-formed with odd content: each is read or refused in a sentence; what is read
agrees with itself or leaves that open, is reported whole, and never agrees with a posterior of other variables."""

import io
import json
import pickle
import random
from xml.etree import ElementTree

import numpy as np
import pytest

from theano_common.draws import Chain, Draws
from theano_common.saved import draws_npz, zipped_arrays
from theano_common.saved.errors import CannotRead
from theano_migrate.compare import compare, load
from theano_migrate.compare.errors import CannotCompare
from theano_migrate.compare.junit_report import document

NAMES = ["mu", "sd", "x", "x__0", "x__1", "x[0]", "x.1", "mu_log__", "", "chain", "draw", "lp__", "model_logp", "a/b",
         "\x1b[2J", "é", "Unnamed: 0", "tune", "about", "0/samples/mu", " mu", "diverging", "energy", "log density",
         "file"]  # fmt: skip
CELLS = ["1", "nan", "inf", "", "True", "1e400", "0x1", "1_0", "9" * 400, "'a'", "\x00", "1e-320", "1+2j", "None"]
KINDS = ["f8"] * 6 + ["f4", "f2", "i8", "u1", "?", "c16", "S3", "M8[s]", "g", ">f8"]
ABOUT = {
    "sampler": ["pymc3", "stan", "", None, 5], "chains": [0, 1, 2, 3, 10**9, -1, "a", None, 2.5], "seconds": [0, "x"],
    "attrs": [{}, {"remarks": ["a"]}, {"remarks": 5}, {"dims": {"mu": [5]}}, {"dims": [1]}, {"versions": {"a": [1]}},
              {"versions": {"pymc3": ["9" * 5000, 1, 2]}}, None, [], {"source": 3}, {"step_methods": "x"},
              {"coords": {"a": 5}}, {"seed": "\x1b"}],
}  # fmt: skip
PLAIN = Draws(tuple(Chain({"mu": np.random.default_rng(i).normal(size=300)}) for i in range(4)))


def table(draw, rng):
    names = [draw.choice(NAMES) for _ in range(draw.randint(1, 5))]
    comma, end = draw.choice([",", ",", ",", ";", "\t"]), draw.choice(["\n", "\n", "\r\n", "\r"])
    rows = [comma.join(names)]
    for _ in range(draw.choice([0, 1, 2, 30, 300])):
        count = len(names) if draw.random() < 0.99 else draw.randint(0, 7)
        rows.append(
            comma.join(draw.choice(CELLS) if draw.random() < 0.02 else repr(draw.gauss(0, 1)) for _ in range(count))
        )
    text = draw.choice(["", "", "# stan_version_major = 2\n"]) + end.join(rows) + end
    return text.encode(draw.choice(["utf-8"] * 5 + ["utf-8-sig", "utf-16", "latin-1"]), "replace"), "t.csv"


def array(draw, rng, n):
    shape = draw.choice([(n,)] * 5 + [(n, 2), (n, 0), (0,), (), (2, n), (4, n)])
    made = rng.normal(size=shape)
    with np.errstate(all="ignore"):
        return made.astype(draw.choice(KINDS)) if made.size else made


def arrays(draw, rng):
    """An .npz of a user's own, or what is nearly one of ours."""
    n = draw.choice([0, 1, 2, 5, 30, 150, 500])
    if draw.random() < 0.4:
        held = {draw.choice(NAMES): array(draw, rng, n) for _ in range(draw.randint(0, 4))}
    else:
        held = {
            "about": np.array(
                json.dumps({key: draw.choice(values) for key, values in ABOUT.items() if draw.random() < 0.7})
            )
        }
        for chain in range(draw.randint(0, 3)):
            for _ in range(draw.randint(1, 3)):
                part = draw.choice(["samples"] * 5 + ["stats", "warmup_samples", "warmup_stats", "odd"])
                number = draw.choice([chain] * 5 + ["x", chain + 7])
                length = n if draw.random() < 0.9 else draw.choice([0, 1, 7])
                held[f"{number}/{part}/{draw.choice(NAMES)}"] = array(draw, rng, length)
    out = io.BytesIO()
    zipped_arrays.write(out, held)
    return out.getvalue(), "t.npz"


def odd_draws(draw, rng):
    """A whole posterior, whose numbers are huge, minute, constant, not finite, complex, few."""
    names = draw.sample(NAMES, draw.randint(1, 4))
    n = draw.choice([1, 2, 3, 4, 5, 20, 99, 100, 101, 300])
    shapes = {name: draw.choice([(), (), (2,), (0,)]) for name in names}
    chains = []
    for _ in range(draw.choice([1, 2, 4])):
        length = n if draw.random() < 0.95 else draw.choice([0, 1])
        samples = {}
        for name in names:
            x = rng.normal(size=(length, *shapes[name])) * draw.choice([1, 1, 1, 1e200, 1e-200, 1e-310, 0, 1e307])
            x = x + draw.choice([0, 0, 0, 1e10, 1e300])
            if draw.random() < 0.1:
                x = np.full_like(x, draw.choice([np.nan, np.inf, -np.inf, 3.0]))
            if x.size and draw.random() < 0.1:
                x.flat[draw.randrange(x.size)] = draw.choice([np.nan, np.inf, 1e307])
            if draw.random() < 0.2:
                x = np.clip(np.nan_to_num(x), -1e9, 1e9).astype(draw.choice([int, bool, "i4"]))
            elif draw.random() < 0.05:
                x = x.astype(complex)
            samples[name] = x
        values = [
            np.zeros(length),
            np.full(length, np.nan),
            np.full(length, np.inf),
            rng.normal(size=length),
            np.ones(length, bool),
            np.zeros((length, 2)),
            np.zeros(length + 1),
        ]
        chains.append(Chain(samples, {name: draw.choice(values) for name in draw.sample(NAMES, 3)}))
    out = io.BytesIO()
    draws_npz.save(Draws(tuple(chains), sampler="pymc3"), out)
    return out.getvalue(), "t.npz"


def tree(draw, rng, depth=0):
    kind = draw.randrange(9 if depth < 4 else 3)
    if kind == 0:
        return draw.choice([1, 2.5, None, True, "\x1b", b"x", 10**30, complex(1, 2), np.float64(2.0)])
    if kind in (1, 2):
        return array(draw, rng, draw.choice([1, 3, 30, 100]))
    if kind == 3:
        return [tree(draw, rng, depth + 1) for _ in range(draw.randint(0, 4))]
    if kind == 4:
        return tuple(tree(draw, rng, depth + 1) for _ in range(draw.randint(0, 3)))
    if kind == 5:
        return [{name: array(draw, rng, 50) for name in ("mu", "sd")} for _ in range(draw.randint(1, 4))]
    keys = draw.choice([NAMES, NAMES, [0, 1, 2], [*NAMES, 0]])
    return {draw.choice(keys): tree(draw, rng, depth + 1) for _ in range(draw.randint(0, 4))}


def pickled(draw, rng):
    return pickle.dumps(tree(draw, rng), protocol=draw.randrange(6)), "t.pkl"


@pytest.mark.wide(7)
@pytest.mark.parametrize("make", [table, arrays, odd_draws, pickled])
@pytest.mark.parametrize(
    "block", [0, *(pytest.param(i, marks=[pytest.mark.slow, pytest.mark.part(8)]) for i in range(1, 8))]
)
@pytest.mark.filterwarnings("ignore")  # NumPy's on what is not finite: the answer is what counts
def test_odd_files(tmp_path, make, block):
    read = 0
    for seed in range(block * 40, block * 40 + 40):
        draw, rng = random.Random(f"{make.__name__} {seed}"), np.random.default_rng(seed)
        data, name = make(draw, rng)
        (tmp_path / name).write_bytes(data)
        try:
            draws = load(tmp_path / name)
        except CannotRead as error:
            assert str(error).startswith(str(tmp_path / name)), seed
            continue
        read += 1
        for old, new in ((draws, draws), (draws, PLAIN), (PLAIN, draws)):
            try:
                report = compare(old, new)
            except CannotCompare:
                continue
            assert report.text().splitlines()[-1].startswith(report.answer) and json.loads(report.json()), seed
            ElementTree.fromstring(document(report).encode())
            assert report.answer != "differ" or old is not new, (seed, report.reason)
            alone = {one for one in set(old.variables) ^ set(new.variables) if not one.endswith("__")}
            assert report.answer != "agree" or not alone, (seed, alone)
    assert read > 0
