"""`theano-compat run --why`: where the time went, and what was not compiled; and `config.fallback`."""

import subprocess
import sys
import warnings
from collections import Counter

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
from compat import time_report
from theano_compat.graph import fallbacks
from theano_compat.graph.fallbacks import Fallback, FallbackError
from theano_compat.old.theano import gof
from theano_compat.theano_api import compile, config, function, tensor

SCRIPT = """\
import time
import numpy as np
import theano.tensor as tt
import theano
from theano.compile.ops import as_op

@as_op([tt.dvector], [tt.dvector])
def doubled(x):
    end = time.perf_counter() + .4
    while time.perf_counter() < end:
        pass
    return 2 * x

x = tt.dvector("x")
f = theano.function([x], tt.exp(doubled(x)).sum())
f(np.ones(3))
end = time.perf_counter() + .4
while time.perf_counter() < end:
    pass
"""


def test_a_script_is_told_where_its_time_went(tmp_path):
    path = tmp_path / "script.py"
    path.write_text(SCRIPT)
    ran = subprocess.run(
        [sys.executable, "-m", "theano_compat", "run", "--why", str(path)], capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr
    kinds, _, rest = ran.stderr.partition("by line:")
    lines, _, fell = rest.partition("not compiled:")
    shares = {line.split("%  ")[1]: float(line.split("%")[0]) for line in kinds.splitlines() if "%  " in line}
    assert shares[time_report.CALLBACK] > 3 and shares[time_report.USERS] > 3
    assert any(
        "script.py:10" in line or "script.py:11" in line for line in lines.splitlines() if time_report.CALLBACK in line
    )
    assert "script.py:15  " in fell and "doubled" in fell


def test_its_usage():
    ran = subprocess.run([sys.executable, "-m", "theano_compat", "run", "--why"], capture_output=True, text=True)
    assert ran.returncode == 2 and "usage" in ran.stderr


def test_the_account():
    moments = Counter({(time_report.COMPILED, ("/a/s.py", 3)): 75, (time_report.USERS, ("/a/s.py", 4)): 25})
    said = time_report.account(moments, 1.0, {}, {}, {"C": 2})
    assert "  75%  compiled code\n" in said and "   75%  s.py:3" in said.replace("  75%  s.py", "   75%  s.py")
    assert "nothing fell back" in said
    assert "  75%  s.py:3  because (2 times)" in time_report.account(
        moments, 1.0, {Fallback("because", "/a/s.py", 3): 2}, {}, {}
    )


@compile.ops.as_op([tensor.dvector], [tensor.dvector])
def tripled(x):
    return 3 * x


class Quadrupled(gof.Op):
    """Says its shape, as `as_op` does not."""

    itypes, otypes = [tensor.dvector], [tensor.dvector]

    def perform(self, node, inputs, storage):
        storage[0][0] = 4 * inputs[0]

    def infer_shape(self, node, shapes):
        return shapes


def _python_op(op, mode=None):
    x = tensor.dvector("x")
    function([x], tensor.exp(op(x)).sum(), mode=mode)(np.ones(3))


def _step_methods():
    with pm.Model():
        pm.Poisson("k", 3.0)
        pm.sample(
            5,
            tune=5,
            chains=1,
            cores=1,
            return_inferencedata=False,
            progressbar=False,
            compute_convergence_checks=False,
        )


CASES = {
    "an Op without C or a shape": (lambda: _python_op(tripled), "tripled} run in NumPy, between compiled parts"),
    "an Op without C": (lambda: _python_op(Quadrupled()), "out of C"),
    "an Op without JAX": (lambda: _python_op(Quadrupled(), "JAX"), "out of JAX"),
    "step methods": (_step_methods, "step methods, not in nutpie: k is discrete"),
}


@pytest.mark.parametrize("name", CASES)
def test_fallbacks_are_allowed_said_or_refused(name, monkeypatch):
    run, words = CASES[name]
    if "JAX" in name:
        pytest.importorskip("jax")
    if name == "step methods":
        pytest.importorskip("nutpie")
    monkeypatch.setattr(fallbacks, "_counts", Counter())
    for setting in ("allow", "warn"):
        fallbacks._counts.clear()
        with config.change_flags(fallback=setting), warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            run()
        ours = [w for w in said if issubclass(w.category, RuntimeWarning) and words in str(w.message)]
        assert bool(ours) == (setting == "warn")
        assert all(w.filename == __file__ for w in ours)
        assert any(words in one.reason for one in fallbacks.fallbacks())
    with config.change_flags(fallback="raise"), pytest.raises(FallbackError, match="config.fallback is 'raise'"):
        run()
