"""Long functions of C in parts: the same values, whatever the statements are."""

from __future__ import annotations

from typing import Any
from weakref import WeakValueDictionary

import numpy as np
import pytest

import compat.ops.tensor_variable  # noqa: F401  (gives variables their operators)
from compat.backends.c import build, parts
from compat.compilation.function import function
from compat.differentiate import grad
from compat.graph.types import TensorType
from compat.ops import elementwise as e
from compat.ops.blas import dot
from compat.ops.linalg_cholesky import cholesky
from compat.ops.reductions import max, sum
from compat.theano_api.scan_module.scan import scan

X, Y = TensorType("float64", (False, False))("x"), TensorType("float64", (False,))("y")
VALUES = (np.random.default_rng(0).normal(size=(5, 5)), np.linspace(0.1, 1, 5))
PROGRAMS: dict[str, Any] = {
    "sums that others wait for": lambda: [sum(e.exp(Y - max(Y)) / sum(e.exp(Y))), max(Y) * Y, e.tanh(sum(Y))],
    "memory": lambda: [sum(e.sqr(dot(X, e.exp(dot(X.T, Y)))), axis=0), dot(X, X)[::-1] * Y],
    "failures": lambda: [cholesky(dot(X, X.T)), Y[3] * X[1]],
    "gradient": lambda: grad(sum(e.sqr(cholesky(dot(X, X.T)) * Y)) + sum(e.log1p(Y)), [X, Y]),
    "loops": lambda: [scan(lambda y, s: e.tanh(s * y), sequences=Y, outputs_info=Y[0])[0] + sum(Y),
                      scan(lambda y: dot(X, Y) * y, sequences=Y)[0]],
    "integers": lambda: [(Y * 3).astype("int8") // 2, Y > 0.5, sum(Y > 0.5)],
}


@pytest.mark.wide(5)
@pytest.mark.compiler
@pytest.mark.parametrize("program", PROGRAMS)
def test_the_same_in_parts(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    outputs = PROGRAMS[program]()
    whole = function([X, Y], outputs, mode="C", on_unused_input="ignore")
    monkeypatch.setattr(parts, "LONGEST", 3)
    monkeypatch.setattr(parts, "PART", 2)
    monkeypatch.setattr(build, "_loaded", WeakValueDictionary())
    monkeypatch.setattr(build.cache, "find", lambda key: None)
    divided: list[bool] = []

    def noted(text: str, in_parts: Any = parts.in_parts) -> str:
        divided.append("run_part1" in (new := in_parts(text)))
        return new
    monkeypatch.setattr(build, "in_parts", noted)
    cut = function([X, Y], outputs, mode="C", on_unused_input="ignore")
    assert cut.executable.backend == whole.executable.backend == "c" and all(divided)
    for a, b in zip(cut(*VALUES), whole(*VALUES), strict=True):
        np.testing.assert_array_equal(a, b)


def test_conditions_among_doubles_are_taken_by_eight() -> None:
    loop = ["    #pragma omp simd", "    for (int64_t i0 = 0; i0 < n0; i0++) {", "        b1[i0] = in0[i0];", "    }"]
    mixed = [*loop[:2], "        const _Bool v2 = in0[i0] > 0;", *loop[2:]]
    lines = [*["    const double v1 = in0[0];"] * parts.LONGEST, *loop, *mixed, "    return 0;"]
    text = parts.in_parts("int run(const void *const *in, int more)\n{\n" + "\n".join(lines) + "\n}\n")
    assert text.count("simd\n") == text.count("simd safelen(8)\n") == 1


def test_a_statement_of_another_form_stays() -> None:
    lines = [*["    const double v1 = in0[0];"] * parts.LONGEST, "    double a, b;", "    a = b = v1;", "    return 0;"]
    text = "int run(const void *const *in, int more)\n{\n" + "\n".join(lines) + "\n}\n"
    assert parts.in_parts(text) == text
