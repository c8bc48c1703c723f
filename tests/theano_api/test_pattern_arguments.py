"""Optimizers of patterns by hand: with a node, as in Theano 1.0, and with the graph before it, as in Theano-PyMC."""

import importlib

import theano_compat.theano_api as theano

opt = importlib.import_module("compat.old.theano.graph.opt")
fg = importlib.import_module("compat.old.theano.graph.fg")
x = theano.tensor.dvector("x")


def test_transform_takes_the_graph_first():
    node = theano.tensor.sqr(x).owner
    remove = opt.OpRemove(theano.tensor.sqr)
    assert remove.transform(node) == remove.transform(fg.FunctionGraph([x], [node.outputs[0]]), node) == [x]


def test_pre_greedy_local_optimizer():
    made = opt.pre_greedy_local_optimizer(
        fg.FunctionGraph([], []), [opt.OpRemove(theano.tensor.sqr)], theano.tensor.sqr(x) + 1
    )
    assert made.eval({x: [3.0]}).tolist() == [4.0]
