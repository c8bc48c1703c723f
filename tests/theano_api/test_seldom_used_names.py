"""Names that no program of the census uses, each as one would. Expected: Theano-PyMC 1.1.2; `theano.gof`, `.compat`
and `advanced_boolean_subtensor`: Theano 1.0.5; `theano.gpuarray` and `sandbox.cuda`: what the CPU gives."""

import copy
import dataclasses
import hashlib
import pickle

import numpy as np
import pytest
import scipy.signal
import scipy.sparse

import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from tests.seldom_used import agree, check, named
from theano_compat.old.theano.sandbox import rng_mrg
from theano_compat.theano_api.gradient import DisconnectedType

x, m = tt.dvector("x"), tt.dmatrix("m")
A = np.array([[0.1, 0.5, -1.0], [2.0, 0.0, 1.0]])
K = tt.constant(np.array([1, 2], dtype="int32"))
V = np.array([1.0, 2.0, 3.0])
INF, NAN = np.array([1.0, np.inf, 3.0]), np.array([1.0, np.nan, 3.0])
PAIRS = [
    (INF, V),
    (NAN, V),
    (V, INF),
    (V, NAN),
    (INF, NAN),
    (NAN, NAN),
    (INF, -INF),
    (V, V + 1e-9),
    (V, V + 0.1),
    (V, V.astype("float32")),
    (V, V[:2]),
    (np.array([10**9]), np.array([10**9 + 1])),
]
S = scipy.sparse.csr_matrix(np.array([[0.0, 1, 0], [2, 0, 3]]))
IMAGE = np.random.RandomState(1).normal(size=(1, 1, 3, 4, 4))
KERNEL = np.random.RandomState(2).normal(size=(1, 1, 2, 2, 2))


def values(variables, given=None):
    return [v.eval(given or {}) for v in variables]


def of_pairs(f):
    return [bool(f(a, b)) for a, b in PAIRS]


def true_at(*positions):
    return [k in positions for k in range(len(PAIRS))]


def of_sparse(f):
    s = theano.sparse.as_sparse_variable
    return [f(s(S)).eval(), f(s(S.tocsc())).eval(), str(f(theano.sparse.csc_matrix("u", "float32")).type)]


def with_tag(f):
    y = tt.dvector("y")
    y.tag.values_eq_approx = named("theano.tensor.type.values_eq_approx_always_true")
    return [f(x, V, V + 1e-9), f(x, V, V + 1), f(y, V, V + 1)]


def integers(*values):
    return np.array(values, dtype="int32")


NN = "theano.tensor.nnet.nnet."
ROWS = [
    ("theano.tensor.type.values_eq_approx_remove_inf", of_pairs, true_at(0, 4, 5, 7)),
    ("theano.tensor.type.values_eq_approx_remove_nan", of_pairs, true_at(1, 5, 7)),
    ("theano.tensor.type.values_eq_approx_remove_inf_nan", of_pairs, true_at(0, 1, 4, 5, 7)),
    ("theano.tensor.values_eq_approx_always_true", of_pairs, [True] * len(PAIRS)),
    ("theano.compile.debugmode.check_eq", with_tag, [True, False, True]),
    (
        "theano.compile.nanguardmode.contains_inf",
        lambda f: [
            bool(f(v)) for v in (V, INF, NAN, np.array([]), np.float32(-np.inf), np.array([1, 2]), slice(0, 1), None)
        ],
        [False, True, False, False, True, False, False, False],
    ),
    (
        "theano.compile.nanguardmode.contains_nan",
        lambda f: [
            bool(f(v)) for v in (V, INF, NAN, np.array([]), np.float64(np.nan), np.array([1, 2]), slice(0, 1), None)
        ],
        [False, False, True, False, True, False, False, False],
    ),
    (
        "theano.tensor.check_and_normalize_axes",
        lambda f: [f(m, a) for a in (None, -1, (1, -2), np.array(1), tt.constant([0, -1]), [])],
        [[], [1], [0, 1], [1], [0, 1], []],
    ),
    ("theano.tensor.check_and_normalize_axes", lambda f: f([[1, 2], [3, 4]], -1), [1]),
    ("theano.tensor.check_and_normalize_axes", lambda f: f(m, 2), ValueError()),
    ("theano.tensor.check_and_normalize_axes", lambda f: f(m, "a"), TypeError("Axis must be an integer")),
    ("theano.tensor.check_and_normalize_axes", lambda f: f(m, tt.iscalar()), TypeError("needs a constant axis")),
    ("theano.tensor.transfer", lambda f: [f(m, "cpu") is m, f([1, 2], "cpu").eval()], [True, np.array([1, 2])]),
    ("theano.tensor.transfer", lambda f: f(m, "gpu0"), ValueError("Can't transfer to ")),
    (
        "theano.tensor.advanced_subtensor",
        lambda f: f(tt.constant(A), np.array([0, 1]), np.array([2, 0])).eval(),
        np.array([-1.0, 2.0]),
    ),
    (
        "theano.tensor.advanced_subtensor",
        lambda f: f(tt.constant(A), np.array([0, 1]), slice(1, None)).eval(),
        A[:, 1:],
    ),
    ("theano.tensor.advanced_boolean_subtensor", lambda f: f(tt.constant(A), A > 0.3).eval(), np.array([0.5, 2, 1])),
    (
        "theano.tensor.nlinalg._zero_disconnected",
        lambda f: values(f([x * 2, x * 3], [DisconnectedType()(), x + 1]), {x: V}),
        [np.zeros(3), V + 1],
    ),
    (
        NN + "crossentropy_softmax_max_and_argmax_1hot",
        lambda f: values(f(tt.constant(A), K)),
        [
            np.array([0.6384006707781639, 1.4076059644443804]),
            np.array(
                [
                    [0.35402042464404526, 0.5281364129534369, 0.11784316240251765],
                    [0.6652409557748218, 0.09003057317038045, 0.2447284710547976],
                ]
            ),
            np.array([0.5281364129534369, 0.6652409557748218]),
            np.array([1, 0]),
        ],
    ),
    (
        NN + "crossentropy_softmax_max_and_argmax_1hot_with_bias",
        lambda f: values(f(tt.constant(A), tt.constant([1.0, 2.0, -1.0], dtype="float64"), K)),
        [
            np.array([0.2292893952502087, 3.349012216768186]),
            np.array(
                [
                    [0.19606885209283978, 0.7950984025061573, 0.008832745401002888],
                    [0.7053845126982412, 0.25949646034241913, 0.03511902695933973],
                ]
            ),
            np.array([0.7950984025061573, 0.7053845126982412]),
            np.array([1, 0]),
        ],
    ),
    ("theano.tensor.nnet.ctc.ctc_available", lambda f: [f(), isinstance(f.msg, str)], [False, True]),
    (
        "theano.sparse.csm_data",
        of_sparse,
        [np.array([1.0, 2, 3]), np.array([2.0, 1, 3]), "TensorType(float32, vector)"],
    ),
    ("theano.sparse.csm_indices", of_sparse, [integers(1, 0, 2), integers(1, 0, 1), "TensorType(int32, vector)"]),
    ("theano.sparse.csm_indptr", of_sparse, [integers(0, 1, 3), integers(0, 1, 2, 3), "TensorType(int32, vector)"]),
    ("theano.sparse.csm_shape", of_sparse, [integers(2, 3), integers(2, 3), "TensorType(int32, vector)"]),
    ("theano.sparse.bsr_matrix", lambda f: [f("q").name, str(f(dtype="float32").type)], ["q", "Sparse[float32, bsr]"]),
    (
        "theano.sparse.bsr_matrix",
        lambda f: (lambda q: theano.function([q], theano.sparse.dense_from_sparse(q))(scipy.sparse.bsr_matrix(S)))(
            f("q", "float64")
        ),
        S.toarray(),
    ),
    ("theano.sparse.basic._is_dense", lambda f: [f(A), f(S)], [True, False]),
    ("theano.sparse.basic._is_dense", lambda f: f([1]), NotImplementedError("should only be called on")),
    (
        "theano.sandbox.linalg.psd",
        lambda f: [f(m).eval({m: np.eye(2)}), str(f(m).type)],
        [np.eye(2), "TensorType(float64, matrix)"],
    ),
    (
        "theano.sandbox.linalg.psd",
        lambda f: tt.nlinalg.matrix_inverse(f(m)).eval({m: np.diag([2.0, 4.0])}),
        np.diag([0.5, 0.25]),
    ),
    (
        "theano.sandbox.rng_mrg.multMatVect",
        lambda f: f(integers(*[12345] * 6), rng_mrg.A1p72, rng_mrg.M1, rng_mrg.A2p72, rng_mrg.M2),
        integers(1613322692, 623311037, 1722317882, 1563970864, 792350268, 619030428),
    ),
    (
        "theano.sandbox.rng_mrg.multMatVect",
        lambda f: f(
            integers(1, 2, 3, 4, 5, 6),
            np.arange(9).reshape(3, 3),
            np.int32(7),
            np.eye(3, dtype="int64") * 5,
            np.int32(11),
        ),
        integers(1, 5, 2, 9, 3, 8),
    ),
    ("theano.gpuarray.as_gpuarray_variable", lambda f: f(A, None).eval(), A),
    ("theano.gpuarray.basic_ops.as_gpuarray_variable", lambda f: f(m, "dev0") is m, True),
    ("theano.gpuarray.type.list_contexts", lambda f: list(f()), []),
    (
        "theano.gpuarray.dnn.dnn_conv3d",
        lambda f: f(IMAGE, KERNEL).eval(),
        scipy.signal.convolve(IMAGE[0, 0], KERNEL[0, 0], "valid", "direct")[None, None],
    ),
    (
        "theano.gpuarray.dnn.dnn_conv3d",
        lambda f: f(IMAGE, KERNEL, border_mode="full", conv_mode="cross", subsample=(2, 1, 1)).eval(),
        scipy.signal.correlate(IMAGE[0, 0], KERNEL[0, 0], "full", "direct")[None, None, ::2],
    ),
    ("theano.sandbox.cuda.as_cuda_ndarray_variable", lambda f: f(A).eval(), A.astype("float32")),
    ("theano.sandbox.cuda.basic_ops.as_cuda_ndarray_variable", lambda f: f(tt.fvector("f")).owner is None, True),
]


@pytest.mark.parametrize("name, use, expected", ROWS)
def test_name(name, use, expected):
    check(name, use, expected)


def test_debugmode_asks_the_tag():
    class Counts(theano.Op):
        """Other values at every call."""

        __props__ = ("always",)
        calls = 0

        def __init__(self, always):
            self.always = always

        def make_node(self, x):
            out = x.type()
            if self.always:
                out.tag.values_eq_approx = tt.type.values_eq_approx_always_true
            return theano.Apply(self, [x], [out])

        def perform(self, node, inputs, outputs):
            Counts.calls += 1
            outputs[0][0] = inputs[0] + Counts.calls

    assert theano.function([x], Counts(True)(x), mode="DebugMode")(V).shape == (3,)
    with pytest.raises(theano.compile.debugmode.DebugModeError):
        theano.function([x], Counts(False)(x), mode="DebugMode")(V)


class Method:
    def of(self):
        return 1


def printed(f):
    """A deprecated function, called twice."""

    @f("myfile", "do something different...")
    def add(a, b=1):
        return a + b

    return [add(1), add(1, b=5), add.__name__]


def remembered(f):
    calls = []

    @f
    def add(a, b=2):
        calls.append((a, b))
        return [a + b]

    return [add(1), add(1) is add(1), add(1, b=3), add(1.0), len(calls)]


def raised(f):
    try:
        raise ValueError("first")
    except ValueError as error:
        trace = error.__traceback__
    try:
        f(KeyError, KeyError("second"), trace)
    except KeyError as error:
        tail = error.__traceback__
        while tail.tb_next is not None:
            tail = tail.tb_next
        return [error.args[0], tail is trace]


OLD = [
    ("theano.compat.cmp", lambda f: [f(1, 2), f(2, 2), f("b", "a")], [-1, 0, 1]),
    ("theano.compat.exc_message", lambda f: [f(ValueError("a")), f(ValueError(KeyError("b")))], ["a", "b"]),
    ("theano.compat.decode", lambda f: f(b"abc"), "abc"),
    ("theano.compat.decode_iter", lambda f: list(f([b"a", b"\xc3\xa9"])), ["a", "é"]),
    ("theano.compat.decode_with", lambda f: f(b"\xe9", "latin-1"), "é"),
    (
        "theano.compat.get_unbound_function",
        lambda f: [f(m) is Method.of for m in (Method().of, Method.of, len)],
        [True, True, False],
    ),
    ("theano.compat.six.b", lambda f: f("a\xe9"), b"a\xe9"),
    ("theano.compat.six.iteritems", lambda f: list(f({"a": 1, "b": 2})), [("a", 1), ("b", 2)]),
    ("theano.compat.six.iterkeys", lambda f: list(f({"a": 1, "b": 2})), ["a", "b"]),
    ("theano.compat.six.itervalues", lambda f: next(f({"a": 1, "b": 2})), 1),
    ("theano.compat.six.reraise", raised, ["second", True]),
    ("theano.compat.six.reraise", lambda f: f(KeyError), KeyError()),
    ("theano.configdefaults.warn_default", lambda f: [f(v) for v in ("0.9", "0.10", "1.0")], [False, True, True]),
    ("theano.gof.utils.hashtype", lambda f: [f(x) == f(m), f(1) == hash("int") ^ hash("builtins")], [True, True]),
    ("theano.gof.utils.memoize", remembered, [[3], True, [4], [3], 2]),
    ("theano.gof.utils.memoize", lambda f: f(len)([1]), TypeError("unhashable")),
]


@pytest.mark.parametrize("name, use, expected", OLD)
def test_old_name(name, use, expected):
    check(name, use, expected)


def test_deprecated(capsys):
    assert printed(named("theano.gof.utils.deprecated")) == [2, 6, "add"]
    assert capsys.readouterr().out == "WARNING: myfile.add deprecated. do something different...\n"


def test_hash_from_file(tmp_path):
    (tmp_path / "some.txt").write_bytes(b"theano")
    agree(
        named("theano.gof.utils.hash_from_file")(tmp_path / "some.txt"),
        "m57f86887e58e197439219a5debcdfdedb481585851086d1a4e84a3a15e638f9a",
    )
    assert named("theano.gof.utils.hash_from_code")("theano")[1:] == hashlib.sha256(b"theano").hexdigest()


def test_lock():
    """One process of legacy compiled at a time; ours need not wait, so that a lock is a block of code."""
    lock = theano.gof.compilelock
    assert lock.get_lock("folder", timeout=1) is None and lock.release_lock() is None
    with lock.lock_ctx("folder", keep_lock=True) as held:
        assert held is None and theano.function([x], x + 1)(V)[0] == 2


def test_of_the_compilers():
    """What a package with CUDA of its own, such as pylearn2, asks at import, on a machine where it will not be used."""
    assert theano.gof.cmodule.get_lib_extension() in ("so", "pyd")
    assert theano.gof.cmodule.get_gcc_shared_library_arg() in ("-shared", "-dynamiclib")
    assert not theano.sandbox.cuda.nvcc_compiler.is_nvcc_available()
    assert isinstance(theano.compile.debugmode.default_make_thunk, list)


def test_rebroadcast_takes_its_pairs_one_by_one():
    row = tt.Rebroadcast((1, False), (0, True))
    assert row == tt.Rebroadcast(((0, True), (1, False))) and row(tt.matrix()).broadcastable == (True, False)
    assert tt.addbroadcast(tt.matrix(), 0).owner.op == tt.Rebroadcast((0, True))
    assert copy.copy(row) == pickle.loads(pickle.dumps(row)) == dataclasses.replace(row) == row


def test_text_of_c():
    strutil = theano.misc.strutil
    assert strutil.render_string("%(a)s = %(b)d;", {"a": "x", "b": 1}) == "x = 1;"
    with pytest.raises(Exception, match=r"^%\(a\)s = %\(b\)<<<< caused exception 'b'$"):
        strutil.render_string("%(a)s = %(b)d;", {"a": "x"})
    assert strutil.pretty_format("if (a) {\n\t b;\n}\n  }c") == "if (a) {\n    b;\n}\n}c"


def test_files_of_settings(monkeypatch):
    files = named("theano.configparser.config_files_from_theanorc")
    monkeypatch.setenv("HOME", "/home/someone")
    monkeypatch.setenv("THEANORC", "/a/b:~/c")
    assert files() == ["/a/b", "/home/someone/c"]
    monkeypatch.delenv("THEANORC")
    assert files() == ["/home/someone/.theanorc"]
    monkeypatch.setenv("THEANORC", "")
    assert files() == []  # real: [""], a file that is not there
    assert named("theano.configdefaults.get_home_dir")() == "/home/someone"


@pytest.mark.slow
@pytest.mark.parametrize(
    "before, warned",
    [
        ("0.9", [False, False, True, True]),
        ("None", [True] * 4),
        ("all", [False] * 4),
        ("0.7", [False, True, True, True]),
    ],
)
def test_whether_to_warn(fresh_python, before, warned):
    done = fresh_python(
        "-c",
        "import compat; compat.install()\nfrom theano.configdefaults import warn_default\n"
        "print([warn_default(v) for v in ('0.3', '0.9', '0.10', '1.0')])",
        flags=f"warn.ignore_bug_before={before}",
    )
    assert done.stdout.strip() == str(warned)
