"""Every rule and pass is listed, can be switched off, and is counted."""

import csv
import re
import subprocess
import sys

import numpy as np
import pytest

import compat as theano
import theano_compat.theano_api.tensor as tt
from theano_compat.compilation.cache import compile_cache
from theano_compat.compilation.rewriting import passes
from theano_compat.compilation.rewriting.passes import passes as every_pass
from theano_compat.functions.function import function
from theano_compat.rules import firing
from tools.firing import table

X = tt.dvector("x")
STEPS = theano.scan(lambda x, s: tt.exp(x) + 0.5 * s, X, np.float64(0.0))[0]


@pytest.fixture
def counts(monkeypatch):
    monkeypatch.setattr(firing, "COUNTS", type(firing.COUNTS)())
    monkeypatch.setattr(compile_cache, "recall", lambda key: None)
    return firing.COUNTS


def test_one_name_is_one_function():
    by_name = {}
    for _, functions in passes._stages():
        for name, module in functions:
            assert by_name.setdefault(name, module) == module, name
    assert len(by_name) == len(every_pass()) > 195  # 201 before two passes of the C backend went


@pytest.mark.parametrize("mode", ["PYTHON", "C"])
def test_what_fires_is_listed_and_counted(counts, mode):
    f = function([X], [tt.log(tt.exp(X)) + 0.0, STEPS[-1]], mode=mode)
    assert np.allclose(f([1.0, 2.0])[0], [1.0, 2.0])
    assert counts["log_of_exponential"] and counts["only_last_values"]
    assert set(counts) <= {one.name for one in every_pass()}


def test_what_is_switched_off_does_not_fire(counts):
    with firing.leaving_out(["log_of_exponential", "only_last_values"]):
        f = function([X], [tt.log(tt.exp(X)), STEPS[-1]], mode="PYTHON")
    assert np.allclose(f([1.0, 2.0])[0], [1.0, 2.0])
    assert not counts["log_of_exponential"] and not counts["only_last_values"]


def test_a_switch_is_part_of_the_key_of_a_cache_entry():
    keys = set()
    for names in ((), ("log_of_exponential",)):
        with firing.leaving_out(names):
            keys.add(compile_cache.key_of([X], [tt.exp(X)], "all", (), ("a function",)).text)
    assert len(keys) == 2


def test_the_environment_switches_off_and_the_trace_names_a_pass(monkeypatch):
    monkeypatch.setenv("COMPAT_TRACE", "1")
    monkeypatch.setenv("COMPAT_WITHOUT", "log_of_exponential")
    program = (
        "import compat as theano, theano_compat.theano_api.tensor as tt; x = tt.dvector();"
        "s = theano.scan(lambda x, s: tt.log(tt.exp(x)) * s, x, theano.tensor.constant(1.0, dtype='float64'))[0];"
        "theano.function([x], s[-1] + 0.0, mode='FAST_RUN')([1.0, 2.0])"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stderr
    assert "only_last_values" in said and "add_zero: " in said and "log_of_exponential" not in said


def _names(path):
    with path.open(encoding="utf-8", newline="") as file:
        return {name for row in list(csv.reader(file))[1:] for name in re.findall(r"`(\w+)`", row[0])}


def test_what_fires_seldom_has_its_reason():
    listed = {one.name for one in every_pass()}
    families = {name: set() for name in listed}
    for row in table.kept().values():
        for name in listed.intersection(row["fired"]):
            families[name].add(row["family"])
    stays = _names(table.STAYS)
    assert stays <= listed and not _names(table.REMOVED) & listed
    assert {name for name, seen in families.items() if len(seen) < 3} <= stays
