"""Graphs as text and pictures, printers of users, walks over graphs."""

from collections import deque

import numpy as np
import pytest

import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from theano_compat.old.theano.gof import graph as walks
from theano_compat.old.theano.gof import utils
from theano_compat.theano_api import printing

x, y = tt.dvector("x"), tt.dvector("y")
z = tt.exp(x) + y

# As Theano 1.0.5 printed them.
PRINTED = {
    "x[1]": (x[1], "x[Constant{1}]"),
    "a length": (x.shape[0], "Shape(x)[Constant{0}]"),
    "a sum": (z * 2, "((exp(x) + y) * TensorConstant{2})"),
}


@pytest.mark.parametrize("name", PRINTED)
def test_pp(name):
    variable, text = PRINTED[name]
    assert theano.pp(variable) == theano.pprint(variable) == text


def test_printers_of_users():
    mine = printing.pprint.clone_assign(tt.exp, printing.FunctionPrinter("EXP"))
    assert mine(z) == "(EXP(x) + y)" and printing.pp(z) == "(exp(x) + y)"
    mine.assign(lambda state, v: v.owner is not None and v.owner.op == tt.add, printing.OperatorPrinter("plus"))
    assert mine(z) == "(EXP(x) plus y)"
    mine.assign(tt.Elemwise, "elementwise")
    assert mine(z) == "elementwise"
    assert printing.pprint.process_graph([x, y], [z], {x: z}) == "out = (exp(x) + y)\nx <- (exp(x) + y)"


def test_descriptors_say_all_and_nothing_of_memory():
    text = printing.var_descriptor(z * tt.exp(x))
    assert text.startswith("A=Elemwise{mul,no_inplace}(B=Elemwise{add,no_inplace}(") and "<" in text
    again = tt.exp(x) + y
    assert printing.position_independent_str(z) == printing.position_independent_str(again)
    assert printing.var_descriptor(tt.constant(np.ones(3))) != printing.var_descriptor(tt.constant(np.zeros(3)))
    tags = printing._TagGenerator()
    assert [tags.get_tag() for _ in range(27)][::13] == ["A", "N", "BA"]


def test_a_picture_needs_pydot_and_its_text_does_not(tmp_path, monkeypatch, capsys):
    path = tmp_path / "graph.dot"
    f = theano.function([x, y], z, mode="PYTHON")
    for what in (z, [z, x], f):
        printing.pydotprint(what, outfile=str(path), with_ids=True, var_with_name_simple=True)
        text = path.read_text()
        assert text.startswith("digraph {") and text.count("{") - text.count("}") == 0 and "exp" in text
    assert str(path) in capsys.readouterr().out
    monkeypatch.setattr(printing.dot, "pydot_imported", False)
    with pytest.raises(RuntimeError, match="pip install pydot"):
        printing.pydotprint(z, outfile=str(tmp_path / "graph.png"))


def test_expressions_with_numbers_for_what_is_used_twice():
    shared = tt.exp(x)
    assert walks.as_string([x], [shared * shared], node_formatter=lambda n, a: f"f({', '.join(a)})") == [
        "f(*1 -> f(x), *1)"
    ]
    assert walks.as_string([shared], [shared * shared], node_formatter=lambda n, a: f"f({', '.join(a)})") == [
        f"f({shared}, {shared})"
    ]
    assert walks.op_as_string([x], shared.owner) == "Elemwise{exp,no_inplace}(x)"


def needs(item):
    return {1: [2, 3], 2: [4], 3: [4], 4: []}[item]


def test_sorting_and_searching():
    assert walks.general_toposort([1], needs).index(4) == 0 and walks.general_toposort([1], needs)[-1] == 1
    with pytest.raises(ValueError, match="cycles"):
        walks.general_toposort([1], lambda i: [1 - i])
    assert walks.stack_search(deque([1]), needs) == [1, 2, 3, 4]
    assert walks.stack_search(deque([1]), needs, "dfs") == [1, 3, 4, 2]
    assert walks.stack_search(deque([1]), needs, build_inv=True)[1][4] == [2, 3]
    assert utils.toposort({1: {2, 3}, 2: {4}, 3: {4}})[0] == 4
    assert walks.io_connection_pattern([x, y], [z, y]) == [[True, False], [True, True]]
    assert walks.view_roots(z) == [z]
    with walks.nodes_constructed() as made:
        new = tt.exp(x)
    assert new in made and z not in made


def test_small_functions():
    assert utils.uniq([1, 2, 1]) == [1, 2] and utils.flatten([1, (2, [3])]) == [1, 2, 3]
    assert utils.difference([1, 2], [2]) == [1] and utils.remove(lambda v: v > 1, [1, 2]) == [1]
    assert utils.hist("aba") == {"a": 2, "b": 1} and not utils.unique("aba")
    assert utils.to_return_values([1]) == 1 and utils.from_return_values(1) == [1]
    assert "test_printing_and_walks.py" in utils.get_variable_trace_string(z)
