"""A user's class may give any name to what it has: those of our engine, and others that look like them.

Each name raises where it is touched, is a method that takes something else, or is a value.
"""

import pickle

import numpy as np
import pytest

import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from theano_compat.graph.op import Op
from theano_compat.graph.types import TensorType
from theano_compat.ops.indexing.subtensor import Subtensor
from theano_compat.ops.random.mrg_uniform import MRGUniform
from theano_compat.ops.scan.op import Scan
from theano_compat.theano_api.printing import debugprint, pp

MODES = ("PYTHON", "C", "JAX")
AT = np.array([1.0, 2.0])
pytestmark = pytest.mark.filterwarnings("ignore:.*Python backend runs this function:RuntimeWarning")


class Touched(Exception):
    pass


def _raise(*given):
    raise Touched


def engine_names(*kinds):
    """Return the names that the engine has on these classes, as a user may have called something."""
    every = {one for kind in kinds for one in dir(kind)}
    return {one.replace("compat_", "", 1) for one in every if one.lstrip("_").startswith("compat_")}


OF_OPS = engine_names(Op, Scan, Subtensor, MRGUniform, tt.Dot) | set(
    """array connection gradient inlined is_black_box loops lowered plain_name r_op raised shapes stops_tangents
    structural takes_none element elements inner_graphs in_place inline prepared watched settled impure new_order
    scalar_op acc_dtype c_view c_value c_opaque c_guards c_computations c_label entry entries explain told result_types
    data spec
    """.split()
)
OF_TYPES = engine_names(TensorType) | {"takes", "fresh", "is_super", "numpy_dtype", "variable_class", "to_tensor"}
HOW = {
    "raises": lambda name: property(_raise),
    "another method": lambda name: lambda self, one, two, three, four, five: _raise(),
    "a value": lambda name: (1, 0),
}


def named(how, names, body):
    return {**{one: HOW[how](one) for one in names}, **body}


def twice(how, **more):
    """Return an Op of a user that has all these names besides."""
    body = {
        "__props__": (),
        "itypes": [tt.dvector],
        "otypes": [tt.dvector],
        "perform": lambda self, node, inputs, outputs: outputs[0].__setitem__(0, inputs[0] * 2),
        "grad": lambda self, inputs, gradients: [gradients[0] * 2],
        "R_op": lambda self, inputs, points: [points[0] * 2],
        "infer_shape": lambda self, node, shapes: shapes,
        **more,
    }
    return type("Twice", (theano.Op,), named(how, OF_OPS, body))()


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("how", HOW)
def test_an_op(how, mode):
    x = tt.dvector("x")
    y = twice(how)(x)
    outputs = [y, y.shape, theano.grad(y.sum(), x), theano.gradient.Rop(y, x, tt.ones_like(x)), tt.dot(y, y.T)]
    found = theano.function([x], outputs, mode=mode)(AT)
    for value, expected in zip(found, [2 * AT, [2], [2, 2], [2, 2], 20], strict=True):
        np.testing.assert_array_equal(value, expected)


@pytest.mark.parametrize("how", HOW)
def test_the_texts_of_an_op(how):
    x = tt.dvector("x")
    y = twice(how)(x)
    assert str(y) == "Twice.0" and pp(y) == "Twice(x)" and "Twice" in debugprint(y, file="str")
    f = theano.function([x], y.sum(), mode="C")
    assert "Twice" in str(f.explain(AT)) and "Twice" in debugprint(f, file="str")


@pytest.mark.parametrize("how", HOW)
def test_an_op_in_a_loop_a_graph_and_a_test_value(how):
    x = tt.dvector("x")
    op = twice(how)
    states, _ = theano.scan(lambda before: op(before), outputs_info=x, n_steps=3)
    inner = tt.dvector()
    graph = theano.OpFromGraph([inner], [op(inner)])
    cost = states[-1].sum() + graph(x).sum() + theano.ifelse.ifelse(tt.gt(x[0], 0), op(x), x).sum()
    value, slope = theano.function([x], [cost, theano.grad(cost, x)])(AT)
    assert value == 3 * (8 + 2 + 2) and slope.tolist() == [12, 12]
    with theano.config.change_flags(compute_test_value="raise"):
        assert op(tt.constant(AT)).tag.test_value.tolist() == [2, 4]
    assert not op(x).owner.op != op


class Kept(theano.Op):
    """One that is pickled, so it stands in a module."""

    __props__ = ()
    itypes, otypes = [tt.dvector], [tt.dvector]

    def perform(self, node, inputs, outputs):
        outputs[0][0] = inputs[0] * 2

    def gradient(self):
        """The issue's: a method that is the user's own."""
        raise Touched

    shapes = lowered = inlined = inner_graphs = origin = routes = "the user's"


def test_an_op_is_pickled():
    x = tt.dvector("x")
    f = pickle.loads(pickle.dumps(theano.function([x], Kept()(x))))
    assert f(AT).tolist() == [2, 4]


def test_attributes_of_an_instance():
    op = twice("a value")
    for name in OF_OPS:
        op.__dict__[name] = "the user's"
    x = tt.dvector("x")
    assert theano.grad(op(x).sum(), x).eval({x: AT}).tolist() == [2, 2]
    assert all(getattr(op, name) == "the user's" for name in OF_OPS)


@pytest.mark.parametrize("how", HOW)
def test_an_op_derived_from_ours(how):
    own = {"perform": lambda self, node, inputs, outputs: outputs[0].__setitem__(0, inputs[0].dot(inputs[1]) + 1)}
    names = OF_OPS - {"scalar_op", "new_order"}
    plus_one = type("PlusOne", (tt.Dot,), named(how, names, own))()
    x = tt.dvector("x")
    f = theano.function([x], [plus_one(x, x), theano.grad(plus_one(x, x), x)])
    value, slope = f(AT)
    assert value == 6 and slope.tolist() == [2, 4]


@pytest.mark.parametrize("how", HOW)
def test_a_type(how):
    def filter_words(self, value, strict=False, allow_downcast=None):
        if not isinstance(value, str):
            raise TypeError("a word is a str")
        return value

    word = type("Word", (theano.Type,), named(how, OF_TYPES, {"filter": filter_words}))()
    x = word("x")
    assert theano.function([x], x)("yes") == "yes"
    length = type(
        "Length",
        (theano.Op,),
        {
            "itypes": [word],
            "otypes": [tt.dscalar],
            "perform": lambda self, node, inputs, outputs: outputs[0].__setitem__(0, float(len(inputs[0]))),
        },
    )()
    assert theano.function([x], length(x) + 1)("yes") == 4
    assert theano.shared("a word").get_value() == "a word"
    assert word.make_constant("no").data == "no"


@pytest.mark.parametrize("how", HOW)
def test_a_tensor_type(how):
    own = type("Own", (tt.TensorType,), named(how, OF_TYPES, {}))("float64", (False,))
    x = own("x")
    f = theano.function([x], x.sum() * 2, allow_input_downcast=True)
    assert f([1.0, 2.0]) == 6 and theano.grad(x.sum(), x).eval({x: AT}).tolist() == [1, 1]


def test_attributes_of_variables():
    x = tt.dvector("x")
    y = (2 * x).sum()
    for v in (x, y, y.owner):
        v.origin, v.annotation, v.routes, v.borrowed, v.gradient = "here", 3, [], (), None
    assert theano.function([x], [y, theano.grad(y, x).sum()])(AT) == [6, 4]
    assert (x.origin, x.annotation, y.owner.routes) == ("here", 3, [])


@pytest.mark.parametrize("how", HOW)
def test_an_optimizer_and_a_linker(how):
    names = {"final", "optimizers", "others", "of_program", "run_node", "rule_set", "entry", "selected"}

    class Same(theano.gof.Optimizer):
        def apply(self, fgraph):
            self.applied = True

    own = type("Own", (Same,), named(how, names, {}))()
    x = tt.dvector("x")
    mode = theano.compile.Mode(linker="py", optimizer=own)
    assert theano.function([x], x + 1, mode=mode)(AT).tolist() == [2, 3]


def test_a_users_scalar_op_and_order_are_not_ours():
    """Rules look at `scalar_op` and `new_order` of our Ops alone."""

    def reverse(self, node, inputs, outputs):
        outputs[0][0] = inputs[0][::-1].copy()

    body = {"itypes": [tt.lmatrix], "otypes": [tt.lmatrix], "perform": reverse, "new_order": (1, 0)}
    op = type("Reversed", (theano.Op,), {**body, "scalar_op": theano.scalar.maximum, "__props__": ()})()
    x = tt.lmatrix("x")
    at = np.array([[1, -2], [3, 4]])
    f = theano.function([x], [tt.dot(op(x), x), abs(op(x)), tt.ge(op(x), 0)])
    for value, expected in zip(f(at), [at[::-1] @ at, abs(at[::-1]), at[::-1] >= 0], strict=True):
        np.testing.assert_array_equal(value, expected)
