"""Walks over graphs, under the names of both releases; graphs as text."""

import numpy as np
import pytest

import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from theano_compat.old.theano import gof, graph
from theano_compat.theano_api.printing import debugprint, min_informative_str, pp

x, y, m, s = tt.dvector("x"), tt.dvector("y"), tt.dmatrix("m"), tt.dscalar("s")
k = tt.ivector("k")
w = theano.shared(np.ones(3), "w")
power = tt.exp(x)
z = power * y + 1
one = z.owner.inputs[1]


def test_walks_return_lists_in_the_old_release_and_iterators_in_the_new():
    assert gof.graph.inputs([z]) == list(graph.basic.graph_inputs([z])) == [x, y, one]
    assert set(gof.graph.ancestors([z])) == set(graph.basic.ancestors([z])) == {z, z.owner.inputs[0], power, x, y, one}
    assert [n.op.scalar_op.name for n in gof.graph.io_toposort([x, y], [z])] == ["exp", "mul", "add"]
    assert [n.op.scalar_op.name for n in graph.basic.applys_between([power], [z])] == ["mul", "add"]
    assert gof.graph.orphans([x, y], [z]) == list(graph.basic.orphans_between([x, y], [z])) == [one]
    assert gof.graph.ops([x], [z]) == set(gof.graph.list_of_nodes([x], [z]))
    assert power not in gof.graph.inputs([z]) and power in gof.graph.ancestors([z], blockers=[power])
    assert gof.graph.is_in_ancestors(z.owner, power.owner) and not gof.graph.is_in_ancestors(power.owner, z.owner)


def test_equal_graphs():
    assert gof.graph.is_same_graph(tt.exp(x) + 1, tt.exp(x) + 1)
    assert not gof.graph.is_same_graph(tt.exp(x) + 1, tt.exp(y) + 1)
    assert gof.graph.is_same_graph(tt.exp(x), tt.exp(y), givens={x: y})
    assert graph.basic.equal_computations([tt.exp(x)], [tt.exp(y)], [x], [y])
    assert not graph.basic.equal_computations([x + 1], [x + 1.0])


def test_copies():
    [a, b], [c] = gof.graph.clone([x, y], [z])
    assert not {x, y} & {a, b} and set(gof.graph.inputs([c])) >= {a, b} and c.owner is not z.owner
    equiv = graph.basic.clone_get_equiv([x, y], [z], copy_inputs=False)
    assert equiv[x] is x and equiv[z.owner].outputs == [equiv[z]] and equiv[power] is not power


def test_nodes():
    node = z.owner
    assert node.nin == 2 and node.nout == 1 and node.out is z and z.index == 0
    assert node.clone().inputs == node.inputs and node.clone_with_new_inputs([x, y], strict=False).inputs == [x, y]
    with pytest.raises(TypeError, match="Cannot convert Type"):  # `strict`, as in both releases
        node.clone_with_new_inputs([x, y])
    with pytest.raises(TypeError, match="Variable"):
        gof.Apply(node.op, [1.0], [x.type()])
    assert isinstance(z, gof.Variable) and isinstance(one, gof.Constant) and isinstance(x.type, gof.Type)


EXPRESSIONS = {  # as theano.pp of 1.1.2 wrote them
    "x + s": "(x + s)",
    "-x": "(-x)",
    "x * 2 * m": "((x * TensorConstant{2}) * m)",
    "x // 2": "(x // TensorConstant{2})",
    "x % 2": "mod(x, TensorConstant{2})",
    "x ** 2": "(x ** TensorConstant{2})",
    "x < 1": "lt(x, TensorConstant{1})",
    "tt.log1p(x + 1)": "log1p((x + TensorConstant{1}))",
    "tt.switch(x > 0, x, 0)": "switch(gt(x, TensorConstant{0}), x, TensorConstant{0})",
    "tt.dot(m, x)": "(m \\dot x)",
    "m.T": "m.T",
    "m.dimshuffle(0, 'x', 1)": "DimShuffle{0, x, 1}(m)",
    "tt.stack([s, s])": "[s, s]",
    "tt.cast(x, 'int32')": "int32(x)",
    "w + x": "(w + x)",
    "tt.dvector() + 1": "(<TensorType(float64, vector)> + TensorConstant{1})",
    "tt.maximum(x, 0)": "scalar_maximum(x, TensorConstant{0})",
    "tt.abs_(x)": "|x|",
    "tt.ones_like(x)": "fill(x, TensorConstant{1.0})",
    "~k": "invert(k)",
    "tt.nnet.sigmoid(x)": "sigmoid(x)",
}


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_pp(expression):
    assert pp(eval(expression, globals())) == theano.pprint(eval(expression, globals())) == EXPRESSIONS[expression]


TREE = """Elemwise{add,no_inplace} [id A] ''   
 |Elemwise{mul,no_inplace} [id B] ''   
 | |Elemwise{exp,no_inplace} [id C] ''   
 | | |x [id D]
 | |Sum{axis=[0], acc_dtype=float64} [id E] ''   
 |   |m [id F]
 |x [id D]
"""  # noqa: W291


def test_debugprint(capsys):
    expression = tt.exp(x) * m.sum(axis=0) + x
    assert debugprint(expression, file="str") == TREE
    debugprint(expression)
    assert capsys.readouterr().out == TREE
    assert debugprint([x, x + 1], ids="int", file="str").splitlines()[:2] == [
        "x [id 0]",
        "Elemwise{add,no_inplace} [id 1] ''   ",
    ]
    assert len(debugprint(expression, depth=2, file="str").splitlines()) == 3
    assert "<TensorType(float64, vector)>" in debugprint(x + 1, print_type=True, file="str")
    assert "exp" in debugprint(theano.function([x], tt.exp(x), mode="PYTHON"), file="str")
    with pytest.raises(TypeError):
        debugprint(3)


def test_min_informative_str():
    shared = x + 1
    expected = "A. Elemwise{mul,no_inplace}\n B. Elemwise{add,no_inplace}\n  C. x\n  D. TensorConstant{1}\n <B>"
    assert min_informative_str(shared * shared) == expected


@pytest.mark.slow
def test_deep_graphs_are_walked_and_printed():
    deep = x
    for _ in range(20_000):
        deep = deep + x
    assert len(gof.graph.list_of_nodes([x], [deep])) == 20_000
    for _ in range(18_000):
        deep = deep.owner.inputs[0]
    assert debugprint(deep, file="str").count("\n") == 4_001
    assert len(min_informative_str(deep)) > 10_000


def test_a_dimshuffle_that_changes_nothing_gives_a_variable_of_its_own():
    same = x.dimshuffle(0)
    both = tt.stack([x, same]).sum()
    assert same is not x
    found = theano.function([x], tt.grad(both, [same, x]), mode="PYTHON")(np.ones(3))
    assert [g.tolist() for g in found] == [[1.0] * 3, [2.0] * 3]
