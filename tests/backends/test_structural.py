"""Values, dtypes, shapes and gradients of every structural case: unoptimised = Python = C = JAX = NumPy."""

from __future__ import annotations

import importlib
import warnings
from pathlib import Path

import numpy as np
import pytest

from tests.backends.case import Case, Limit
from tests.backends.evaluation import MODES, finite_differences, gradients, values
from tests.backends.structural_cases import CASES, FAMILIES
from theano_compat.differentiate import grad
from theano_compat.functions.function import function
from theano_compat.graph.program import lowered
from theano_compat.graph.traversal import applies
from theano_compat.graph.types import TensorType
from theano_compat.importing.legacy_modules import OPS
from theano_compat.ops.tensor_op import TensorOp, as_tensor

BACKENDS = ("unoptimised", "python", "c", "jax")
ARRAYS = [
    pytest.param(
        backend,
        dtype,
        # XLA compiles for seconds: in float32 it has the same Ops
        marks=[pytest.mark.slow] * (backend == "jax")
        + [pytest.mark.part(3)] * ((backend, dtype) == ("jax", "float32")),
    )
    for backend in BACKENDS
    for dtype in ("float64", "float32")
]
DIFFERENTIATED = (  # unoptimised and Python differ by rules, which have tests of their own: tests/rules
    pytest.param("unoptimised", marks=pytest.mark.part(3)),
    "python",
    "c",
    pytest.param("jax", marks=pytest.mark.part(2)),
)
TOLERANCE = {"float32": 3e-6, "float64": 1e-14}

# Ops whose operands are no dense arrays, that draw, or that hold graphs: modules whose names begin so -> their tests.
TESTED_ELSEWHERE = {
    "reductions.segments": "tests/compilation/test_grouping.py",
    "shapes.checked_length": "tests/rules/test_lengths_are_compared.py",
    "indexing.in_range": "tests/backends/test_blocks.py",
    "indexing.distinct_rows": "tests/compilation/test_by_distinct_rows.py",
    "linear_algebra.least_squares": "tests/compilation/test_least_squares.py",
    "linear_algebra.affine": "tests/ops/test_affine.py",
    "control.ifelse_lazy": "tests/ops/test_ifelse.py",
    "random.": "tests/ops/test_random_numbers.py",
    "scan.op": "tests/ops/test_scan.py",
    "indexing.slice_variables": "tests/ops/test_slice_variables.py",
    "sparse.": "tests/ops/test_sparse.py",
    "old.theano.sparse.random": "tests/ops/test_sparse_random.py",
    "old.theano.typed_list.": "tests/ops/test_typed_list.py",
}


def _id(value: object) -> str:
    return value.name if isinstance(value, Case) else str(value)


def close(found: np.ndarray, wanted: np.ndarray, tolerance: float) -> bool:
    """Equal but for rounding of a few terms of the size of the largest."""
    if wanted.dtype.kind not in "fc":
        return np.array_equal(found, wanted)
    finite = np.abs(wanted[np.isfinite(wanted)])
    scale = max(float(finite.max()), 1e-30) if finite.size else 1.0
    with np.errstate(invalid="ignore"):
        return bool(np.allclose(found, wanted, rtol=tolerance, atol=20 * tolerance * scale, equal_nan=True))


@pytest.mark.wide(97)
@pytest.mark.parametrize("backend, dtype", ARRAYS)
@pytest.mark.parametrize("family", FAMILIES)
def test_values(family: str, backend: str, dtype: str) -> None:
    wrong = []
    found_all = values(family, backend, dtype)
    for case in FAMILIES[family]:
        if case.name not in found_all:
            continue
        found, wanted = found_all[case.name], case.wanted(dtype)
        for value, shape, right in zip(found[: len(wanted)], found[len(wanted) :], wanted, strict=True):
            if (
                value.shape != right.shape
                or tuple(shape) != right.shape
                or not close(value, right.astype(value.dtype), 0.0 if case.exact else TOLERANCE[dtype])
                or value.dtype != right.dtype
            ):
                wrong.append(f"{case.name}: {value!r} of shape {tuple(shape)}, not {right!r}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
@pytest.mark.parametrize("backend", DIFFERENTIATED)
@pytest.mark.parametrize("family", FAMILIES)
def test_gradients(family: str, backend: str) -> None:
    wrong = []
    for case in FAMILIES[family]:
        if not case.gradient or case.limit(backend):
            continue
        for found, wanted in zip(gradients(family, backend)[case.name], finite_differences(case), strict=True):
            if found.shape != wanted.shape or not close(found, wanted, 1e-7):
                wrong.append(f"{case.name}: {found!r}, not {wanted!r}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
def test_gradients_declare_the_lengths_of_1_that_their_inputs_do() -> None:
    """Else what adds or drops such a dimension cannot turn them back."""
    wrong = []
    for _, case in CASES:
        types = [g.variable("float64").type for g in case.inputs]
        variables = [TensorType(t.dtype, (True,) * t.ndim)() if t.dtype == "float64" else t() for t in types]
        wrt = [v for v in variables if v.dtype == "float64"]
        try:  # most cases have lengths that must agree, in constants too
            sums = [o.sum() for o in map(as_tensor, case.outputs(variables)) if o.dtype == "float64"]
        except (ValueError, TypeError, IndexError, AssertionError):
            continue
        if wrt and sums and case.gradient:
            found = grad(sum(sums[1:], sums[0]), wrt, disconnected_inputs="ignore", null_gradients="return")
            wrong += [
                f"{case.name}: {g.type} of {v.type}"
                for v, g in zip(wrt, found, strict=True)
                if isinstance(g.type, TensorType) and g.type != v.type
            ]
    assert not wrong, "\n".join(wrong)


LIMITS = [(case, known) for _, case in CASES for known in case.limits]


@pytest.mark.parametrize("case, known", LIMITS, ids=[f"{case.name}-{known.backend}" for case, known in LIMITS])
def test_limits_hold(case: Case, known: Limit) -> None:
    """A limit that no longer holds is to be taken off its case."""
    variables = [g.variable("float64") for g in case.inputs]
    arrays = [g.array("float64") for g in case.inputs]
    if known.raises is not None:
        with pytest.raises(known.raises):
            function(variables, case.outputs(variables), mode=MODES[known.backend])(*arrays)
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        f = function(variables, case.outputs(variables), mode=MODES[known.backend])
    assert f.executable.backend == "python", f"the limit no longer holds: {known.reason}"
    for found, wanted in zip(f(*arrays), case.wanted("float64"), strict=True):
        tolerance = 1e-3 if found.dtype == "float16" else TOLERANCE["float64"]
        assert found.shape == wanted.shape and close(found, wanted.astype(found.dtype), tolerance)


def _tests_of(op: type) -> str | None:
    """The key of TESTED_ELSEWHERE for the module of an Op: the longest that fits."""
    module = op.__module__.removeprefix("theano_compat.").removeprefix("ops.")
    return max((key for key in TESTED_ELSEWHERE if module.startswith(key)), key=len, default=None)


def test_every_op_has_a_case() -> None:
    """Ops that a case's graph applies, as written or lowered, before any rule; others have test files of their own."""
    root = Path(__file__).parents[2]
    for place in OPS:  # "theano_compat.ops."
        for file in root.joinpath("compat", *place.split(".")[1:]).rglob("*.py"):
            name = ".".join(file.relative_to(root / "compat").with_suffix("").parts)
            importlib.import_module(f"theano_compat.{name}")
    known, queue = set(), [TensorOp]
    while queue:
        for op in queue.pop().__subclasses__():
            if op.__module__.startswith(OPS) and "_Indexed" != op.__name__:
                known.add(op)
            queue.append(op)
    met = {
        type(node.op)
        for _, case in CASES
        for outputs in [case.outputs([g.variable("float64") for g in case.inputs])]
        for node in applies([*outputs, *lowered(outputs)])
    }
    parents = {parent for op in known for parent in op.__mro__[1:]}
    without = known - met - parents
    assert {op.__name__ for op in without if _tests_of(op) is None} == set()
    assert {_tests_of(op) for op in without} == set(TESTED_ELSEWHERE), "an entry that no Op needs"
    assert [file for file in TESTED_ELSEWHERE.values() if not (root / file).is_file()] == []
