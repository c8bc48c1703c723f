"""NumPy to the left of a variable, and NumPy's functions of one: types as Theano-PyMC 1.1.2 gave them.

The values are those of the same expression over arrays.
"""

import operator

import numpy as np
import pytest

import theano_compat.theano_api.tensor as tt
from theano_compat.old.theano.gof.graph import inputs

VARIABLES = {
    "x": tt.dvector("x"),
    "f": tt.fvector("f"),
    "k": tt.ivector("k"),
    "m": tt.dmatrix("m"),
    "s": tt.dscalar("s"),
    "b": tt.TensorType("bool", (False,))("b"),
}
VALUES = {
    "x": np.array([1.0, 2.0, 3.0]),
    "f": np.float32([1, 2, 3]),
    "k": np.int32([1, 2, 3]),
    "m": np.ones((2, 3)),
    "s": np.float64(2.0),
    "b": np.array([True, False, True]),
}

FLOATS = """np.float64(2) * x; np.float32(2) * x; np.arange(3) * x; np.arange(3.0) * x; np.arange(3.0) + x
np.arange(3.0) - x; np.arange(3.0) / x; np.arange(3.0) ** x; np.float64(2) ** x; np.float64(2) / x
np.float64(2) - x; np.float64(2) // x; np.float64(2) % x; np.float64(2) * f; np.int64(2) * f; np.exp(x)
np.log(x); np.sqrt(x); np.sin(x); np.tanh(x); np.abs(x); abs(x); np.absolute(x); np.square(x); np.floor(x); np.ceil(x)
np.negative(x); np.add(1, x); np.power(x, 2); np.power(2.0, x); np.log1p(x); np.expm1(x); np.trunc(x)
np.reciprocal(x); np.exp2(x); np.log2(x); np.deg2rad(x); np.conj(x); np.real(x); np.imag(x); np.repeat(x, 2)
np.array(2.0) * x; np.array([2.0]) * x; np.bool_(True) * x; -x; 2 * x; x + [1.0, 2.0, 3.0]; np.inf * x
np.pi * x; np.nan + x; sum([x, x]); np.add.reduce([x, x]); np.sum([x, x], axis=0); [1.0, 2.0, 3.0] * x; (1, 2, 3) * x
np.linspace(0, 1, 3) * x; np.exp(x, out=None)"""
BOOLS = """np.float64(2) < x; np.float64(2) <= x; np.float64(2) > x; np.float64(2) >= x; np.arange(3.0) < x
np.arange(3.0) >= x; np.bool_(True) & b"""
TYPES = {
    **{e.strip(): "float64 vector" for line in FLOATS.splitlines() for e in line.split(";")},
    **{e.strip(): "bool vector" for line in BOOLS.splitlines() for e in line.split(";")},
    "np.float32(2) * f": "float32 vector",
    "np.float16(3) * f": "float32 vector",
    "np.int64(2) * k": "int64 vector",
    "np.int8(2) * k": "int32 vector",
    "np.uint8(3) * k": "int32 vector",
    "np.arange(3) // k": "int64 vector",
    "np.arange(3) % k": "int64 vector",
    "np.int64(2) & k": "int64 vector",
    "np.int64(2) | k": "int64 vector",
    "np.complex128(1j) * x": "complex128 vector",
    "np.ones((2, 3)) * m": "float64 matrix",
    "np.ones((1, 3)) + x": "float64 row",
    "np.array([[2.0]]) * x": "float64 row",
    "sum([s, s, s])": "float64 scalar",
    "np.sum([s, s])": "float64 scalar",
    "np.int64(3) + s": "float64 scalar",
    "np.float32(3) + s": "float64 scalar",
    "x.dot(np.ones(3))": "float64 scalar",
    "np.size(x)": "int64 scalar",
}
OF_ARRAYS = {
    "[1.0, 2.0, 3.0] * x": "np.array([1.0, 2.0, 3.0]) * x",
    "(1, 2, 3) * x": "np.array([1, 2, 3]) * x",
}


@pytest.mark.wide(11)
@pytest.mark.parametrize("expression", TYPES)
def test_type_and_value(expression):
    built = eval(expression, {"np": np, **VARIABLES})
    assert str(built.type) == "TensorType({}, {})".format(*TYPES[expression].split())
    expected = eval(OF_ARRAYS.get(expression, expression), {"np": np, **VALUES})
    used = inputs([built])
    value = built.eval({v: VALUES[name] for name, v in VARIABLES.items() if v in used})
    np.testing.assert_allclose(value, expected, rtol=1e-6)


IDENTITY = {
    "x == x": True,
    "x != x": False,
    "x == f": False,
    "np.float64(2) == x": False,
    "np.arange(3.0) == x": False,
    "np.arange(3.0) != x": True,
    "x == np.arange(3.0)": False,
    "np.equal(x, 1)": False,
    "x in [f, x]": True,
    "x in [f]": False,
    "bool(x)": True,
    "hash(x) == hash(x)": True,
    "np.ndim(x) == 1": True,
    "len({x, x, f}) == 2": True,
}


@pytest.mark.parametrize("expression", IDENTITY)
def test_identity(expression):
    value = eval(expression, {"np": np, **VARIABLES})
    assert value is IDENTITY[expression]


@pytest.mark.parametrize("name", ["isfinite", "rint", "logaddexp", "hypot", "cbrt"])
def test_a_ufunc_that_has_no_counterpart_says_so(name):
    x = VARIABLES["x"]
    with pytest.raises(AttributeError if name == "hypot" else TypeError, match=name):
        getattr(np, name)(*[x] * getattr(np, name).nin)


@pytest.mark.parametrize("reduction", ["sum", "mean", "max", "prod", "std", "any"])
def test_numpy_reductions_of_a_variable_are_errors_as_they_were(reduction):
    with pytest.raises(TypeError):
        getattr(np, reduction)(VARIABLES["x"])


def test_arrays_of_variables_hold_them():
    x, s = VARIABLES["x"], VARIABLES["s"]
    for made in (np.array([x, x]), np.array([s, s]), np.stack([s, s])):
        assert made.dtype == object and made.shape == (2,)
    assert np.asarray(x).item() is x


def test_both_sides_of_every_operator_agree():
    x, array = VARIABLES["x"], np.array([3.0, 5.0, 7.0])
    for name in "add sub mul truediv floordiv mod pow lt le gt ge".split():
        function = getattr(operator, name)
        np.testing.assert_allclose(function(array, x).eval({x: VALUES["x"]}), function(array, VALUES["x"]))
        np.testing.assert_allclose(function(x, array).eval({x: VALUES["x"]}), function(VALUES["x"], array))
    whole, part = divmod(array, x)
    assert whole.eval({x: VALUES["x"]}).tolist() == [3.0, 2.0, 2.0]
    assert part.eval({x: VALUES["x"]}).tolist() == [0.0, 1.0, 1.0]


def test_matrix_product_with_an_array_on_the_left():
    m = VARIABLES["m"]
    np.testing.assert_allclose((np.eye(2) @ m).eval({m: VALUES["m"]}), VALUES["m"])


OBJECTS = """np.polyval([1.0, 2.0, 3.0], x); np.poly1d([1.0, 2.0])(x); x + np.array(x, dtype=object)
np.add(x, 1, where=True); np.array(x, dtype=object) * 2.0 + x; np.add.reduce(x); np.frompyfunc(lambda v: v * 2, 1, 1)(x)
np.argsort(x) * 1.0; np.percentile([1.0, 2.0, 3.0], 50) * x"""


@pytest.mark.parametrize("expression", [e.strip() for line in OBJECTS.splitlines() for e in line.split(";")])
def test_functions_of_objects(expression):
    """Where NumPy goes from object to object the variable is one of them."""
    result = eval(expression, {"np": np, **VARIABLES})
    assert (result.type.dtype, result.type.broadcastable) == ("float64", (False,))
    expected = (
        eval(expression, {"np": np, **VALUES})
        if "dtype=object" not in expression
        else 2.0 * VALUES["x"]
        if expression.startswith("x")
        else 3.0 * VALUES["x"]
    )
    if "reduce" in expression:  # of one object
        expected = VALUES["x"]
    np.testing.assert_allclose(
        np.asarray(result.eval({VARIABLES["x"]: VALUES["x"]}), "float64"), np.asarray(expected, "float64")
    )


@pytest.mark.parametrize("name", ["iadd", "isub", "imul", "itruediv", "ifloordiv", "imod"])
def test_an_array_in_place(name):
    """`array += x` makes a variable of the name; the array is as it was."""
    array = np.array([3.0, 4.0, 7.0])
    result = getattr(operator, name)(array, VARIABLES["x"])
    assert array.tolist() == [3.0, 4.0, 7.0] and result.type == VARIABLES["x"].type
    np.testing.assert_allclose(
        result.eval({VARIABLES["x"]: VALUES["x"]}), getattr(operator, name[1:])(array, VALUES["x"])
    )
    counts = np.array([6, 5, 4])
    assert operator.iand(counts, VARIABLES["k"]).type.dtype == "int64"


def test_arrays_of_variables():
    s = VARIABLES["s"]
    pair = np.array([s, 1.0], dtype=object)
    for found, expected in ((s * pair, [4.0, 2.0]), (pair + s, [4.0, 3.0]), (np.exp(s) * pair, [2 * np.e**2, np.e**2])):
        assert found.dtype == object and found.shape == (2,)
        np.testing.assert_allclose([v.eval({s: 2.0}) for v in found], expected)
    with pytest.raises(TypeError):
        np.add(np.ones(3), VARIABLES["x"], out=np.zeros(3))
