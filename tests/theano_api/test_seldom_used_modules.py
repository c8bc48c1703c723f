"""Small modules that few programs import: theano.utils, .breakpoint, .raise_op, .pathparse, ._version, .tensor.io,
.tensor.utils, .tests.disturb_mem. Expected: Theano-PyMC 1.1.2; `theano.tests`: Theano 1.0.5."""

import logging
import os
import sys
import warnings

import numpy as np
import pytest

import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from tests.seldom_used import agree, check, named
from theano_compat.old.theano import utils
from theano_compat.old.theano.breakpoint import PdbBreakpoint
from theano_compat.old.theano.gof import FunctionGraph
from theano_compat.old.theano.raise_op import Raise
from theano_compat.old.theano.tensor.utils import shape_of_variables
from theano_compat.old.theano.tests import disturb_mem

x, m, path = tt.dvector("x"), tt.dmatrix("m"), theano.generic("path")
V = np.array([1.0, 2.0])


class Other(utils.Singleton):
    """Another class of one object."""


def Counts(base):
    class ToTwo(base):
        at = 0

        def __iter__(self):
            return self

        def __next__(self):
            if self.at == 2:
                raise StopIteration
            self.at += 1
            return self.at

    return ToTwo


def ordered(f):
    made = f(list, {"q": 1})
    made["a"].append(2)
    return [list(made.items()), repr(f(list)), f(list) == {}]


def remembered(f):
    calls = []
    g = f(lambda a, b=1: calls.append(a) or [a])
    return [g(1) is g(1), g(1, b=2), calls]


def deprecated(f):
    add = f("use g")(lambda a: a + 1)
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        values = [add(1) for _ in range(3)]
        values.append(add(5))
    return [values, [str(w.message) for w in told], {w.category for w in told}]


def of_environment(f):
    os.environ["COMPAT_TEST_PATHS"] = "/a:/b"
    try:
        for new in ("/c", "/a", "relative"):
            f("COMPAT_TEST_PATHS", new)
        f("COMPAT_TEST_NOT_SET", "/a")
        return [os.environ["COMPAT_TEST_PATHS"], "COMPAT_TEST_NOT_SET" in os.environ]
    finally:
        del os.environ["COMPAT_TEST_PATHS"]


def passed(f):
    make, here = logging.LogRecord, f()
    texts = ("Optimization Warning: z", "Optimization Warning: z", "b", "b", "Optimization Warning: y")
    return [here.filter(make("a", 30, "f", 1, text, (), None)) for text in texts]


def paths(f):
    before, os.environ["PATH"] = os.environ["PATH"], "/usr/bin:/bin"
    f.paths.clear()  # all share it, as in Theano: the example of its docstring has added folders
    try:
        made = f("/zz", " /yy ", "")
        first = os.environ["PATH"]
        made.add("/aa")
        return [first, os.environ["PATH"], made.paths == set(os.environ["PATH"].split(":"))]
    finally:
        os.environ["PATH"] = before
        f.paths.clear()


U = "theano.utils."
ROWS = [
    (U + "cmp", lambda f: [f(1, 2), f(2, 2), f("b", "a")], [-1, 0, 1]),
    (U + "LOCAL_BITWIDTH", lambda n: n, 64),
    (U + "PYTHON_INT_BITWIDTH", lambda n: n in (32, 64), True),
    (U + "DefaultOrderedDict", ordered, [[("q", 1), ("a", [2])], "DefaultOrderedDict()", True]),
    (U + "DefaultOrderedDict", lambda f: f(3), TypeError("first argument must be callable")),
    (U + "DefaultOrderedDict", lambda f: f()["a"], KeyError("a")),
    (U + "flatten", lambda f: f([1, (2, {3})]), [1, 2, 3]),
    (U + "uniq", lambda f: f([1, 2, 1]), [1, 2]),
    (U + "difference", lambda f: f([1, 2, 3], [2]), [1, 3]),
    (U + "to_return_values", lambda f: [f([1]), f([1, 2])], [1, [1, 2]]),
    (U + "from_return_values", lambda f: [f(3), f((3,))], [[3], (3,)]),
    (U + "exc_message", lambda f: f(ValueError(KeyError("a"))), "a"),
    (U + "get_unbound_function", lambda f: f(len) is len, True),
    (U + "hash_from_code", lambda f: f("a"), "mca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"),
    (U + "memoize", remembered, [True, [1], [1, 1]]),
    (
        U + "deprecated",
        deprecated,
        [[2, 2, 2, 6], ["Function <lambda> is now deprecated! use g"] * 2, {DeprecationWarning}],
    ),
    (
        U + "apply_across_args",
        lambda f: [
            f(str.upper)("a", "b"),
            f(str.upper)("a"),
            f(str.upper)("ab"),
            f(list)(2),
            [g("Q") for g in f(str.upper, str.lower)],
        ],
        [["A", "B"], "A", ["A", "B"], [[], []], ["Q", "q"]],
    ),
    (U + "output_subprocess_Popen", lambda f: f([sys.executable, "-c", "print(input())"], stdin=-3)[2], 1),
    (U + "output_subprocess_Popen", lambda f: f(["echo", "hi"]), (b"hi\n", b"", 0)),
    (U + "output_subprocess_Popen", lambda f: f(["true"], stderr=1), TypeError("don't use stderr or stdout")),
    (U + "call_subprocess_Popen", lambda f: [f(["false"]), f("exit 3", shell=True)], [1, 3]),
    (U + "call_subprocess_Popen", lambda f: f(["true"], stdout=1), TypeError("don't use stderr or stdout")),
    (U + "subprocess_Popen", lambda f: f("exit 4", shell=True).wait(), 4),
    (
        U + "Singleton",
        lambda f: [f() is f(), Other() is Other(), Other() == f(), str(Other()), hash(Other()) == hash(Other())],
        [True, True, False, "Other", True],
    ),
    (U + "maybe_add_to_os_environ_pathlist", of_environment, ["/c:/a:/b", False]),
    (U + "NoDuplicateOptWarningFilter", passed, [True, False, True, True, True]),
    ("theano.pathparse.PathParser", paths, ["/bin:/usr/bin:/yy:/zz", "/aa:/bin:/usr/bin:/yy:/zz", True]),
    (
        "theano._version.get_versions",
        lambda f: [f()["version"], f()["full-revisionid"][:7], f()["dirty"]],
        ["1.1.2", "ebaad55", False],
    ),
    ("theano._version.version_json", lambda text: '"version": "1.1.2"' in text, True),
    (
        "theano.tensor.utils.hash_from_ndarray",
        lambda f: [f(V), f(V + 1) == f(V), f(V.reshape(1, 2)) == f(V)],
        ["m04d39c9df6d9b0300170dbf3b5b12c0448f58efd1f2d56684c38fc2428ec3879", False, False],
    ),
    ("theano.tensor.utils.as_list", lambda f: [f(3), f((1, 2)), f("ab")], [[3], [1, 2], ["a", "b"]]),
    ("theano.compat.python2x.OrderedDict", lambda kind: list(kind([("b", 1), ("a", 2)])), ["b", "a"]),
    ("theano.compat.six.Iterator", lambda kind: [list(iter(Counts(kind)())), kind is object], [[1, 2], True]),
    ("theano.tensor.basic.hashtype", lambda f: f(x) == f(m), True),
    *[
        (f"theano.tensor{module}.hashtype", lambda f: f(x) == f(m), True)
        for module in ("", ".subtensor", ".type", ".type_other", ".var")
    ],
    ("theano.scalar.Op", lambda kind: issubclass(kind, theano.Op), True),
    ("theano.tensor.pprint", lambda f: f(x), "x"),
    ("theano.compile.DisconnectedType", lambda kind: kind() == theano.gradient.DisconnectedType(), True),
    ("theano.gof.type.CDataType", lambda kind: kind._cdata_type.__name__, "PyCapsule"),
    ("theano.sandbox.rng_mrg.GPU_mrg_uniform", lambda kind: isinstance(tt.exp, kind), False),
    ("theano.tensor.shared", lambda f: f(V).get_value(), V),
]


@pytest.mark.parametrize("name, use, expected", ROWS)
def test_name(name, use, expected):
    check(name, use, expected)


@pytest.mark.slow
def test_hook_of_exceptions(fresh_python):
    done = fresh_python(
        "-c",
        "import compat; compat.install()\nfrom theano.utils import add_excepthook\n"
        "add_excepthook(lambda kind, value, trace: print(kind.__name__, value))\nraise KeyError(5)",
        check=False,
    )
    assert done.stdout == "KeyError 5\n" and done.stderr.endswith("KeyError: 5\n")


def test_shapes_of_a_graph():
    y = x[5:]
    z = tt.outer(y, x)
    found = shape_of_variables(FunctionGraph([x], [z], clone=False), {x: (12,)})
    assert (found[x], found[y], found[z]) == ((12,), (7,), (7, 12))
    with pytest.raises(ValueError, match="clone=False"):
        shape_of_variables(FunctionGraph([x], [x + 1], clone=True), {x: (12,)})


@pytest.fixture
def saved(tmp_path):
    np.save(tmp_path / "v.npy", V)
    np.savez(tmp_path / "v.npz", V)
    np.save(tmp_path / "o.npy", np.array([{}, None]), allow_pickle=True)
    return lambda name: str(tmp_path / name)


@pytest.mark.parametrize("mode", ["C", "PYTHON", "JAX"])
def test_arrays_of_files(saved, mode):
    where = {"mode": mode}
    vector = tt.load(path, "float64", (False,))
    if mode == "JAX":
        pytest.importorskip("jax")
    f = theano.function([path], vector * 2, **where)
    agree(f(saved("v.npy")), 2 * V)
    mapped = tt.load(path, "float64", (False,), mmap_mode="c")
    agree(theano.function([path], mapped + 1, **where)(saved("v.npy")), V + 1)
    g = theano.function([], tt.load(saved("v.npy"), "float64", (False,)) * 3, **where)
    agree(g(), 3 * V)
    np.save(saved("v.npy"), V + 1)
    agree(g(), 3 * (V + 1))  # it is read at each call


@pytest.mark.parametrize(
    "name, dtype, pattern, kind, text",
    [
        ("v.npy", "float32", (False,), TypeError, "Expected an array of type float32"),
        ("v.npy", "float64", (False, False), ValueError, "dimensions"),
        ("v.npz", "float64", (False,), ValueError, "npy"),
        ("none.npy", "float64", (False,), FileNotFoundError, "none.npy"),
        ("o.npy", "float64", (False,), ValueError, "allow_pickle"),
    ],
)
def test_what_is_no_such_array(saved, name, dtype, pattern, kind, text):
    with pytest.raises(kind, match=text):
        theano.function([path], tt.load(path, dtype, pattern) * 2)(saved(name))


def test_how_a_file_is_read():
    with pytest.raises(ValueError, match="None and 'c'"):
        tt.load(path, "float64", (False,), mmap_mode="r")
    op = tt.load("v.npy", "float64", (False,), mmap_mode="c").owner.op
    assert isinstance(op, tt.io.LoadFromDisk) and str(op) == "Load{dtype: float64, broadcastable: (False,), mmep: c}"


def stopping(monkeypatch):
    """What a debugger finds and does: the monitored values, the first of which it changes."""
    seen = []

    def set_trace():
        monitored = sys._getframe(1).f_locals["monitored"]
        seen.append([v.copy() for v in monitored])
        monitored[0][...] = 7.0

    monkeypatch.setattr("pdb.set_trace", set_trace)
    for name in ("pudb", "ipdb"):
        monkeypatch.setitem(sys.modules, name, None)
    return seen


@pytest.mark.parametrize("mode", ["C", "PYTHON"])
def test_breakpoint(mode, monkeypatch, capsys):
    seen = stopping(monkeypatch)
    op = PdbBreakpoint("too large")
    y, watched = op(tt.gt(x.sum(), 5), x * 2, x)
    f = theano.function([x], [y, watched, tt.grad(y.sum(), x), y.shape], mode=mode)
    first = f(V)
    agree([first[0], first[1], first[2]], [2 * V, V, np.array([2.0, 2.0])])
    assert first[3].tolist() == [2] and not seen and capsys.readouterr().out == ""
    agree(f(3 * V)[:2], [np.array([7.0, 7.0]), 3 * V])
    agree(seen[0], [6 * V, 3 * V])
    assert "'too large' activated" in capsys.readouterr().out
    assert op == PdbBreakpoint("too large") and str(op) == "PdbBreakpoint{name='too large'}"
    assert named("theano.tests.breakpoint.PdbBreakpoint") is PdbBreakpoint
    with pytest.raises(AssertionError):
        op(x, x)


@pytest.mark.parametrize("mode", ["C", "PYTHON"])
def test_raise(mode):
    y = Raise("boo", ValueError)(x)
    assert y.type == x.type and str(y.owner.op) == "Raise{<class 'ValueError'>(boo)}" and Raise("a") == Raise("a")
    with pytest.raises(ValueError, match="boo"):
        theano.function([x], y + 1, mode=mode)(V)
    with pytest.raises(NotImplementedError):
        theano.function([x], Raise()(x), mode=mode)(V)


def test_memory_is_disturbed(monkeypatch):
    lengths = []
    for nanoseconds in (12_003_000, 4_001_000):
        monkeypatch.setattr("time.time_ns", lambda n=nanoseconds: n)
        disturb_mem.disturb_mem()
        lengths.append([len(disturb_mem._held), len(disturb_mem._held[0])])
    assert lengths == [[3, 12], [1, 4]]
