"""DebugMode, NanGuardMode and MonitorMode: what they let pass, what they stop; what the other modes mean."""

import numpy as np
import pytest

import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from tests.seldom_used import named
from theano_compat.backends.array import compile_python
from theano_compat.backends.compiled import Compiled
from theano_compat.compilation.execution.built import Built
from theano_compat.compilation.execution.partial_compilation import InC
from theano_compat.functions.checking_modes import BadThunkOutput
from theano_compat.functions.function import function
from theano_compat.old.theano import gof
from theano_compat.theano_api import shared
from theano_compat.theano_api.compile import debugmode, monitormode


def test_debug_mode_gives_the_value():
    x, w = tt.dvector("x"), shared(np.array([1.0, 2.0]), name="w")
    f = function([x], tt.log(1 + tt.exp(x * w)), updates=[(w, w + 1)], mode="DebugMode")
    np.testing.assert_allclose(f([0.5, -1.0]), np.log1p(np.exp([0.5, -2.0])))
    np.testing.assert_allclose(w.get_value(), [2.0, 3.0])


def test_debug_mode_finds_a_wrong_backend(monkeypatch):
    def wrong(self, program, data=(), again=None):
        right = compile_python(program)
        return Built("C", backend="c", run=Compiled(lambda values: [r + 1 for r in right(values)]))

    monkeypatch.setattr(InC, "compile", wrong)
    x = tt.dvector("x")
    f = function([x], tt.exp(x), mode="DebugMode")
    with pytest.raises(BadThunkOutput, match="output 0.*c backend"):
        f([0.5])


@pytest.mark.parametrize(("value", "word"), [(-1.0, "NaN"), (0.0, "Inf"), (np.nan, "NaN detected in the input `x`")])
def test_nan_guard_names_the_node(value, word):
    x = tt.dscalar("x")
    f = function([x], tt.log(x) * 2, mode="NanGuardMode")
    assert f(1.0) == 0.0
    with pytest.raises(AssertionError, match=word):
        f(value)


def test_monitor_mode_sees_every_node():
    seen = []
    mode = theano.compile.MonitorMode(
        lambda i, node, fn: seen.append((i, [v for [v] in fn.outputs])),
        lambda i, node, fn: seen.append((i, [float(v) for [v] in fn.outputs])),
    )
    x = tt.dscalar("x")
    assert function([x], tt.exp(tt.log(x) * 3) + 1, mode=mode)(1.0) == 2.0
    assert seen[0] == (0, [None]) and seen[1][0] == 0 and len(seen) % 2 == 0


def test_detect_nan_says_where(capsys):
    x = tt.dscalar("x")
    f = function([x], tt.log(x) * x, mode=theano.compile.MonitorMode(post_func=monitormode.detect_nan))
    f(2.0)
    assert not capsys.readouterr().out
    f(0.0)
    assert "*** NaN detected ***" in capsys.readouterr().out


def test_debug_mode_looks_at_every_value():
    x = tt.dvector("x")
    f = function([x], tt.exp(-tt.abs_(tt.log(x))), mode="DebugMode")
    f([1.0])
    for bad in (np.inf, 0.0):
        with pytest.raises(debugmode.InvalidValueError, match="not finite"):
            f([bad])
    assert function([x], tt.exp(-tt.abs_(tt.log(x))), mode=debugmode.DebugMode(check_isfinite=False))([0.0]) == 0.0


class Careless(gof.Op):
    """Gives its input, or writes into it, and does not say so."""

    __props__ = ("writes",)
    itypes = otypes = [tt.dvector]

    def __init__(self, writes):
        self.writes = writes

    def perform(self, node, inputs, outputs):
        if self.writes:
            inputs[0][0] = 7
        outputs[0][0] = inputs[0]


@pytest.mark.parametrize(("writes", "error"), [(False, debugmode.BadViewMap), (True, debugmode.BadDestroyMap)])
def test_debug_mode_finds_undeclared_views(writes, error):
    x = tt.dvector("x")
    with pytest.raises(error, match="view_map|destroy_map"):
        function([x], Careless(writes)(x) * 2, mode="DebugMode")([1.0])


# A mode, and its backend and rules.
MODES = {
    "a linker": (theano.Mode("py"), ("python", "all")),
    "no rules": (theano.Mode("c|py", None), ("c", "none")),
    "no rules, in words": (theano.Mode("cvm_nogc", "None"), ("c", "none")),
    "merge alone": (theano.Mode("py", "merge"), ("python", "none")),
    "merge and more": (theano.Mode("py", "merge").including("fast_compile"), ("python", "canonicalise")),
    "o1": (theano.Mode("vm", "o1"), ("python", "canonicalise")),
    "stabilize": (theano.Mode("jax", "fast_compile").including("stabilize"), ("jax", "all")),
    "cloned": (theano.Mode("py", "fast_run").clone(optimizer=None), ("python", "none")),
    "left out": (theano.Mode("py", "fast_run").excluding("fusion", "inplace").requiring(), ("python", "all")),
    "a checking one": (debugmode.DebugMode(optimizer="fast_compile"), ("debug", "canonicalise")),
}


@pytest.mark.parametrize("name", MODES)
def test_what_a_mode_means(name):
    mode, expected = MODES[name]
    assert (mode.backend, mode.rule_set) == expected


def test_the_mode_of_the_flags():
    with theano.config.change_flags(mode="Mode", linker="py", optimizer="o1"):
        mode = theano.compile.get_default_mode()
        assert (mode.backend, mode.rule_set) == ("python", "canonicalise")
    for wrong in (dict(linker="gpu"), dict(optimizer="fastest")):
        with pytest.raises(Exception, match="Known"):
            theano.Mode(**wrong)


@pytest.mark.parametrize(
    "name", ["theano.ProfileMode", "theano.compile.ProfileMode", "theano.compile.profilemode.ProfileMode"]
)
def test_profile_mode(name, capsys):
    x = tt.dvector("x")
    mode = named(name)(optimizer="fast_run")
    assert isinstance(mode, theano.Mode)
    f = function([x], tt.exp(x), mode=mode, name="first")
    g = function([x], x + 1, mode=mode, name="second")
    f(np.ones(2)), f(np.ones(2)), g(np.ones(2))
    assert [p.fct_callcount for p in mode.profiles] == [2, 1] and f.profile is mode.profiles[0]
    mode.print_summary()
    printed = capsys.readouterr().out
    assert printed.count("Function profiling") == 2 and "Message: first" in printed and "Message: second" in printed


@pytest.mark.slow
def test_profile_mode_by_its_name_prints_at_the_end(fresh_python):
    done = fresh_python(
        "-c",
        "import compat; compat.install()\nimport theano, numpy as np\nx = theano.tensor.dvector()\n"
        "for mode in ('ProfileMode', 'PROFILE_MODE'): theano.function([x], x * 2, mode=mode)(np.ones(2))",
    )
    assert done.stderr.count("Function profiling") == 2
