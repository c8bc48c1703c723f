"""Arguments as legacy code gives them: by legacy's names, and none of them ignored in silence."""

import io

import numpy as np
import pytest

import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from theano_compat.old.theano.graph.basic import io_toposort
from theano_compat.theano_api.printing import debugprint
from theano_compat.theano_api.updates import OrderedUpdates

x, m, f32, labels = tt.dvector("x"), tt.dmatrix("m"), tt.fvector("f32"), tt.lvector("labels")
z = tt.exp(x) + 1
VALUE = np.arange(6.0).reshape(2, 3)

REFUSED = {
    "debugprint, unknown": (lambda: debugprint(z, zzz=1), TypeError, "zzz"),
    "debugprint, ids": (lambda: debugprint(z, ids="char"), ValueError, "'char'"),
    "debugprint, depth": (lambda: debugprint(z, depth="2"), TypeError, "depth must be an int"),
    "shared, target": (lambda: theano.shared(np.ones(2), target="gpu"), TypeError, "target='gpu'.*device=cuda"),
    "shared scalar, target": (lambda: theano.shared(1.0, target="zzz"), TypeError, "target='zzz'"),
    "sort, kind": (lambda: tt.sort(x, kind="zzz"), ValueError, "sort kind must be one of.*'zzz'"),
    "argsort, kind": (lambda: x.argsort(kind="zzz"), ValueError, "sort kind must be one of.*'zzz'"),
    "crossentropy": (lambda: tt.nnet.crossentropy_softmax_1hot(m, labels, foo=3), TypeError, "foo"),
    "crossentropy, bias": (lambda: tt.nnet.crossentropy_softmax_1hot_with_bias(m, x, labels, foo=3), TypeError, "foo"),
    "updates by name": (lambda: OrderedUpdates().update(a=3), TypeError, "'a'"),
    "toposort, orderings": (lambda: io_toposort([x], [z], orderings={z.owner: []}), NotImplementedError, "orderings"),
    "toposort, clients": (lambda: io_toposort([x], [z], clients={}), NotImplementedError, "clients"),
    "mean, op": (lambda: tt.mean(x, op=True), NotImplementedError, "leave `op` out"),
    "var, keepdims for ddof": (lambda: tt.var(m, 0, True), ValueError, "keepdims is now at index 3"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_arguments_that_are_refused(name):
    call, error, words = REFUSED[name]
    with pytest.raises(error, match=words):
        call()


PRINTED = {
    "depth": ({"depth": 1}, 1, "Elemwise{add"),
    "types": ({"print_type": True}, 4, "<TensorType(float64, vector)>"),
    "no ids": ({"ids": ""}, 4, "Elemwise{add,no_inplace}  ''"),
    "numbers": ({"ids": "int"}, 4, "[id 0]"),
}


@pytest.mark.parametrize("name", PRINTED)
def test_debugprint_does_as_told(name):
    keywords, least, words = PRINTED[name]
    text = debugprint(z, file="str", **keywords)
    assert words in text and least <= len(text.splitlines()) <= least + 2
    file = io.StringIO()
    assert debugprint(z, file=file, **keywords) is file and file.getvalue() == text


def test_debugprint_goes_on_where_an_earlier_call_stopped():
    done, used = {}, {}
    first = debugprint(z, file="str", done=done, used_ids=used)
    assert z.owner in done and len(debugprint(z, file="str", done=done, used_ids=used).splitlines()) == 1
    assert "[id A]" in first and "[id A]" not in debugprint(tt.exp(m), file="str", done=done, used_ids=used)


@pytest.mark.parametrize("mode", ["PYTHON", "C"])
def test_profiles(mode):
    stats = theano.compile.ProfileStats(atexit_print=False)
    f = theano.function([x], z, mode=mode, profile=stats, name="profiled")
    f([1.0]), f([2.0])
    assert f.profile is stats and stats.fct_callcount == 2 and 0 < stats.vm_call_time <= stats.fct_call_time
    file = io.StringIO()
    stats.summary(file)
    assert "Message: profiled" in file.getvalue() and "Time in 2 calls" in file.getvalue()
    assert stats.nb_nodes == len(f.maker.fgraph.apply_nodes)
    rows = stats.nb_nodes if mode == "PYTHON" else 1  # C has fused them all
    assert len(stats.apply_time) == rows and sum(stats.op_callcount().values()) == 2 * rows
    assert theano.function([x], z, mode=mode, profile=False).profile is None


def at(expression):
    return expression.eval({m: VALUE}) if m in theano.gof.graph.inputs([expression]) else expression.eval()


# By legacy's names, and what Theano 1.0.5 and 1.1.2 gave for VALUE.
BY_NAME = {
    "sum": (lambda: tt.sum(input=m), 15.0),
    "prod": (lambda: tt.prod(input=m + 1, axis=1), [6.0, 120.0]),
    "mean": (lambda: tt.mean(input=m, axis=0), [1.5, 2.5, 3.5]),
    "var": (lambda: tt.var(input=m, axis=0), [2.25] * 3),
    "var, corrected": (lambda: tt.var(m, axis=0, corrected=True), [2.25] * 3),
    "var, ddof over two dimensions": (lambda: tt.var(m, ddof=1), 8.75),
    "std": (lambda: tt.std(input=m, axis=0, ddof=1), [4.5**0.5] * 3),
    "max_and_argmax": (lambda: tt.max_and_argmax(a=m, axis=1)[1], [2, 2]),
}


@pytest.mark.parametrize("name", BY_NAME)
def test_parameters_have_legacys_names(name):
    expression, expected = BY_NAME[name]
    assert np.allclose(at(expression()), expected, rtol=1e-12)


POINT = np.arange(3.0)
VECTOR, CONSTANT = tt.dvector, tt.constant(POINT)

# Methods of types and constants, and functions whose first parameter legacy called otherwise: what they give.
METHODS = {
    "pfunc": (lambda: theano.compile.pfunc(params=[x], outputs=x * 2, mode="PYTHON")([1.0]).tolist(), [2.0]),
    "pfunc, output_keys": (
        lambda: theano.compile.pfunc([x], [x * 2], mode="PYTHON", output_keys=["a"])([1.0])["a"].tolist(), [2.0]),
    "Constant.equals": (lambda: CONSTANT.equals(tt.constant(POINT)), True),
    "Constant.equals, another": (lambda: CONSTANT.equals(tt.constant(POINT + 1)), False),
    "Constant.equals, another dtype": (lambda: CONSTANT.equals(tt.constant(POINT.astype("float32"))), False),
    "Constant.equals, an array": (lambda: CONSTANT.equals(POINT), True),
    "Constant.equals, a list": (lambda: CONSTANT.equals([0.0, 1.0, 2.0]), False),
    "value_zeros": (lambda: tt.fmatrix.value_zeros((2, 1)).tolist(), [[0.0], [0.0]]),
    "filter_variable": (lambda: VECTOR.filter_variable(x) is x, True),
    "filter_variable, an array": (lambda: VECTOR.filter_variable(POINT).data.tolist(), [0.0, 1.0, 2.0]),
    "Type.values_eq": (lambda: theano.gof.generic.values_eq("a", "a"), True),
    "Type.values_eq_approx": (lambda: theano.gof.generic.values_eq_approx("a", "b"), False),
    "may_share_memory": (lambda: tt.dvector.may_share_memory(POINT, POINT[1:]), True),
    "gof.graph.clone": (lambda: len(theano.gof.graph.clone(i=[x], o=[z])), 2),
    "is_in_ancestors": (lambda: theano.gof.graph.is_in_ancestors(
        l_node=z.owner, f_node=z.owner.inputs[0].owner), True),
    "load_shared_variable": (
        lambda: tt.sharedvar.load_shared_variable(val=POINT).get_value().tolist(), [0.0, 1.0, 2.0]),
}  # fmt: skip


@pytest.mark.parametrize("name", METHODS)
def test_methods_and_older_functions(name):
    call, expected = METHODS[name]
    assert call() == expected


def test_a_type_refuses_variables_of_another():
    with pytest.raises(TypeError, match="Cannot convert Type .*float32, vector.* into Type .*float64, vector"):
        VECTOR.filter_variable(f32)


S = theano.shared(np.ones(2), "S")
UPDATES = {
    "of another rank": (x.sum(), ("`S` made at", "TensorType(float64, vector)", "TensorType(float64, scalar)",
                                  "x.sum()")),
    "of another dtype": (tt.cast(S, "float32"), ("TensorType(float32, vector)", "`S` made at test_arguments.py")),
    "an array": (np.ones((2, 2)), ("`S` made at test_arguments.py", "TensorType(float64, vector)", "got 2")),
}  # fmt: skip


@pytest.mark.parametrize("name", UPDATES)
def test_updates_of_another_type_name_both_and_the_line(name):
    value, words = UPDATES[name]
    with pytest.raises(TypeError) as caught:
        theano.function([x], updates=[(S, value)], on_unused_input="ignore")
    assert not [word for word in words if word not in str(caught.value)], str(caught.value)


# What a copy gives: a list whatever the original gave, as both releases did.
COPIES = {"one": (x * 2, [[2.0]]), "a list": ([x], [[1.0]]), "none": (None, []), "a dict": ({"a": x * 2}, [[2.0]])}


@pytest.mark.parametrize("name", COPIES)
def test_copies_of_functions_give_lists(name):
    outputs, expected = COPIES[name]
    f = theano.function([x], outputs, mode="PYTHON", on_unused_input="ignore", name="f")
    copy = f.copy()
    assert [v.tolist() for v in copy([1.0])] == expected and isinstance(copy([1.0]), list)
    assert copy.name == "f copy" and f.copy(name="g").name == "g"
