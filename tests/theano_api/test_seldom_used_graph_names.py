"""Names of graphs, rewriting and compiling that no program of the census uses. Expected: Theano-PyMC 1.1.2; of
`theano.gof`: Theano 1.0.5. Constants stand in graphs without the DimShuffle that legacy put before them."""

import warnings

import numpy as np
import pytest

import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from tests.seldom_used import agree, check, named
from theano_compat.theano_api import scalar, shared
from theano_compat.theano_api.compile import In, Out
from theano_compat.theano_api.compile import mode as modes

x, y, z = tt.dvectors("x", "y", "z")
m = tt.dmatrix("m")
V = np.array([1.0, 2.0])
e = tt.exp(x)
e.name = "e"
s = e + y
s.name = "s"
out = s * tt.constant(V, name="k")
out.name = "out"


def names(variables):
    return " ".join(map(str, variables))


def parents(v):
    return v.owner.inputs if v.owner else None


def once_updated(f):
    state = tt.dvector("state")
    run = f([In(x), In(state, value=np.zeros(2), update=state + x, mutable=True)], [Out(state + x)])
    return [run(V)[0], run(V)[0]]


def pairs(f):
    k = tt.dvector
    return [
        f(x + 1, x + 1),
        f(x + 1, y + 1),
        f(x + 1, y + 1, givens={x: y}),
        f(x * (y * z), (x * y) * z),
        f(x + y, x + z, givens=[(y, z)]),
        f(x, x),
        f(k(), k()),
        f(x + 1, x + 2),
    ]


SAME_GRAPH = [True, False, True, False, True, True, False, False]
INFORMATION = {
    (): [
        "The function is supposed to have no input.",
        "The function has a single input variable which has no name, and thus cannot be assigned through a keyword "
        "argument (use 'name=...' in a Variable's constructor to give it a name).",
        "The function has 2 inputs, but none of them is named, and thus they cannot be assigned through keyword "
        "arguments (use 'name=...' in a Variable's constructor to give it a name).",
    ],
    ("a", "b"): [
        "The function has 2 named inputs (a, b).",
        "The function has 2 named inputs (a, b), and 1 unnamed input which thus cannot be accessed through "
        "keyword argument (use 'name=...' in a variable's constructor to give it a name).",
        "The function has 2 named inputs (a, b), and 2 unnamed inputs which thus cannot be accessed through "
        "keyword arguments (use 'name=...' in a variable's constructor to give it a name).",
    ],
}


def described(v):
    return [v.name, str(v.type), v.owner]


SCAN = "theano.scan.utils."
ROWS = [
    ("theano.graph.basic.walk", lambda f: names(f([out], parents)), "out s k e y x"),
    ("theano.graph.basic.walk", lambda f: names(f([out], parents, bfs=False)), "out k s y e x"),
    (
        "theano.graph.basic.walk",
        lambda f: [(str(v), c if c is None else names(c)) for v, c in f([s], parents, return_children=True)],
        [("s", "e y"), ("e", "x"), ("y", None), ("x", None)],
    ),
    (
        "theano.graph.basic.walk",
        lambda f: list(f([1], lambda n: [n + 1, n * 2] if n < 6 else None, hash_fn=int)),
        [1, 2, 3, 4, 6, 5, 8, 10],
    ),
    ("theano.graph.basic.walk", lambda f: list(f([3], lambda n: (k for k in range(n)), hash_fn=int)), [3, 0, 1, 2]),
    ("theano.graph.basic.vars_between", lambda f: names(f([x, y], [out])), "out k s y e x"),
    ("theano.graph.basic.vars_between", lambda f: names(f([e], [out])), "out k s y e"),
    ("theano.graph.basic.vars_between", lambda f: names(f([], [out, e])), "out e k s x y"),
    ("theano.gof.graph.variables", lambda f: names(f([x, y], [out])), "out s e x y k"),
    ("theano.gof.graph.variables", lambda f: names(f([e], [out])), "out s e y k"),
    ("theano.gof.graph.variables_and_orphans", lambda f: tuple(map(names, f([x], [out]))), ("out s e x y k", "y k")),
    ("theano.graph.toolbox.is_same_graph", pairs, SAME_GRAPH),
    (
        "theano.compile.get_info_on_inputs",
        lambda f: {k: [f(list(k), n) for n in range(3)] for k in INFORMATION},
        INFORMATION,
    ),
    ("theano.compile.orig_function", lambda f: f([In(x)], [Out(x * 2)])(V), [2 * V]),
    ("theano.compile.orig_function", lambda f: f([x], x * 2)(V), 2 * V),
    (
        "theano.compile.orig_function",
        lambda f: sorted(f([In(x)], [Out(x * 2), Out(x + 1)], output_keys=["a", "b"])(V).items()),
        [("a", 2 * V), ("b", V + 1)],
    ),
    (
        "theano.compile.orig_function",
        lambda f: f([In(x), In(y, value=np.ones(2), name="why")], [Out(x - y)])(V, why=V),
        [0 * V],
    ),
    ("theano.compile.orig_function", once_updated, [V, 2 * V]),
    ("theano.compile.orig_function", lambda f: f([In(x), In(y)], [Out(x)]), theano.compile.UnusedInputError()),
    ("theano.compile.orig_function", lambda f: f([x, In(y)], Out(x), on_unused_input="ignore", name="n").name, "n"),
    ("theano.compile.register_linker", lambda f: f("py", None), ValueError("Linker name already taken: py")),
    (
        "theano.compile.register_optimizer",
        lambda f: f("fast_run", None),
        ValueError("Optimizer name already taken: fast_run"),
    ),
    (SCAN + "safe_new", lambda f: described(f(x, "_copy")), ["x_copy", "TensorType(float64, vector)", None]),
    (SCAN + "safe_new", lambda f: described(f(x + y, "_copy")), [None, "TensorType(float64, vector)", None]),
    (SCAN + "safe_new", lambda f: described(f(x, "_c", dtype="float32")), ["x_c", "TensorType(float32, vector)", None]),
    (SCAN + "safe_new", lambda f: described(f(shared(V, "w"), "_c")), ["w_c", "TensorType(float64, vector)", None]),
    (SCAN + "safe_new", lambda f: described(f(scalar.float64("s"), "_c", "int8")), ["s_c", "int8", None]),
    (SCAN + "safe_new", lambda f: described(f(V, "_c")), [None, "TensorType(float64, vector)", None]),
    (
        SCAN + "safe_new",
        lambda f: (lambda k: [f(k, "_c").name, f(k).data, f(k) is k])(tt.constant(V, name="k")),
        ["k", V, False],
    ),
    (SCAN + "expand_empty", lambda f: (lambda v: [v.shape, v[:2]])(f(m, 3).eval({m: np.eye(2)})), [(5, 2), np.eye(2)]),
    (SCAN + "expand_empty", lambda f: (lambda i: f(m, i).eval({m: np.eye(2), i: 1}).shape)(tt.iscalar("i")), (3, 2)),
    (SCAN + "expand_empty", lambda f: f(m, 0) is m, True),
]


@pytest.mark.parametrize("name, use, expected", ROWS)
def test_name(name, use, expected):
    check(name, use, expected)


def test_new_variables_keep_test_values():
    q = tt.dvector("q")
    q.tag.test_value = V
    with theano.change_flags(compute_test_value="raise"):
        new = [theano.scan.utils.safe_new(*a) for a in ((q, "_c"), (q, "_c", "float32"), (q * 2, "_c"), (x,))]
    agree([v.tag.test_value for v in new[:3]], [V, V.astype("float32"), 2 * V])
    assert new[0].tag.test_value is not V and not hasattr(new[3].tag, "test_value")


def test_reconstructed_graph():
    inputs, outputs = theano.scan.utils.reconstruct_graph([x, y], [x * 2 + y, y], "_n")
    assert [v.name for v in inputs] == ["x_n", "y_n"] and outputs[1] is inputs[1] and inputs[0] is not x
    agree(theano.function(inputs, outputs)(V, 2 * V), [4 * V, 2 * V])
    assert theano.scan_module.scan_utils.reconstruct_graph([x], [x])[0][0].name == "x"


def test_linker_of_a_name():
    modes.register_linker("seldom", theano.gof.PerformLinker())
    try:
        agree(theano.function([x], x * 2, mode=theano.Mode(linker="seldom", optimizer="fast_run"))(V), 2 * V)
    finally:
        del modes.predefined_linkers["seldom"]


@pytest.mark.parametrize("name", ["optimizer", "inplace_optimizer"])
def test_optimizer_of_a_function(name):
    seen = []

    @named(f"theano.gof.{name}")
    def mul_to_add(fgraph):
        seen.append(type(fgraph).__name__)
        for node in fgraph.toposort():
            if node.op == tt.mul:
                fgraph.replace_all_validate([(node.outputs[0], tt.add(*node.inputs))])

    assert mul_to_add.__name__ == "mul_to_add" and isinstance(mul_to_add, theano.gof.opt.Optimizer)
    modes.register_optimizer("seldom", mul_to_add)
    try:
        mode = theano.Mode(linker="py", optimizer="seldom")
        agree(theano.function([x, y], x * y, mode=mode)(V, 10 * V), 11 * V)
        assert seen == ["FunctionGraph"]
    finally:
        del modes.predefined_optimizers["seldom"]


def test_traces():
    """Legacy left the innermost frames out that `skips` names; its own tests were an exception."""

    def inner(**how):
        return [(frame[0].rpartition("/")[2], *frame[2:]) for frame in theano.gof.utils.simple_extract_stack(**how)]

    here = "test_seldom_used_graph_names.py"
    assert [frame[:2] for frame in inner(limit=2)] == [(here, "test_traces"), (here, "inner")]
    assert inner(limit=0) == [] and len(inner()) > 2 and inner(limit=1, skips=["no such file"])[0][1] == "inner"
    assert inner(limit=1, skips=["seldom"])[0][1] == "inner"
    v = theano.gof.utils.add_tag_trace(tt.dvector())
    [frames] = v.tag.trace
    assert frames[-1][2:] == ("test_traces", "v = theano.gof.utils.add_tag_trace(tt.dvector())")
    assert [len(theano.graph.utils.add_tag_trace(tt.dvector(), n).tag.trace[0]) for n in (1, 2)] == [1, 2]
    assert len(theano.graph.basic.add_tag_trace(tt.dvector(), -1).tag.trace[0]) > len(frames)


def test_skipped_frames():
    source = "def inner(): return simple(skips=['/opt/some'])\nfound = inner()"
    space = {"simple": theano.gof.utils.simple_extract_stack}
    exec(compile(source, "/opt/some/library.py", "exec"), space)
    assert [frame[2] for frame in space["found"]][-1] == "test_skipped_frames"


def test_copied_traces():
    copy, trace, other = theano.gof.opt.copy_stack_trace, [("f.py", 3, "fun", "b = 1")], [("e.py", 1, "g", "e")]
    b, c, d, f = (tt.exp(x) for _ in range(4))
    b.tag.trace, f.tag.trace = [trace], [other]
    assert copy(b, c) is c and c.tag.trace == [trace]
    both = [d, f]
    assert copy([b, c], both) is both
    assert d.tag.trace == [trace, trace] and f.tag.trace == [other, trace, trace]
    g = tt.exp(x)
    b.tag.trace = trace
    assert copy({b}, {g}) == {g} and g.tag.trace == [trace]


def test_copied_lines():
    """Our nodes have the user's line of themselves; one that an optimizer makes gets that of what it stands for."""
    new = tt.sqr(x)
    new.owner.compat_origin = None
    assert theano.tensor.opt.copy_stack_trace(e, new).owner.compat_origin is e.owner.compat_origin is not None


@pytest.mark.parametrize("how", ["off", "ignore", "warn", "raise"])
def test_missing_test_message(how):
    say = theano.gof.op.missing_test_message
    with theano.change_flags(compute_test_value=how), warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        if how == "raise":
            with pytest.raises(AttributeError, match="no value"):
                say("no value")
        else:
            assert say("no value") is None
    assert [str(w.message) for w in said] == ["no value"] * (how == "warn")


def test_failure_callbacks_by_name():
    @theano.gof.local_optimizer(None)
    def fails(node):
        raise KeyError("no")

    def run(callback, error=None):
        optimizer = theano.gof.TopoOptimizer(fails, failure_callback=callback)
        if error is not None:
            return callback(error, optimizer, [], fails, None)
        return optimizer.optimize(theano.gof.FunctionGraph([x], [tt.exp(x)]))

    kind = theano.gof.TopoOptimizer
    with theano.change_flags(on_opt_error="raise"):
        for callback in (kind.warn, kind.warn_inplace):
            with pytest.raises(KeyError):
                run(callback)
        run(kind.warn_ignore)
        run(kind.warn_inplace, theano.gof.InconsistencyError())
        with pytest.raises(theano.gof.InconsistencyError):
            run(kind.warn, theano.gof.InconsistencyError())


def test_shapes_that_ops_promise():
    i, j = tt.lscalar("i"), tt.lscalar("j")

    def of(variable, shapes):
        found = variable.owner.op.infer_shape(None, variable.owner, shapes)
        assert found == variable.owner.op.infer_shape(variable.owner, shapes)
        return [[n if isinstance(n, int) else n.name or int(n.eval()) for n in shape] for shape in found]

    assert of(m + 1, [(i, j), (1, 1)]) == [["i", "j"]] and of(m.T, [(i, j)]) == [["j", "i"]]
    assert of(tt.shape(m), [(i, j)]) == [[2]] and of(tt.stack([i, j]), [(), ()]) == [[2]]
    assert of(tt.dot(m, x), [(i, j), (j,)]) == [["i"]]


def test_repr_with_a_test_value():
    """The lines are Theano 1.0.5's under NumPy 1.19."""
    x, y = tt.scalar("x"), tt.scalar("y")
    x.tag.test_value = 42
    with theano.config.change_flags(print_test_value=True):
        assert repr(x) == "x\narray(42.)" and repr(y) == "y"
    assert repr(x) == "x"
