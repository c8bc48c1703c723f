"""Attributes that programs of both releases read: graphs, makers, loops, types, variables, a graph as an Op."""

import numpy as np
import pytest
import scipy.sparse

import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from theano_compat.old.theano.gof import FunctionGraph, InconsistencyError
from theano_compat.theano_api import sparse

x, y = tt.dvector("x"), tt.dscalar("y")


def graph():
    return FunctionGraph([x], [tt.exp(x) + 1], clone=False)


def test_clients_of_both_releases():
    g = graph()
    node = g.outputs[0].owner.inputs[0].owner
    for found in (g.clients[x], g.clients(x), g.get_clients(x), g.clients.get(x)):
        assert found == [(node, 0)]
    assert g.clients[g.outputs[0]] == [("output", 0)] and x in g.clients and y not in g.clients
    assert {v for v, users in g.clients.items() if users} == g.variables == set(g.clients)
    with pytest.raises(KeyError):
        g.clients[y]


def test_shapes_of_a_graph():
    g = FunctionGraph([x], [tt.outer(x, x[1:])], clone=False)
    shape = g.shape_feature.shape_of[g.outputs[0]]
    assert [int(n) for n in theano.function([x], list(shape))(np.ones(4))] == [4, 3]


def test_changes_that_are_undone():
    g = graph()
    node = g.outputs[0].owner.inputs[0].owner
    before, start = str(g), g.checkpoint()
    g.replace(node.outputs[0], tt.log(x))
    g.replace(x, tt.sqr(x))
    assert str(g) != before and g.consistent()
    g.revert(start)
    assert str(g) == before
    with pytest.raises(InconsistencyError, match="did not remove"):
        g.replace_all_validate_remove([(x, x * 2)], [node])
    assert str(g) == before
    g.replace_all_validate_remove([(node.outputs[0], tt.log(x))], [node])
    assert not g.has_destroyers(g.variables) and g.destroyers(x) == []


def test_makers():
    w = theano.shared(np.zeros(2), "w")
    f = theano.function([x, theano.In(y, value=1.0)], [x * y, w], updates=[(w, w + 1)])
    maker = f.maker
    assert maker.required == [True, False, False] and maker.refeed == [False, True, False]
    assert maker.function_builder is type(f) and maker.linker == maker.mode.provided_linker == "cvm"
    assert (maker.unpack_single, maker.return_none, maker.output_keys) == (False, False, None)
    assert f.n_returned_outputs == 2 and f.nodes_with_inner_function == []
    assert theano.function([x], x).maker.unpack_single


def test_loops():
    loop, _ = theano.scan(
        lambda v, a, b, b2: (a + v, b + v + b2, v * 2),
        sequences=x,
        outputs_info=[y, {"initial": tt.zeros(2, dtype="float64"), "taps": [-1, -2]}, None],
    )
    node = next(n for n in FunctionGraph([x, y], loop, clone=False).toposort() if hasattr(n.op, "n_seqs"))
    op = node.op
    assert op.info["n_sit_sot"] == op.info["n_mit_sot"] == op.n_nit_sot == 1 and op.n_outs == 2
    assert sorted(op.mitsot_taps()[0]) == [-2, -1] and min(op.mintaps) == -2
    assert len(op.inner_sitsot(op.inputs)) == 1 and len(op.inner_mitsot(op.inputs)) == 2
    assert len(op.outer_sitsot(node)) == len(op.outer_mitsot(node.inputs)) == 1
    assert [*op.outer_mitsot_outs(node), *op.outer_sitsot_outs(node), *op.outer_nitsot_outs(node)] == node.outputs
    assert [
        *op.inner_mitsot_outs(op.outputs),
        *op.inner_sitsot_outs(op.outputs),
        *op.inner_nitsot_outs(op.outputs),
        *op.inner_shared_outs(op.outputs),
    ] == op.outputs
    assert op.get_oinp_iinp_iout_oout_mappings() == op.var_mappings
    assert node.inputs[op.seqs_arg_offset] is op.outer_seqs(node)[0]


def test_results_of_a_loop_that_ends():
    loop, _ = theano.scan(lambda v, a: (a + v, theano.scan_module.until(v > 1)), sequences=x, outputs_info=y)
    node = next(n for n in FunctionGraph([x, y], [loop], clone=False).toposort() if hasattr(n.op, "n_seqs"))
    assert node.op.outer_sitsot_outs(node) == node.outputs[:1] and node.op.outer_shared_outs(node) == []


def test_a_graph_as_an_op():
    op = theano.OpFromGraph([x, y], [x * y])
    cells = [[None]]
    op.perform(op(x, y).owner, [np.ones(2), np.array(3.0)], cells)
    np.testing.assert_array_equal(cells[0][0], [3.0, 3.0])
    [out], inputs = op.outputs, op.inputs
    np.testing.assert_array_equal(theano.function(inputs, out)([1.0, 2.0], 2.0), [2.0, 4.0])
    op.set_grad_overrides(lambda inputs, gs: [gs[0] * 0 + 7, inputs[1] * 0])
    np.testing.assert_array_equal(theano.grad(op(x, y).sum(), x).eval({x: [1.0, 2.0], y: 1.0}), [7.0, 7.0])
    op.set_lop_overrides(lambda inputs, outputs, gs: [gs[0] * 0 + 8, inputs[1] * 0])
    np.testing.assert_array_equal(theano.grad(op(x, y).sum(), x).eval({x: [1.0, 2.0], y: 1.0}), [8.0, 8.0])


def test_types_and_variables():
    kind = x.type
    assert isinstance(x, kind.Variable) and isinstance(tt.constant([1.0]), kind.Constant)
    assert kind.value_validity_msg(np.zeros(2)) == "value is valid" and "str" in kind.value_validity_msg("a")
    assert kind.get_size(kind.get_shape_info(np.zeros(3))) == 24
    v = tt.dvector("v")
    with pytest.raises(theano.graph.fg.TestValueError, match="`v` has no test value"):
        v.get_test_value()
    v.tag.test_value = [1.0, 2.0]
    assert (v * 2).get_test_value().tolist() == [2.0, 4.0] and tt.constant(2.0).get_test_value() == 2.0
    assert tt.constant(2.0).merge_signature() == tt.constant(2.0).signature()
    assert theano.function([x], tt.constant([True, False]).compress(x))([3.0, 4.0]).tolist() == [3.0]
    assert tt.set_subtensor(x[1:], 0.0).owner.op.idx_list == x[1:].owner.op.idx_list
    op = tt.dtensor3().sum(axis=0, keepdims=True).dimshuffle(2, "x", 1).owner.op
    assert (op.shuffle, op.augment, op.drop, op.transposition) == ([2, 1], [1], [0], [2, 1, 0])


def test_a_type_whose_variables_are_of_its_own_class():
    class Words(theano.Variable):
        def shout(self):
            return self.type.louder(self)

    class Text(theano.Type):
        Variable = Words

        def filter(self, value, strict=False, allow_downcast=None):
            return str(value)

        def louder(self, variable):
            return f"{variable.name}!"

    word = Text()("word")
    assert type(word) is Words and word.shout() == "word!" and Text.Variable is word.type.Variable is Words
    assert Text.Constant is theano.Constant is theano.Type.Constant and tt.TensorType.Variable is type(x)


def test_products_of_sparse_variables():
    s = sparse.csc_matrix("s")
    value = theano.function([s, x], s.dot(x.dimshuffle(0, "x")))(scipy.sparse.csc_matrix(np.eye(2) * 2), [1.0, 2.0])
    np.testing.assert_array_equal(value, [[2.0], [4.0]])
