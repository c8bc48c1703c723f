"""What DebugMode, NanGuardMode, MonitorMode, test values and profiles find in programs, beside the real libraries."""

import copy
import json
from pathlib import Path

import numpy as np
import pytest

import compat
from tests.compilation.checking_programs import PROGRAMS

SAVED = json.loads(Path(__file__).with_name("checking_programs.json").read_text())
# What a profile of 1.1.2 has and ours has not: nothing is validated, imported or made a thunk in a step of its own; the
# advice is in `f.explain()`; the rows of single nodes have other columns where memory is profiled.
LEFT_OUT = (
    "Theano validate time",
    "Import time",
    "Node make_thunk time",
    "Here are tips to potentially make your code run faster",
    "CPU + GPU:",
    "<% time> <sum %> <apply time> <time per call> <#call> <id> <Apply name>",
)
# Where ours finds something else than 1.1.2 does: program -> (its place, what ours finds).
# An Op that destroys an argument is given a copy of it, where 1.1.2 refused to compile it. Its rules took out of a loop
# what depends on sequences alone, and then looked at it; steps are looked at, here as there, by the loop's own mode.
EXPLAINED = {
    "DebugMode: Ops that break what they declare": (4, "ran"),
    "NanGuardMode: inside a scan": (3, ["ran"]),
}


@pytest.fixture(autouse=True)
def ours(monkeypatch):
    monkeypatch.setattr("theano_compat.functions.profiling.profile._print_at_exit", lambda stats: None)
    compat.install()
    yield
    compat.uninstall()


@pytest.mark.parametrize("name", PROGRAMS)
def test_found(name):
    import theano
    import theano.tensor as tt

    wanted = copy.deepcopy(SAVED["1.1.2"][name])
    if name in EXPLAINED:
        place, ours = EXPLAINED[name]
        assert wanted[place] != ours
        wanted[place] = ours
    found = json.dumps(PROGRAMS[name](theano, tt, np))
    found = json.loads(found.replace('"TestValueError"', '"ValueError"'))  # which it is
    if name.startswith("profile"):
        found, wanted = ([section for section in one if section not in LEFT_OUT] for one in (found, wanted))
    assert found == wanted


# Where 1.0.5 and 1.1.2 differ among themselves.
RELEASES = {
    "DebugMode: an Op that gives another value each time",
    "MonitorMode: how many arguments its functions take",
    "compute_test_value: what each setting does",
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_releases_agree(name):
    assert (SAVED["1.0.5"][name] != SAVED["1.1.2"][name]) == (name in RELEASES)


@pytest.mark.parametrize(("release", "count"), [("3.11", 4), ("3.8", 3)])
@pytest.mark.parametrize("takes", [3, 4, None])
def test_arguments_of_monitors(release, count, takes):
    import theano
    import theano.tensor as tt

    seen = []
    functions = {
        3: lambda i, node, fn: seen.append((3, i, node.op, fn.inputs[0][0])),
        4: lambda fgraph, i, node, fn: seen.append((4, i, node.op, fn.inputs[0][0], fgraph.outputs)),
        None: lambda *given: seen.append((len(given), given[-3])),
    }
    x = tt.dvector("x")
    with theano.config.change_flags(emulate=release):
        mode = theano.compile.MonitorMode(pre_func=functions[takes])
        theano.function([x], tt.exp(x), mode=mode)([0.0])
    assert [call[:2] for call in seen] == [(takes or count, 0)]
    if takes == 4:
        assert seen[0][4][0].owner.op == seen[0][2]


def test_values_that_monitors_change():
    import theano
    import theano.tensor as tt

    def halved(i, node, fn):
        fn.inputs[0][0] = fn.inputs[0][0] / 2

    x = tt.dscalar("x")
    mode = theano.compile.MonitorMode(pre_func=halved)
    assert theano.function([x], tt.exp(x), mode=mode)(2.0) == np.exp(1.0)


def test_nan_guard_at_a_debugger(monkeypatch, capsys):
    import theano
    import theano.tensor as tt

    entered = []
    monkeypatch.setattr("pdb.set_trace", lambda: entered.append(True))
    x = tt.dvector("x")
    with theano.config.change_flags(NanGuardMode__action="pdb"):
        value = theano.function([x], tt.log(x), mode="NanGuardMode")([-1.0])
    assert np.isnan(value).all() and entered == [True] and "NaN detected in the output" in capsys.readouterr().out


def test_preallocated_output_by_its_flag():
    import theano
    import theano.tensor as tt

    class Adds(theano.Op):
        __props__ = ()
        itypes = otypes = [tt.dvector]

        def perform(self, node, inputs, outputs):
            if outputs[0][0] is None or outputs[0][0].shape != inputs[0].shape:
                outputs[0][0] = np.zeros_like(inputs[0])
            outputs[0][0] += inputs[0]

    x = tt.dvector("x")
    with theano.config.change_flags(DebugMode__check_preallocated_output="strided"):
        f = theano.function([x], Adds()(x), mode=theano.compile.DebugMode())
        with pytest.raises(theano.compile.debugmode.BadThunkOutput, match="strided memory"):
            f([1.0])
    assert f([1.0]) == 1.0


def test_profile_has_times_of_rules_and_gradients():
    import theano
    import theano.tensor as tt

    x = tt.dvector("x")
    f = theano.function(
        [x], theano.grad(tt.exp(x).sum(), x), profile=theano.ProfileStats(atexit_print=False), mode="FAST_COMPILE"
    )
    assert 0 < f.profile.optimizer_time < f.profile.compile_time
    assert f.profile.linker_time == pytest.approx(f.profile.compile_time - f.profile.optimizer_time)
