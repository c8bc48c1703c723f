"""A checkpoint gives nothing of another model: a program is changed in one place, and what its next run says is known.

The rows of the table end where the folder is opened; one row of each door is run to its end.
"""

from __future__ import annotations

import importlib
import json
import sys
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

import compat as theano
from theano_compat.infer.keeping import checkpoint
from theano_compat.infer.keeping.checkpoint import ChainFolder, CheckpointError, opened_run
from theano_compat.infer.keeping.described import sources
from theano_compat.infer.keeping.described.description import Description
from theano_compat.infer.runs import kept_chains, stepwise
from theano_compat.infer.smc import sample_smc
from theano_compat.infer.variational import kept_fit
from theano_compat.scale import map_models

from .checkpoints import programs as p
from .checkpoints.attack_cases import CHANGED, UNSEEN, WITHOUT_EFFECT

DOORS = (stepwise, kept_chains, kept_fit, map_models, sample_smc)
pytestmark = pytest.mark.filterwarnings("ignore")  # of Ops in Python, and of few draws


class Opened(BaseException):
    """The folder has been opened: the rest of the run is not wanted."""


def run(program, folder):
    names = {"__name__": "__main__", "folder": folder}
    exec(compile(program, "program.py", "exec"), names)
    return names


@pytest.fixture
def ending(monkeypatch):
    """Programs end where their folder is opened."""

    @contextmanager
    def only_opened(path, about, seeds):
        with opened_run(path, about, seeds):
            raise Opened
        yield

    for door in DOORS:
        monkeypatch.setattr(door, "opened_run", only_opened)


def called_again(attack, folder):
    """Run a program, and again with its change; return the error of the second run, if any."""
    assert attack.before in attack.program
    with pytest.raises(Opened):
        run(p.HEAD + attack.program, folder)
    changed = attack.program.replace(attack.before, attack.after) if attack.before else attack.program
    try:
        run(p.HEAD + changed, folder)
    except Opened:
        return None
    except CheckpointError as error:
        return str(error)


@pytest.mark.wide(4)
@pytest.mark.parametrize("attack", CHANGED, ids=lambda one: one.name)
def test_a_change_is_refused_and_named(attack, ending, tmp_path):
    said = called_again(attack, tmp_path / "kept")
    assert said is not None and "is of another run: " in said
    assert attack.said in said, said


@pytest.mark.wide(4)
@pytest.mark.parametrize("attack", WITHOUT_EFFECT, ids=lambda one: one.name)
def test_what_changes_no_draw_is_not_refused(attack, ending, tmp_path):
    assert called_again(attack, tmp_path / "kept") is None


@pytest.mark.parametrize("attack", UNSEEN, ids=lambda one: one.name)
def test_what_cannot_be_compared_is_named(attack, ending, tmp_path, caplog):
    said = called_again(attack, tmp_path / "kept")
    assert said is not None and "whether" in said and "cannot be said. Not compared: " in said
    assert attack.said in said, said
    assert "a later call cannot compare" in caplog.text
    with theano.change_flags(checkpoint_unchecked=True), pytest.raises(Opened):
        run(p.HEAD + attack.program, tmp_path / "kept")
    assert "goes on unchecked: not compared: " in caplog.text


OF_MODULES = """
import sys
for one in ("helpers", "bought", "later"):
    sys.modules.pop(one, None)
import helpers
from helpers import third
@theano.as_op(itypes=[tt.dscalar], otypes=[tt.dscalar])
def f(x):
    import later
    return np.asarray(helpers.first(x) + third(x) + later.fourth(x) + helpers.bought.price(x))
"""
HELPERS = """
import bought
def first(x):
    return second(x)
def second(x):
    return 2.0 * x
def third(x):
    return 3.0 * x
def unused(x):
    return 5.0
"""
OF_FILES = [  # file, what is changed in it, what must be said
    ("helpers.py", "2.0 * x", "2.5 * x", "the function second that the function first calls has changed"),
    ("helpers.py", "3.0 * x", "3.5 * x", "the function third that the function f calls has changed"),
    ("helpers.py", "5.0", "6.0", None),
    ("helpers.py", "def first", "# a comment\ndef first", None),
    ("later.py", "4.0", "4.5", "the module later has changed"),
    ("later.py", "return", "# a comment\n    return", None),
    ("site-packages/bought.py", '"1.0"', '"1.1"', "helpers.bought, which the function f reads has changed"),
]


@pytest.mark.parametrize("row", OF_FILES, ids=lambda row: f"{row[0]}: {row[2]!r}")
def test_modules(row, ending, tmp_path, monkeypatch):
    """Files of the user's count by what is read of them; those of a library by its release."""
    file, before, after, said = row
    library = tmp_path / "site-packages"
    library.mkdir()
    (tmp_path / "helpers.py").write_text(HELPERS)
    (tmp_path / "later.py").write_text("def fourth(x):\n    return 4.0 * x\n")
    (library / "bought.py").write_text('__version__ = "1.0"\ndef price(x):\n    return x\n')
    for one in (tmp_path, library):
        monkeypatch.syspath_prepend(str(one))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    sources._of_file.cache_clear(), sources._version.cache_clear()
    program = p.HEAD + OF_MODULES + p.OF_F + p.SAMPLED
    with pytest.raises(Opened):
        run(program, tmp_path / "kept")
    (tmp_path / file).write_text((tmp_path / file).read_text().replace(before, after))
    importlib.invalidate_caches()
    sources._of_file.cache_clear(), sources._version.cache_clear()
    with pytest.raises(Opened if said is None else CheckpointError, match=said):
        run(program, tmp_path / "kept")


def test_a_folder_of_an_earlier_form_is_refused(ending, tmp_path):
    with pytest.raises(Opened):
        run(p.HEAD + p.PLAIN + p.SAMPLED, tmp_path / "kept")
    file = tmp_path / "kept" / "run.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), "format": 1}))
    with pytest.raises(CheckpointError, match="was begun by another release, theano-compat .*, which knows its"):
        run(p.HEAD + p.PLAIN + p.SAMPLED, tmp_path / "kept")


class Hostile:
    """An object whose every hook says that it was run."""

    slots_are_read = True

    def __init__(self):
        self.held = 1.0

    def _runs(self, *args, **kwargs):
        raise AssertionError("a user's code was run")

    __eq__ = __hash__ = __repr__ = __str__ = __getattr__ = __iter__ = __len__ = __bool__ = __call__ = __format__ = _runs
    __reduce__ = __reduce_ex__ = __getstate__ = __copy__ = __deepcopy__ = __array__ = __index__ = __float__ = _runs
    __lt__ = __contains__ = __getitem__ = __dir__ = __sizeof__ = _runs
    value = property(_runs)
    __class__ = property(_runs)

    @classmethod
    def __instancecheck__(cls, other):
        raise AssertionError("a user's code was run")


class HostileMeta(type):
    def _runs(cls, *args):
        raise AssertionError("a user's code was run")

    __eq__ = __hash__ = __repr__ = __instancecheck__ = __subclasscheck__ = __getattr__ = __bool__ = __dir__ = _runs


class HostileDict(dict):
    keys = values = items = __iter__ = __getitem__ = __len__ = Hostile._runs


class HostileList(list):
    __iter__ = __getitem__ = __len__ = Hostile._runs


def test_no_code_of_the_users_runs():
    made = HostileMeta("Made", (), {"__slots__": ("a",)})()
    made.a = 2
    found = Description()
    found.add("things", [Hostile(), made, HostileDict(a=1), HostileList([1]), Hostile, type(made)])
    assert found.parts()["the attribute held of things"] and not found.unseen


def deep():
    found: list = []
    for _ in range(50_000):
        found = [found]
    return found


def test_what_is_nested_deeply_or_in_circles():
    circle: list = [1]
    circle.append(circle)
    found, pair = Description(), ()
    for _ in range(100_000):
        pair = (pair,)
    found.add("lists", [deep(), circle])
    assert found.parts() and not found.unseen
    found.add("pairs", pair)
    assert list(found.unseen) == ["pairs (it is nested too deeply)"]


def test_a_table_of_pandas_is_its_contents():
    pandas = pytest.importorskip("pandas")
    one = pandas.DataFrame({"a": [1, 2], "b": ["x", "y"]}, index=["i", "j"])
    parts = {}
    for name, value in [
        ("as it was", one),
        ("copied", one.copy()),
        ("another number", one.assign(a=[1, 3])),
        ("another text", one.assign(b=["x", "z"])),
        ("another index", one.set_axis(["i", "k"])),
        ("another name", one.rename(columns={"a": "c"})),
        ("another type", one.astype({"a": float})),
    ]:
        value["a" if "a" in value else "c"].sum()  # results of earlier calls are kept in it
        found = Description()
        found.add("table", value)
        assert not found.unseen
        parts[name] = str(found.parts())
    assert parts["as it was"] == parts["copied"]
    assert len(set(parts.values())) == len(parts) - 1


@pytest.mark.slow
def test_other_processes_and_folders_find_the_same(tmp_path, fresh_python):
    program = Path(__file__).parent / "checkpoints" / "everywhere.py"
    moved = tmp_path / "moved.py"
    moved.write_text('"""Elsewhere."""\n\n\n' + program.read_text())
    first = fresh_python("-W", "ignore", str(program), PYTHONHASHSEED="1").stdout
    second = fresh_python("-W", "ignore", str(moved), PYTHONHASHSEED="2").stdout
    parts, unseen = json.loads(first)
    assert first == second
    assert unseen == [] and len(parts) > 150


class Died(BaseException):
    """The process would have ended here."""


def rows(trace, name="a"):
    return np.asarray(trace.get_values(name))


PM_SAMPLE = p.F + p.OF_F + p.SAMPLED.replace("pm.sample", "found = pm.sample")


def test_pm_sample_half_of_one_model_and_half_of_another(tmp_path, monkeypatch):
    monkeypatch.setattr(checkpoint, "SECONDS", 0.0)
    monkeypatch.setattr(checkpoint, "SHARE", float("inf"))
    program, write, written = p.HEAD + PM_SAMPLE, ChainFolder.write, []
    whole = rows(run(program, tmp_path / "whole")["found"])

    def dying(self, strace, state):
        if len(written) == 3:
            raise Died
        written.append(write(self, strace, state))

    with monkeypatch.context() as patched, pytest.raises(Died):
        patched.setattr(ChainFolder, "write", dying)
        run(program, tmp_path / "kept")
    changed = program.replace("x * 1.0", "x * 2.0")
    with pytest.raises(CheckpointError, match=r"the function f that the Op FromFunctionOp\{f\} calls has changed"):
        run(changed, tmp_path / "kept")
    np.testing.assert_array_equal(rows(run(program, tmp_path / "kept")["found"]), whole)
    with theano.change_flags(checkpoint_unchecked=True):
        np.testing.assert_array_equal(rows(run(changed, tmp_path / "kept")["found"]), whole)


WHOLE = {  # door -> (program, before, after): run to its end, then again, then with the change
    "sample_smc": (p.F + p.OF_F + p.SMC, "x * 1.0", "x * 2.0"),
    "sample_smc, ABC": (p.SIMULATED + p.ABC, "normal(mu, 1.0, 4)", "normal(mu, 2.0, 4)"),
    "fit": (p.PLAIN + p.FITTED, "Look(0.1)", "Look(0.2)"),
    "map_models": (p.RECORDED + p.MAPPED, "x * 1.0", "x * 2.0"),
    "nutpie": (p.RECORDED + p.NUTPIE, "x * 1.0", "x * 2.0"),
}


@pytest.mark.wide(2)
@pytest.mark.parametrize("door", WHOLE)
def test_doors_to_their_ends(door, tmp_path):
    if door in ("map_models", "nutpie"):
        pytest.importorskip("xarray" if door == "map_models" else "nutpie")
    program, before, after = WHOLE[door]
    for _ in range(2):
        run(p.HEAD + program, tmp_path / "kept")
    with pytest.raises(CheckpointError, match=r"is of another run: the code was another: .* has changed"):
        run(p.HEAD + program.replace(before, after), tmp_path / "kept")


@pytest.mark.slow
def test_run_with_a_checkpoint(tmp_path, fresh_python):
    program = "import numpy as np\nimport pymc3 as pm\nimport theano\nimport theano.tensor as tt\n"
    program += p.HEAD[p.HEAD.index("y = np") :].replace('"checkpoint": folder', "") + p.F + p.OF_F + p.SAMPLED
    (tmp_path / "model.py").write_text(program)
    command = ("-W", "ignore", "-m", "theano_compat", "run", "--checkpoint", "kept")
    fresh_python(*command, "model.py", PYTHONHASHSEED="1")
    fresh_python(*command, "model.py", PYTHONHASHSEED="2")
    (tmp_path / "model.py").write_text(program.replace("x * 1.0", "x * 2.0"))
    done = fresh_python(*command, "model.py", check=False)
    assert done.returncode == 1
    assert "call-1 is of another run: the code was another: the function f that the Op FromFunctionOp{f}" in done.stderr
    assert "theano-compat run --unchecked" in done.stderr
    fresh_python(*command, "--unchecked", "model.py")
