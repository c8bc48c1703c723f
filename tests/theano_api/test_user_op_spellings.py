"""Ops as they were written from 2010 to 2021, in Python, C and JAX. Values as Theano 1.0.5 gave."""

import numpy as np
import pytest

import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from theano_compat.old.theano import gof

x, n = tt.dvector("x"), tt.lscalar("n")
X = np.array([1.0, 2.0, 3.0])
MODES = ("PYTHON", "C", "JAX")


class ByHand(gof.Op):
    """Equality by hand, and an output buffer that is used again."""

    def __init__(self, k):
        self.k = k

    def __eq__(self, other):
        return type(self) is type(other) and self.k == other.k

    def __hash__(self):
        return hash(type(self)) ^ hash(self.k)

    def make_node(self, x):
        x = tt.as_tensor_variable(x)
        return gof.Apply(self, [x], [x.type()])

    def perform(self, node, inputs, outputs):
        [x], [z] = inputs, outputs
        if z[0] is None or z[0].shape != x.shape:
            z[0] = np.empty_like(x)
        z[0][...] = x * self.k

    def grad(self, inputs, gradients):
        return [gradients[0] * self.k]

    def infer_shape(self, node, shapes):
        return shapes

    def R_op(self, inputs, points):
        return [None if points[0] is None else points[0] * self.k]


class Plain(gof.Op):
    """The parts that the others share."""

    __props__ = ()

    def make_node(self, *inputs):
        inputs = [tt.as_tensor_variable(v) for v in inputs]
        return theano.Apply(self, inputs, [inputs[0].type()])

    def infer_shape(self, node, shapes):
        return shapes[:1]


class Typed(theano.Op):
    __props__ = ("axis",)
    itypes, otypes = [tt.dmatrix], [tt.dvector]

    def __init__(self, axis=0):
        self.axis = axis
        super(Typed, self).__init__()  # noqa: UP008

    def perform(self, node, inputs, output_storage):
        output_storage[0][0] = inputs[0].sum(self.axis)

    def infer_shape(self, node, shapes):
        return [(shapes[0][1 - self.axis],)]


class Several(gof.Op):
    __props__ = ()
    default_output = 1

    def make_node(self, x):
        return gof.Apply(self, [x], [x.type(), tt.dscalar()])

    def perform(self, node, inputs, outputs):
        outputs[0][0], outputs[1][0] = inputs[0] * 2, np.array(inputs[0].sum())

    def infer_shape(self, node, shapes):
        return [shapes[0], ()]

    def connection_pattern(self, node):
        return [[True, False]]

    def grad(self, inputs, gradients):
        return [gradients[0] * 2]


class View(Plain):
    view_map = {0: [0]}

    def perform(self, node, inputs, outputs):
        outputs[0][0] = inputs[0][::-1]


class Destroys(Plain):
    destroy_map = {0: [0]}

    def perform(self, node, inputs, outputs):
        inputs[0] += 1
        outputs[0][0] = inputs[0]


class Thunk(Plain):
    def make_thunk(self, node, storage_map, compute_map, no_recycling, impl=None):
        [source], [target] = node.inputs, node.outputs

        def thunk():
            storage_map[target][0] = storage_map[source][0] * 5
            compute_map[target][0] = True

        return thunk


class Later(Plain):
    """L_op, and the shapes of Theano-PyMC."""

    def perform(self, node, inputs, outputs):
        outputs[0][0] = np.tanh(inputs[0])

    def infer_shape(self, fgraph, node, shapes):
        return shapes

    def L_op(self, inputs, outputs, gradients):
        return [gradients[0] * (1 - outputs[0] ** 2)]


class OtherDtype(Plain):
    def perform(self, node, inputs, outputs):
        outputs[0][0] = inputs[0].astype("float32")


class AList(Plain):
    def perform(self, node, inputs, outputs):
        outputs[0][0] = [1, 2, 3]


class Many(Plain):
    def perform(self, node, inputs, outputs):
        outputs[0][0] = sum(inputs)

    def grad(self, inputs, gradients):
        return [gradients[0] for _ in inputs]


class ByValue(gof.Op):
    """Its shape needs a value: not in JAX."""

    __props__ = ()

    def make_node(self, x, n):
        return theano.Apply(self, [tt.as_tensor_variable(x), tt.as_tensor_variable(n)], [tt.dmatrix()])

    def perform(self, node, inputs, outputs):
        outputs[0][0] = np.tile(inputs[0], (int(inputs[1]), 1))

    def infer_shape(self, node, shapes):
        return [(node.inputs[1], shapes[0][0])]

    def grad(self, inputs, gradients):
        return [gradients[0].sum(axis=0), theano.gradient.grad_undefined(self, 1, inputs[1])]


RUNS = {
    "equality by hand": (ByHand(2)(x), 2 * X),
    "its gradient": (theano.grad(ByHand(2)(x).sum(), x), [2, 2, 2]),
    "its tangent": (tt.Rop(ByHand(2)(x), x, x), 2 * X),
    "its Hessian": (theano.gradient.hessian((ByHand(2)(x) ** 2).sum(), x), 8 * np.eye(3)),
    "in a loop": (theano.scan(lambda v: ByHand(3)(v.dimshuffle("x"))[0], x)[0], 3 * X),
    "types as attributes": (Typed()(tt.outer(x, x)), 6 * X),
    "a default output": (Several()(x), 6.0),
    "a connection pattern": (theano.grad(Several().make_node(x).outputs[0].sum(), x), [2, 2, 2]),
    "a view": (View()(x) * 2, 2 * X[::-1]),
    "what destroys its input": (Destroys()(x), X + 1),
    "a thunk": (Thunk()(x), 5 * X),
    "L_op": (theano.grad(Later()(x).sum(), x), 1 - np.tanh(X) ** 2),
    "another dtype than declared": (OtherDtype()(x), X),
    "a list": (AList()(x), [1, 2, 3]),
    "any number of inputs": (theano.grad(Many()(x, x, x * 2).sum(), x), [4, 4, 4]),
    "cloned": (theano.clone(ByHand(2)(x), {x: x + 1}), 2 * (X + 1)),
}


@pytest.mark.wide(17)
@pytest.mark.filterwarnings("ignore:.*Python backend runs this function:RuntimeWarning")
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", RUNS)
def test_every_spelling_runs(name, mode):
    expression, expected = RUNS[name]
    given = X.copy()
    value = theano.function([x], expression, mode=mode)(given)
    np.testing.assert_allclose(value, expected)
    assert value.dtype == np.float64 and given.tolist() == X.tolist()


@pytest.mark.parametrize("mode", ("PYTHON", "C", "JAX"))
def test_shapes_that_need_values(mode):
    z = ByValue()(x, n)
    f = theano.function([x, n], [z, theano.grad(z.sum(), x), z.shape], mode=mode)
    found = f(X, 2)
    assert found[0].tolist() == [X.tolist()] * 2 and found[1].tolist() == [2, 2, 2] and found[2].tolist() == [2, 3]


class Words(gof.Type):
    """A Type of a user's."""

    def filter(self, value, strict=False, allow_downcast=None):
        if not isinstance(value, str):
            raise TypeError("no text")
        return value

    def __eq__(self, other):
        return type(self) is type(other)


class Doubled(gof.Op):
    __props__ = ()

    def make_node(self, words):
        return theano.Apply(self, [words], [Words()()])

    def perform(self, node, inputs, outputs):
        outputs[0][0] = inputs[0] * 2


@pytest.mark.filterwarnings("ignore:.*Python backend runs this function:RuntimeWarning")
@pytest.mark.parametrize("mode", ("PYTHON", "C"))
def test_types_of_users(mode):
    words = Words()("words")
    f = theano.function([words], Doubled()(words), mode=mode)
    assert f("ab") == "abab"
    with pytest.raises(TypeError, match="no text"):
        f(1)


class Silent(gof.Op):
    """Says nothing of itself."""

    def __init__(self, by=2):
        self.by = by

    def perform(self, node, inputs, outputs):
        outputs[0][0] = self.by * inputs[0]

    def make_node(self, x):
        return gof.Apply(self, [tt.as_tensor_variable(x)], [x.type()])


class WithProps(Silent):
    __props__ = ("by",)


class WithNone(Silent):
    __props__ = ()


class Says(Silent):
    def __str__(self):
        return "says"


class SaysAndHasProps(Says):
    __props__ = ("by",)


class Shown(Silent):
    def __repr__(self):
        return "shown"


class WithTwo(Silent):
    def perform(self, node, inputs, outputs):
        raise ValueError("two")


TEXTS = [  # str, repr; None: object's own
    (Silent(), None, None),
    (WithProps(), "WithProps{by=2}", None),
    (WithProps(np.float64(2.5)), "WithProps{by=2.5}", None),
    (WithProps(np.arange(2)), "WithProps{by=array([0, 1])}", None),
    (WithProps("a"), "WithProps{by='a'}", None),
    (type("Derived", (WithProps,), {})(), "Derived{by=2}", None),
    (WithNone(), "WithNone", None),
    (Says(), "says", None),
    (type("Derived", (Says,), {})(), "says", None),
    (SaysAndHasProps(), "SaysAndHasProps{by=2}", None),
    (Shown(), "shown", "shown"),
]


@pytest.mark.parametrize("op, text, shown", TEXTS, ids=[type(op).__name__ for op, _, _ in TEXTS])
def test_text_of_an_op(op, text, shown):
    assert str(op) == f"{op}" == (object.__repr__(op) if text is None else text)
    assert repr(op) == (object.__repr__(op) if shown is None else shown)
    assert theano.printing.debugprint(op(x), file="str").startswith(f"{op} [id A] ''")


def test_our_own_texts_have_no_address():
    with pytest.raises(NotImplementedError, match="^Silent has no gradient"):
        tt.grad(Silent()(x).sum(), x)
    with pytest.raises(ValueError) as raised:
        theano.function([x], WithTwo()(x))(X)
    assert "raised by WithTwo.perform on" in "".join(raised.value.__notes__)


class CountsDown(Silent):
    """Calls the function that it is part of."""

    __props__ = ()

    def perform(self, node, inputs, outputs):
        n = inputs[0][0]
        if n < 0:
            raise ValueError("below zero")
        outputs[0][0] = inputs[0] * 0 if n == 0 else DOWN(inputs[0] - 1) + 1

    def infer_shape(self, node, shapes):
        return shapes


DOWN = theano.function([x], CountsDown()(x))


def test_a_function_that_calls_itself_goes_deep(deep_calls):
    """The real one reaches 164 levels."""
    assert DOWN(np.full(2, 165.0)).tolist() == [165.0, 165.0]


def test_an_error_of_many_levels_is_noted_once():
    with pytest.raises(ValueError, match="below zero") as raised:
        DOWN(np.full(2, 5.5))
    assert len(raised.value.__notes__) == 1
