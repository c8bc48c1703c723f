"""Calls by position and by name that Theano 1.0.5 and Theano-PyMC 1.1.2 took: they mean the same here.

The values are what both gave (`inc_subtensor(x[1:], 5.0, False, True)` and so on), or the one that has the name.
"""

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from theano_compat.graph.container import Container
from theano_compat.graph.other_names import also_named
from theano_compat.old.theano import gof
from theano_compat.theano_api import configparser

x, z = tt.dvector("x"), tt.dvector("z")
A, POINT = np.array([[2.0, 1.0], [1.0, 3.0]]), [1.0, 2.0, 3.0]
OF_X = {
    "inc_subtensor, by position": (lambda: tt.inc_subtensor(x[1:], 5.0, False, True), [1.0, 5.0, 5.0]),
    "AdvancedIncSubtensor1, by position": (
        lambda: tt.AdvancedIncSubtensor1(False, True)(x, tt.constant([7.0]), [1]), [1.0, 7.0, 3.0]),
    "AdvancedIncSubtensor1, by name": (
        lambda: tt.AdvancedIncSubtensor1(set_instead_of_inc=True)(x, tt.constant([7.0]), [1]), [1.0, 7.0, 3.0]),
    "AdvancedIncSubtensor": (lambda: tt.AdvancedIncSubtensor(set_instead_of_inc=True)(x, [7.0], [1]), [1.0, 7.0, 3.0]),
    "IncSubtensor": (lambda: tt.IncSubtensor([slice(1, None)], False, True)(x, 9.0), [1.0, 9.0, 9.0]),
    "IncSubtensor, an index that is an input": (
        lambda: tt.IncSubtensor([theano.scalar.int64])(x, 9.0, 2), [1.0, 2.0, 12.0]),
    "AdvancedSubtensor": (lambda: tt.AdvancedSubtensor()(x, [2, 0]), [3.0, 1.0]),
    "Subtensor": (lambda: tt.Subtensor(idx_list=[slice(1, None)])(x), [2.0, 3.0]),
    "Shape_i": (lambda: theano.compile.Shape_i(i=0)(x), 3),
    "DimShuffle": (lambda: tt.DimShuffle((False,), ["x", 0], True)(x), [POINT]),
    "Reshape": (lambda: tt.Reshape(2, None)(x, [1, 3]), [POINT]),
    "GradClip": (lambda: theano.grad(
        5 * theano.gradient.GradClip(clip_lower_bound=-1, clip_upper_bound=1)(x.sum()), x), [1.0] * 3),
    "GradScale": (lambda: theano.grad(theano.gradient.GradScale(multiplier=0.5)(x.sum()), x), [0.5] * 3),
    "dot": (lambda: x.dot(right=x), 14.0),
}  # fmt: skip
CONSTANT = {
    "det": (lambda: tt.nlinalg.det(x=A), 5.0),
    "solve": (lambda: tt.slinalg.solve(A=A, b=[1.0, 2.0]), [0.2, 0.6]),
    "trace": (lambda: tt.nlinalg.trace(X=A), 5.0),
    "dot, of 1.0.5": (lambda: tt.dot(a=A, b=A), [[5.0, 5.0], [5.0, 10.0]]),
    "dot, of 1.1.2": (lambda: tt.dot(l=A, r=A), [[5.0, 5.0], [5.0, 10.0]]),
    "Eye": (lambda: tt.Eye()(2, 2, 0), np.eye(2)),
    "Tri": (lambda: tt.Tri("float64").make_node(N=2, M=2, k=0).outputs[0], np.tri(2)),
    "bartlett": (lambda: tt.bartlett(M=3), [0.0, 1.0, 0.0]),
    "broadcast_to": (lambda: tt.extra_ops.broadcast_to(a=tt.constant([1.0]), shape=(2, 2)), np.ones((2, 2))),
    "UnravelIndex, of 1.1.2": (lambda: tt.extra_ops.UnravelIndex(order="F")([1, 5], [2, 3])[0], [1, 1]),
    "UnravelIndex, by position": (lambda: tt.extra_ops.UnravelIndex("F")([1, 5], [2, 3])[1], [0, 2]),
    "CumprodOp": (lambda: tt.extra_ops.CumprodOp(axis=0)(POINT), [1.0, 2.0, 6.0]),
    "get_scalar_constant_value": (lambda: tt.as_tensor(theano.get_scalar_constant_value(v=tt.constant(3))), 3),
}


@pytest.mark.parametrize("name", OF_X)
def test_of_a_variable(name):
    call, expected = OF_X[name]
    np.testing.assert_array_equal(call().eval({x: POINT}), expected)


@pytest.mark.parametrize("name", CONSTANT)
def test_of_constants(name):
    call, expected = CONSTANT[name]
    np.testing.assert_allclose(call().eval(), expected, rtol=1e-12)


def graph(*outputs):
    return gof.FunctionGraph([x], list(outputs), clone=False)


def replaced(**names):
    made = graph(tt.exp(x))
    made.replace(**names)
    return str(made)


def swapped(**options):
    """`sin`, then `cos`, by a group that is asked again only with `apply_all_opts`."""
    database = gof.LocalGroupDB(**options)
    database.register("a", gof.OpSub(tt.sin, tt.cos), "fast_run")
    database.register("b", gof.OpSub(tt.cos, tt.exp), "fast_run")
    return str(database.query("+fast_run").transform(tt.sin(x).owner)[0].owner.op)


def swapped_from_the_first():
    made = graph(tt.sin(x), tt.sin(x * x))
    gof.TopoOptimizer(gof.OpSub(tt.sin, tt.cos)).apply(made, start_from=[made.outputs[0]])
    return str(made)


def without_in_place(*outputs):
    feature = gof.toolbox.NoOutputFromInplace(*outputs)
    return feature.first_output_idx, feature.last_output_idx


OTHERS = {
    "FunctionGraph.replace, of 1.0.5": (lambda: replaced(r=x, new_r=z), "[exp(z)]"),
    "FunctionGraph.replace, of 1.1.2": (lambda: replaced(var=x, new_var=z), "[exp(z)]"),
    "LocalGroupDB": (lambda: swapped(), "Elemwise{cos,no_inplace}"),
    "LocalGroupDB, asked again": (lambda: swapped(apply_all_opts=True), "Elemwise{exp,no_inplace}"),
    "optimize, start_from": (swapped_from_the_first, "[cos(x), sin(mul(x, x))]"),
    "OpKeyOptimizer": (lambda: gof.OpKeyOptimizer(gof.OpSub(tt.sin, tt.cos), True).ignore_newtrees, True),
    "NoOutputFromInplace": (lambda: without_in_place(0, 1), (0, 1)),
    "IntParam, of 1.1.2": (lambda: configparser.IntParam(1, validate=lambda n: n > 0).filter("3"), 3),
    "IntParam, of 1.0.5": (lambda: configparser.IntParam(1, is_valid=lambda n: n > 0).filter("3"), 3),
    "EnumStr, of 1.1.2": (lambda: configparser.EnumStr("a", ["b", "c"]).all, ("a", "b", "c")),
    "EnumStr, of 1.0.5": (lambda: configparser.EnumStr("a", "b", "c").all, ("a", "b", "c")),
    "ConfigParam, of 1.0.5": (lambda: configparser.ConfigParam("1", int, False).allow_override, False),
    "Container": (lambda: Container(x, [np.ones(1)], True, name="c").readonly, True),
    "Scalar.values_eq_approx": (lambda: theano.scalar.float64.values_eq_approx(1.0, 1.001, 1e-3), True),
    "Corr3dMM": (lambda: tt.nnet.corr3d.Corr3dMM("valid", (1, 1, 1), (1, 1, 1), None, 2).num_groups, 2),
    "pm.floatX": (lambda: pm.floatX(X=1).tolist(), 1.0),
}


@pytest.mark.parametrize("name", OTHERS)
def test_others(name):
    call, expected = OTHERS[name]
    assert call() == expected


REFUSED = {
    "both names": (lambda: replaced(var=x, r=x, new_var=z), TypeError, "got both var= and r="),
    "another name": (lambda: tt.nlinalg.det(q=A), TypeError, "x"),
    "CSM, kmap": (lambda: theano.sparse.CSM("csr", kmap=[0]), NotImplementedError, r"data\[kmap\]"),
    "Reshape, name": (lambda: tt.Reshape(2, "n"), TypeError, "name the variable"),
    "PatternSub, pdb": (lambda: gof.PatternSub((tt.sin, "x"), "x", pdb=True), NotImplementedError, "breakpoint"),
    "LocalGroupDB, profile": (lambda: swapped(profile=True), NotImplementedError, "cProfile"),
    "VM_Linker, callback": (lambda: gof.vm.VM_Linker(callback=print), NotImplementedError, "MonitorMode"),
    "general_toposort": (
        lambda: gof.graph.general_toposort([], list, debug_print=True), NotImplementedError, "debug_print"),
    "DebugMode": (lambda: theano.compile.debugmode.DebugMode(linker="py"), TypeError, "only use its own linker"),
    "NullType": (lambda: gof.null_type.NullType().values_eq(1, 1), ValueError, "no values to compare"),
    "pm.sample_smc of 3.8": (
        lambda: pm.sample_smc(10, "metropolis", 25, False), TypeError, "by name, parallel=False"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name):
    call, error, words = REFUSED[name]
    with pytest.raises(error, match=words):
        call()


def test_flags_are_added_as_in_1_1_2():
    name = "calls_of_releases__flag"
    theano.config.add(name, "a flag of this test", configparser.IntParam(3))
    assert getattr(theano.config, name) == 3


def test_further_names_leave_the_signature():
    @also_named(old="new")
    def f(new, *, more=1):
        """Do nothing."""
        return new, more

    assert f(old=2) == f(2) == f(new=2) and f.__doc__ == "Do nothing." and f.also_named == {"old": "new"}


def test_variables_in_the_place_of_names_as_in_pymc3_3_8():
    with pm.Model() as model:
        mu = pm.Normal("mu", 0, 1)
        pm.Normal("y", mu, 1, observed=[0.5, 1.5])
        drawn = pm.sample_posterior_predictive([{"mu": 0.0}] * 4, 4, model, [mu], progressbar=False)
        assert set(drawn) == {"mu"} and set(pm.sample_prior_predictive(3, model, [mu])) == {"mu"}
