"""What the public face adds to the rows: n-ary sums, casts, rounding modes, activations, errors, identity."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

from theano_compat.functions.function import function
from theano_compat.graph.types import TensorType
from theano_compat.ops.elementwise import functions as e
from theano_compat.ops.reductions import functions as r
from theano_compat.settings import config

X = np.array([-2.5, -1.0, -0.5, 0.0, 0.5, 1.5, 3.0])


def vector(dtype: str = "float64") -> e.Elementwise:
    return TensorType(dtype, (False,))("v")


COMPOSITIONS = (
    (lambda x: e.add(x), X),
    (lambda x: e.add(x, x, 1), 2 * X + 1),
    (lambda x: e.mul(x, x, 2), 2 * X**2),
    (lambda x: e.round(x), np.rint(X)),
    (lambda x: e.round(x, "half_away_from_zero"), [-3, -1, -1, 0, 1, 2, 3]),
    (lambda x: e.iround(x), np.rint(X).astype("int64")),
    (lambda x: e.ceil_intdiv(e.cast(e.floor(x), "int64"), 2), [-1, 0, 0, 0, 0, 1, 2]),
    (lambda x: r.largest(x, 0), np.maximum(X, 0)),
    (lambda x: r.largest(x, 0 * x, 1 + 0 * x), np.maximum(X, 1)),
    (lambda x: r.smallest(x, 0), np.minimum(X, 0)),
    (lambda x: r.smallest(x, 0 * x, 1 + 0 * x), np.minimum(X, 0)),
    (lambda x: e.relu(x), np.maximum(X, 0)),
    (lambda x: e.relu(x, 0.1), np.where(X > 0, X, 0.1 * X)),
    (lambda x: e.elu(x, 2.0), np.where(X > 0, X, 2 * np.expm1(X))),
    (lambda x: e.selu(x), 1.0507009873554805 * np.where(X > 0, X, 1.6732632423543772 * np.expm1(X))),
    (lambda x: e.hard_sigmoid(x), np.clip(0.2 * X + 0.5, 0, 1)),
    (lambda x: e.cast(x, "int8"), X.astype("int8")),
    (lambda x: e.cast(x, "bool"), X != 0),
    (lambda x: e.cast(e.cast(x, "complex64"), "complex128"), X.astype("complex128")),
)


@pytest.mark.parametrize(("composed", "wanted"), COMPOSITIONS)
def test_value(composed: object, wanted: np.ndarray) -> None:
    x = vector()
    found = function([x], composed(x), mode="PYTHON")(X)  # type: ignore[operator]
    assert found.dtype == np.asarray(wanted).dtype or isinstance(wanted, list)
    np.testing.assert_allclose(found, wanted, rtol=1e-15)


def test_cast_to_its_own_dtype_is_the_variable_itself() -> None:
    x = vector()
    assert e.cast(x, "float64") is x
    assert e.cast(x, "floatX") is x
    assert e.cast(x, np.float64) is x
    with config.change_flags(floatX="float32"):
        assert e.cast(x, "floatX").type.dtype == "float32"


REFUSED = (
    (lambda: e.cast(vector("complex64"), "float32"), TypeError, "ambiguous"),
    (lambda: e.cast(vector(), "S8"), TypeError, "Cannot cast `v`"),
    (lambda: e.neg(vector("bool")), TypeError, "neg does not take `v`"),
    (lambda: e.sub(vector("bool"), vector("bool")), TypeError, "xor"),
    (lambda: e.and_(vector("bool"), vector("int8")), TypeError, "cast the other"),
    (lambda: e.mod_check(vector("complex64"), 2), e.ComplexError, "complex"),
    (lambda: e.round(vector(), "up"), Exception, "round mode up"),
    (lambda: e.exp(vector(), vector()), TypeError, "takes 1 inputs"),
)


@pytest.mark.parametrize(("build", "error", "words"), REFUSED)
def test_refused_at_the_users_line(build: object, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        build()  # type: ignore[operator]


def test_division_of_python_2() -> None:
    x, y = vector("int64"), vector("float32")
    assert e.div_proxy(x, x).type.dtype == "int64"
    assert e.div_proxy(x, y).type.dtype == "float64"
    with config.change_flags(int_division="floatX"):
        assert e.div_proxy(x, x).type.dtype == "float64"
    with config.change_flags(int_division="raise"), pytest.raises(e.IntegerDivisionError, match="forbids"):
        e.div_proxy(x, x)


def test_default_rounding_warns_when_asked_to() -> None:
    with config.change_flags(warn__round=True), pytest.warns(UserWarning, match="half_to_even"):
        e.round(vector())


@pytest.mark.parametrize("mode", ["PYTHON", "C"])
@pytest.mark.parametrize("name", ["int_div", "mod"])
@pytest.mark.parametrize("dtype", ["int64", "int8", "uint8"])
def test_integer_division_by_zero(name: str, dtype: str, mode: str) -> None:
    x, y = vector(dtype), vector(dtype)
    run = function([x, y], e.TABLE[name](x, y), mode=mode)
    seven = np.array([7], dtype)
    assert run(seven, seven // 2) == ([2] if name == "int_div" else [1])
    with pytest.raises(ZeroDivisionError):
        run(seven, seven * 0)


@pytest.mark.parametrize("mode", ["PYTHON", "C"])
def test_smallest_integer_by_minus_one_wraps(mode: str) -> None:
    """Legacy's C dies of it with SIGFPE."""
    x = vector("int64")
    least = np.array([-(2**63)])
    found = function([x], [e.int_div(x, np.int64(-1)), e.mod(x, np.int64(-1)), e.neg(x)], mode=mode)(least)
    assert [f.item() for f in found] == [-(2**63), 0, -(2**63)]


@pytest.mark.parametrize("mode", ["PYTHON", "C"])
def test_integer_powers_are_exact_and_truncate(mode: str) -> None:
    x, y = vector("int64"), vector("int64")
    run = function([x, y], e.pow(x, y), mode=mode)
    found = run(np.array([3, 2, -2, 1, -1, 0, 2]), np.array([39, -1, -1, -5, -3, 0, 64]))
    np.testing.assert_array_equal(found, [3**39, 0, 0, 1, -1, 1, 0])


def test_rows_are_found_again_by_name() -> None:
    for name, row in e.TABLE.items():
        assert pickle.loads(pickle.dumps(row)) is row
        assert row.name == name
        assert len(row.domain) == row.nin and all(len(hard) == row.nin for hard in row.hard)
        assert row.doc and row.legacy


def test_public_names_exist() -> None:
    assert not [name for name in e.__all__ if not hasattr(e, name)]
