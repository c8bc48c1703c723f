"""Ops that users write: `perform`, `grad`, `infer_shape`, in Python and, called back, in C functions and JAX."""

import inspect
import pickle

import numpy as np
import pytest

import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from theano_compat.old.theano import gof
from theano_compat.theano_api.compile.ops import as_op

MODES = ("PYTHON", "C", "JAX")
pytestmark = pytest.mark.filterwarnings("ignore:.*Python backend runs this function:RuntimeWarning")
x, y = tt.dvector("x"), tt.dvector("y")


class Scaled(theano.Op):
    """x * factor, as one wrote it in 2015."""

    __props__ = ("factor",)

    def __init__(self, factor):
        self.factor = factor

    def make_node(self, x):
        x = tt.as_tensor_variable(x)
        return gof.Apply(self, [x], [x.type()])

    def perform(self, node, inputs, output_storage):
        [x], [z] = inputs, output_storage
        z[0] = x * self.factor

    def infer_shape(self, node, i0_shapes):
        return i0_shapes

    def grad(self, inputs, output_grads):
        return [output_grads[0] * self.factor]

    def R_op(self, inputs, eval_points):
        return self.grad(inputs, eval_points)


class SumAndCount(gof.Op):
    """Two outputs of declared types; the second has no gradient."""

    itypes = [tt.dvector]
    otypes = [tt.dscalar, tt.lscalar]

    def perform(self, node, inputs, outputs):
        outputs[0][0] = np.asarray(inputs[0].sum())
        outputs[1][0] = np.asarray(inputs[0].size)

    def grad(self, inputs, gradients):
        return [gradients[0] * tt.ones_like(inputs[0])]

    def connection_pattern(self, node):
        return [[True, False]]


@as_op(itypes=[tt.dvector, tt.dscalar], otypes=[tt.dvector], infer_shape=lambda node, shapes: [shapes[0]])
def shifted(values, by):
    return values + by


@pytest.mark.parametrize("mode", MODES)
def test_perform_and_grad(mode):
    z = Scaled(3)(x)
    f = theano.function([x], [z, theano.grad((z**2).sum(), x)], mode=mode)
    value, gradient = f([1.0, 2.0])
    assert value.tolist() == [3.0, 6.0] and gradient.tolist() == [18.0, 36.0]


@pytest.mark.parametrize("mode", MODES)
def test_several_outputs(mode):
    total, count = SumAndCount()(x)
    f = theano.function([x], [total * 2, count, theano.grad(total, x)], mode=mode)
    assert [np.asarray(r).tolist() for r in f([1.0, 2.0, 4.0])] == [14.0, 3, [1.0, 1.0, 1.0]]


@pytest.mark.parametrize("mode", MODES)
def test_as_op(mode):
    f = theano.function([x], shifted(x, tt.constant(1.5, dtype="float64")) * 2, mode=mode)
    assert f([1.0, 2.0]).tolist() == [5.0, 7.0]


def test_as_op_checks_its_types_and_pickles_by_name():
    with pytest.raises(TypeError, match="itypes"):
        as_op(itypes=["float64"], otypes=[tt.dscalar])
    with pytest.raises(TypeError, match="float32"):
        shifted(tt.fvector("f"), tt.dscalar("s"))
    assert pickle.loads(pickle.dumps(shifted)) is shifted


def test_equal_ops_are_one_node():
    assert Scaled(2) == Scaled(2) != Scaled(3)
    calls = []

    class Counted(Scaled):
        def perform(self, node, inputs, outputs):
            calls.append(1)
            super().perform(node, inputs, outputs)

    theano.function([x], Counted(2)(x) + Counted(2)(x), mode="PYTHON")([1.0])
    assert len(calls) == 1


@pytest.mark.parametrize("mode", MODES)
def test_an_op_that_overwrites_its_inputs_gets_copies(mode):
    class Careless(Scaled):
        def perform(self, node, inputs, outputs):
            inputs[0] *= 2
            outputs[0][0] = inputs[0]

    class Overwriting(Careless):
        destroy_map = {0: [0]}

    given = np.ones(2)
    f = theano.function([x], [Careless(1)(x), x + 1], mode=mode)
    with pytest.warns(RuntimeWarning, match="Careless.perform wants to write into its inputs, without"):
        assert [v.tolist() for v in f(given)] == [[2.0, 2.0], [2.0, 2.0]]
    assert [v.tolist() for v in f(given)] == [[2.0, 2.0], [2.0, 2.0]]
    assert theano.function([x], Overwriting(1)(x), mode=mode)(given).tolist() == [2.0, 2.0]
    assert given.tolist() == [1.0, 1.0]


def test_an_op_that_asks_for_writable_inputs_gets_copies():
    class Particular(Scaled):
        def perform(self, node, inputs, outputs):
            if not inputs[0].flags.behaved:
                raise AttributeError("array is not contiguous or not well behaved")
            super().perform(node, inputs, outputs)

    with pytest.warns(RuntimeWarning, match="well behaved"):
        assert theano.function([x], Particular(2.0)(x), mode="PYTHON")([1.0]).tolist() == [2.0]


class Failing(Scaled):
    def perform(self, node, inputs, outputs):
        raise KeyError("the user's own")


@pytest.mark.parametrize("mode", MODES)
def test_an_exception_in_perform_is_the_users_own(mode):
    with pytest.raises(KeyError, match="the user's own") as caught:
        theano.function([x], Failing(1)(x) + 1, mode=mode)([1.0])
    line = f"test_user_ops.py:{inspect.getsourcelines(test_an_exception_in_perform_is_the_users_own)[1] + 3}"
    [note] = caught.value.__notes__
    assert "Failing" in note and line in note and "Failing(1)(x) + 1" in note  # where it is called, not made


class WrongRank(Scaled):
    def perform(self, node, inputs, outputs):
        outputs[0][0] = inputs[0].sum()


class SetsNothing(Scaled):
    def perform(self, node, inputs, outputs):
        pass


BAD = {
    "another rank": (WrongRank(1), TypeError, "0 dimensions"),
    "no value": (SetsNothing(1), ValueError, "did not set"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_ops(name):
    op, error, words = BAD[name]
    with pytest.raises(error, match=words):
        theano.function([x], op(x), mode="PYTHON")([1.0, 2.0])


def test_without_infer_shape():
    """Such an Op runs in Python, between the parts that are compiled."""
    for mode in ("JAX", "C"):
        f = theano.function([x], as_op([tt.dvector], [tt.dvector])(lambda v: v[1:])(x * 2).sum(), mode=mode)
        assert f([1.0, 2.0, 3.0]) == 10.0


def test_wrong_number_of_gradients():
    class TooMany(Scaled):
        def grad(self, inputs, output_grads):
            return [output_grads[0], output_grads[0]]

    class NoGradient(theano.Op):
        itypes, otypes = [tt.dvector], [tt.dvector]

    with pytest.raises(ValueError, match="TooMany.*2 for 1"):
        theano.grad(TooMany(1)(x).sum(), x)
    with pytest.raises(NotImplementedError, match="NoGradient"):
        theano.grad(NoGradient()(x).sum(), x)


def test_verify_grad_finds_wrong_gradients():
    class Wrong(Scaled):
        def grad(self, inputs, output_grads):
            return [output_grads[0] * (self.factor + 0.1)]

    rng = np.random.RandomState(1)
    theano.gradient.verify_grad(Scaled(2), [np.ones(3)], rng=rng, mode="PYTHON")
    with pytest.raises(theano.gradient.GradientError, match="argument 0"):
        theano.gradient.verify_grad(Wrong(2), [np.ones(3)], rng=rng, mode="PYTHON")
    with pytest.raises(ValueError, match="RandomState"):
        theano.gradient.verify_grad(Scaled(2), [np.ones(3)])


def test_numeric_gradient_looks_to_one_side_alone():
    def root(v):
        assert (v >= 0).all()
        return (v**1.5 + v).sum()

    found = theano.gradient.numeric_grad(root, np.array([0.0, 4.0]))
    np.testing.assert_allclose(found.gf, [1.0, 4.0], rtol=1e-3)


def test_rop_of_a_users_op():
    moved = theano.Rop(Scaled(2)(x), x, y)
    assert theano.function([y], moved, mode="PYTHON")([1.0, 3.0]).tolist() == [2.0, 6.0]


def test_test_values_in_an_op():
    z = tt.dvector("z")
    z.tag.test_value = np.array([1.0, 2.0])
    assert gof.op.get_test_value(Scaled(2)(z)).tolist() == [2.0, 4.0]
    assert gof.op.get_debug_values(z) == []  # test values are off
    with theano.config.change_flags(compute_test_value="raise"):
        assert gof.op.get_debug_values(z)[0].tolist() == [1.0, 2.0]  # of one argument no tuple
        assert [len(values) for values in gof.op.get_debug_values(z, z)] == [2]
        with pytest.raises(AttributeError, match="`x`"):
            gof.op.get_debug_values(x)


@pytest.mark.parametrize("mode", MODES)
def test_print(mode, capsys):
    printed = theano.printing.Print("here", attrs=("shape",))(x)
    f = theano.function([x], [printed * 2, theano.grad(printed.sum(), x)], mode=mode)
    assert f([1.0, 2.0])[0].tolist() == [2.0, 4.0]
    assert "here shape = (2,)" in capsys.readouterr().out
