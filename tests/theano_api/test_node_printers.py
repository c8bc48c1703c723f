"""Printers of nodes for `theano.pp.assign`, and modules that have names of others; expected: Theano 1.0.5."""

import importlib

import numpy as np
import pytest

import compat
import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from theano_compat.theano_api import printing
from theano_compat.theano_api.printing import pp

x, alpha = tt.dscalar("x"), tt.dscalar("alpha")
TEXTS = {
    "a Greek name": (lambda: pp(alpha * x), r"(\alpha * x)"),
    "a pattern": (
        lambda: pp.clone_assign(tt.exp, printing.PatternPrinter("E<%(0)s>"))(tt.exp(x * 2)),
        "E<(x * TensorConstant{2})>",
    ),
    "a pattern with precedences": (
        lambda: pp.clone_assign(tt.add, printing.PatternPrinter(("E<%(0)s|%(1)s>", -1000)))((x + alpha) * 2),
        r"(E<x|\alpha> * TensorConstant{2})",
    ),
    "left out": (
        lambda: pp.clone_assign(tt.exp, printing.IgnorePrinter())(tt.exp(x * 2)),
        "(x * TensorConstant{2})",
    ),
    "by default": (
        lambda: pp.clone_assign(tt.exp, printing.default_printer)(tt.exp(x * 2)),
        "Elemwise{exp,no_inplace}((x * TensorConstant{2}))",
    ),
    "all by default": (
        lambda: pp.clone_assign(lambda state, r: True, printing.default_printer)(tt.exp(alpha)),
        r"Elemwise{exp,no_inplace}(\alpha)",
    ),
    "a leaf": (
        lambda: pp.clone_assign(lambda state, r: r.name == "x", InBrackets())(x + alpha),
        r"(<x> + \alpha)",
    ),
    "a sign before one input": (
        lambda: pp.clone_assign(tt.exp, printing.OperatorPrinter("!", 1))(tt.exp(x)),
        "(!x)",
    ),
}


class InBrackets:
    """A printer of a user's own."""

    def process(self, output, pstate):
        return f"<{output}>"


@pytest.mark.parametrize("name", TEXTS)
def test_text(name):
    made, expected = TEXTS[name]
    assert made() == expected


@pytest.mark.parametrize("printer", [printing.PatternPrinter("a"), printing.IgnorePrinter()])
def test_leaves_have_no_inputs(printer):
    with pytest.raises(TypeError, match="not the result of an operation"):
        printer.process(x, printing.PrinterState(pprinter=pp))


# A name, and another one for the same object.
SAME = """
theano.sandbox.neighbours.images2neibs theano.tensor.nnet.neighbours.images2neibs
theano.misc.safe_asarray._asarray theano._asarray
theano.tensor.basic._asarray theano._asarray
theano.tensor.BaseAdvancedSubtensor theano.tensor.subtensor.AdvancedSubtensor
theano.tensor.subtensor.BaseAdvancedIncSubtensor theano.tensor.AdvancedIncSubtensor
theano.tensor.opt_uncanonicalize.register_uncanonicalize theano.tensor.opt.register_uncanonicalize
theano.sandbox.blocksparse.sparse_block_dot theano.tensor.nnet.blocksparse.sparse_block_dot
theano.sparse.sandbox.sp.sp_sum theano.sparse.sp_sum
theano.printing.pp theano.printing.pprint
""".split()


@pytest.mark.parametrize(("name", "other"), list(zip(SAME[::2], SAME[1::2], strict=True)))
def test_same_object(name, other):
    compat.install()
    try:
        found = [getattr(importlib.import_module(n.rpartition(".")[0]), n.rpartition(".")[2]) for n in (name, other)]
    finally:
        compat.uninstall()
    assert found[0] is found[1]


def test_double_op():
    from theano_compat.old.theano.misc.doubleop import DoubleOp

    v = tt.dvector("v")
    out = DoubleOp()(v)
    f = theano.function([v], [out, theano.grad(out.sum(), v), theano.Rop(out, v, v), out.shape])
    for value, expected in zip(f([1.0, 2.5]), ([2, 5], [2, 2], [2, 5], [2]), strict=True):
        np.testing.assert_array_equal(value, expected)
