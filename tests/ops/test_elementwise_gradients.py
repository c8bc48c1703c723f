"""Gradients of every row: against finite differences, at kinks against what legacy answered, C against NumPy."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from tests.ops.cases import DRAWS, case, limit
from theano_compat.differentiate import NullTypeGradError, grad
from theano_compat.functions.function import function
from theano_compat.graph.types import NullType, TensorType
from theano_compat.ops.elementwise import functions as e
from theano_compat.ops.elementwise.functions import TABLE, Elementwise

# The operand with respect to which there is no derivative, as in legacy (which has none at all of some of them).
UNDEFINED = {"gammainc": 0, "gammaincc": 0, "gammal": 0, "gammau": 0, "jv": 0, "iv": 0, "chi2sf": 1}
NONE = {"tri_gamma", "ultra_fast_sigmoid"}
COMPLEX_RESULT = {"complex", "complex_from_polar", "cast_complex64", "cast_complex128"}
ROUGH = {"cast_float16", "cast_float32"}  # finite differences would see the rounding
SMOOTH = [
    row for row in TABLE.values() if "discrete" not in row.facts and row.name not in NONE | COMPLEX_RESULT | ROUGH
]


def operands(row: Elementwise) -> list[int]:
    """Those with a gradient that is not 0 everywhere by definition."""
    skipped = {"switch": {0}, "second": {0}, "imag": {0}, "angle": {0}}.get(row.name, set())
    return [i for i in range(row.nin) if i not in skipped and i != UNDEFINED.get(row.name)]


@cache
def slopes(mode: str) -> dict[tuple[str, int], np.ndarray]:
    """(row, operand) -> derivative at the points of the row's domain."""
    found = {}
    rows = [row for row in SMOOTH if mode != "JAX" or limit(row.name, "jax") is None or row.name not in ("jv", "iv")]
    for some in (rows[i : i + 12] for i in range(0, len(rows), 12)):
        inputs, outputs, columns, keys = [], [], [], []
        for row in some:
            at = case(row, "float64")
            assert at is not None
            x = [TensorType("float64", (False,))() for _ in at.columns]
            total = row(*x).sum()
            inputs += x
            columns += [c[:DRAWS] for c in at.columns]
            keys += [(row.name, i) for i in operands(row)]
            if todo := operands(row):
                outputs += grad(total, [x[i] for i in todo])
        run = function(inputs, outputs, mode=mode, on_unused_input="ignore")
        found.update(zip(keys, run(*columns), strict=True))
    return found


def numerical(row: Elementwise, i: int) -> np.ndarray:
    """Central differences, extrapolated once: the error is of fourth order."""
    at = case(row, "float64")
    assert at is not None
    columns = [c[:DRAWS] for c in at.columns]
    node = row(*[TensorType("float64", (False,))() for _ in columns]).owner

    def slope(step: float) -> np.ndarray:
        low, high = ([c + s * step if k == i else c for k, c in enumerate(columns)] for s in (-1, 1))
        return (node.op.compat_array(np, node, *high)[0] - node.op.compat_array(np, node, *low)[0]) / (2 * step)

    return (4 * slope(1e-4) - slope(2e-4)) / 3


@pytest.mark.wide(11)
@pytest.mark.parametrize("row", SMOOTH, ids=repr)
def test_equals_finite_differences(row: Elementwise) -> None:
    for i in operands(row):
        found, wanted = slopes("PYTHON")[row.name, i], numerical(row, i)
        off = np.abs(found - wanted) > 1e-8 * (1 + np.abs(wanted))
        if row.name == "mod":  # and where a jump lies between the points
            off &= np.abs(wanted) < 1e3
        assert not off.any(), (i, found[off], wanted[off])


@pytest.mark.parametrize("mode", ["C", pytest.param("JAX", marks=pytest.mark.slow)])
def test_backends_agree(mode: str) -> None:
    for key, found in slopes(mode).items():
        np.testing.assert_allclose(found, slopes("PYTHON")[key], rtol=1e-11, atol=1e-13, err_msg=str(key))


INF, NAN = float("inf"), float("nan")
KINKS = (  # function, point, gradient at it (asked of Theano-PyMC 1.1.2)
    (e.abs_, (0.0,), (0.0,)),
    (e.sgn, (0.0,), (0.0,)),
    (e.maximum, (1.0, 1.0), (1.0, 0.0)),
    (e.minimum, (1.0, 1.0), (1.0, 0.0)),
    (e.maximum, (NAN, 1.0), (0.0, 1.0)),
    (e.clip, (1.0, 1.0, 2.0), (1.0, 0.0, 0.0)),
    (e.clip, (2.0, 1.0, 2.0), (1.0, 0.0, 0.0)),
    (e.clip, (0.0, 1.0, 2.0), (0.0, 1.0, 0.0)),
    (e.clip, (3.0, 1.0, 2.0), (0.0, 0.0, 1.0)),
    (e.sqrt, (0.0,), (INF,)),
    (e.pow, (0.0, 2.0), (0.0, 0.0)),
    (e.chi2sf, (-1.0, 2.0), (0.0,)),
    (e.chi2sf, (0.0, 2.0), (-0.5,)),
    (e.chi2sf, (INF, 3.0), (0.0,)),  # legacy: none
    (e.gammainc, (1.0, 0.0), (1.0,)),
    (e.gammainc, (2.0, INF), (0.0,)),  # with respect to the one that has a gradient
    (e.pow, (0.0, 0.0), (0.0, 0.0)),  # legacy: NaN with respect to x, unless its rules see that y is 0
)


@pytest.mark.parametrize(("row", "point", "wanted"), KINKS, ids=lambda v: getattr(v, "name", None))
def test_at_kinks(row: Elementwise, point: tuple[float, ...], wanted: tuple[float, ...]) -> None:
    x = [TensorType("float64", ())() for _ in point]
    for mode in ("PYTHON", "C", "UNOPTIMISED"):
        slopes = [g for g in grad(row(*x), x, null_gradients="return") if not isinstance(g.type, NullType)]
        found = function(x, slopes, mode=mode, on_unused_input="ignore")(*point)
        np.testing.assert_array_equal(found, wanted)


def test_an_infinite_gradient_stays_in_its_branch() -> None:
    """d/dx switch(x > 0, log(x), 0) at 0 is 0, not 0 * inf."""
    x = TensorType("float64", (False,))()
    for outer in (e.switch(e.gt(x, 0), x, 0), e.maximum(x, 0.0), e.clip(x, 0.0, 9.0)):
        slope = grad(e.log(outer).sum(), x)
        found = function([x], slope, mode="UNOPTIMISED")(np.array([-1.0, 2.0]))
        np.testing.assert_array_equal(found, [0.0, 0.5])


@pytest.mark.parametrize("name", UNDEFINED)
def test_undefined_with_respect_to_one_operand(name: str) -> None:
    x = [TensorType("float64", ())() for _ in range(2)]
    with pytest.raises(NullTypeGradError, match=name):
        grad(TABLE[name](*x), x[UNDEFINED[name]])


def test_no_derivative_at_all() -> None:
    x = TensorType("float64", ())()
    assert grad(e.psi(x), x).owner is not None
    for name in NONE:
        with pytest.raises(NotImplementedError, match=name):
            grad(TABLE[name](x), x)


@pytest.mark.parametrize("name", sorted(COMPLEX_RESULT - {"cast_complex64"}))
def test_through_complex_numbers(name: str) -> None:
    """cost = Re + 2 Im, whose gradient with respect to z is 1 + 2i by legacy's convention."""
    row = TABLE[name]
    x = [TensorType("float64", ())() for _ in range(row.nin)]
    z = row(*x)
    point, step = [0.7, 0.4][: row.nin], 1e-6
    cost = function(x, e.real(z) + 2 * e.imag(z), mode="PYTHON")
    found = function(x, grad(e.real(z) + 2 * e.imag(z), x), mode="PYTHON")(*point)
    for i, slope in enumerate(found):
        high, low = ([p + s * step * (k == i) for k, p in enumerate(point)] for s in (1, -1))
        assert np.real(slope) == pytest.approx((cost(*high) - cost(*low)) / (2 * step), abs=1e-8)
