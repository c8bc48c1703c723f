"""Values of every row: against references from outside, and the backends against each other."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.ops.cases import DRAWS, LIMITS, TOLERANCE, Case, Limit, case, cases, differences, limit
from tests.ops.evaluation import MODES, values
from tests.ops.references import reference
from theano_compat.functions.function import function
from theano_compat.graph.fallbacks import FallbackError
from theano_compat.graph.types import TensorType
from theano_compat.ops.elementwise.functions import TABLE
from theano_compat.settings import config

FLOATS = cases("float64", "float32")
DISCRETE = cases("int8", "bool", "uint8", "int64")
COMPLEX = cases("complex128")


def report(case: Case, wrong: np.ndarray, found: np.ndarray, wanted: np.ndarray) -> str:
    return "\n".join(f"{case.name} at {[c[i] for c in case.columns]}: {found[i]!r}, not {wanted[i]!r}" for i in wrong)


@pytest.mark.wide(47)
@pytest.mark.parametrize("case", FLOATS, ids=lambda case: case.name)
def test_numpy_agrees_with_the_reference(case: Case) -> None:
    drawn = [c[:DRAWS] for c in case.columns]
    found = values("python", case.dtype)[case.row.name][:DRAWS]
    wide = drawn if case.row.name.startswith("cast_") else [c.astype("float64") for c in drawn]
    wanted = reference(case.row.name, *wide).astype(found.dtype)
    known = limit(case.row.name, "python")
    wrong = differences(found, wanted, case.tolerance, known.absolute if known else 0.0)
    assert not wrong.size, report(case, wrong, found, wanted)


@pytest.mark.wide(23)
@pytest.mark.parametrize("backend", ["c", pytest.param("jax", marks=pytest.mark.slow)])
@pytest.mark.parametrize("case", FLOATS + DISCRETE + COMPLEX, ids=lambda case: case.name)
def test_backends_agree(case: Case, backend: str) -> None:
    known = limit(case.row.name, backend)
    if known is not None and not known.hard:
        pytest.skip(known.reason)  # test_limits_hold looks at it
    wanted = values("python", case.dtype)[case.row.name]
    found = values(backend, case.dtype)[case.row.name]
    absolute = max((k.absolute for k in (known, limit(case.row.name, "python")) if k is not None), default=0.0)
    wrong = differences(found, wanted, case.tolerance, absolute)
    if known is not None:
        wrong = wrong[wrong < DRAWS]
    assert not wrong.size, report(case, wrong, found, wanted)


@pytest.mark.slow
@pytest.mark.parametrize("known", [k for k in LIMITS if k.backend != "python"], ids=lambda k: f"{k.row}-{k.backend}")
def test_limits_hold(known: Limit) -> None:
    """A limit that no longer holds is to be struck out."""
    row = TABLE[known.row]
    at = case(row, "float64")
    assert at is not None
    if known.hard:
        pairs = [[values(b, dtype)[row.name] for b in (known.backend, "python")] for dtype in ("float64", "float32")]
        assert any(differences(*pair, TOLERANCE[pair[1].dtype.name]).size for pair in pairs)
        return
    inputs = [TensorType("float64", (False,))() for _ in at.columns]
    with config.change_flags(fallback="raise"), pytest.raises(FallbackError):
        function(inputs, row(*inputs), mode=MODES[known.backend])(*at.columns)


@pytest.mark.parametrize("mode", [MODES["c"]], ids=["c"])
@pytest.mark.parametrize("exponent", [2, 3, -1, -2, 0, 10, 0.5, 150])
def test_complex_powers_keep_their_digits(exponent: float, mode: object) -> None:
    """exp(y * log(x)) would lose half of them where x is large: whole numbers are products, as in NumPy."""
    x = TensorType("complex128", (False,))()
    at = np.array([-2.5 - 1e30j, 0.3 + 2j, 1e-3 - 1e-3j, 5 + 0j])
    with np.errstate(all="ignore"):
        found, wanted = function([x], x**exponent, mode=mode)(at), at**exponent
    some = np.isfinite(wanted)
    np.testing.assert_allclose(found[some], wanted[some], rtol=1e-13)


def test_a_row_without_a_reference_is_told_what_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    bare = replace(TABLE["sqrt"], name="root", numpy="", reference=None)
    monkeypatch.setitem(TABLE, "root", bare)
    with pytest.raises(AssertionError, match="values of `root`.*elementwise/exponential.py a `reference`"):
        reference("root", np.ones(3))
