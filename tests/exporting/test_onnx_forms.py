"""Each structural case of the backends as ONNX, run by onnxruntime: the values of NumPy, or one sentence."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from tests.backends.case import Case
from tests.backends.structural_cases import FAMILIES
from theano_common.verdict import Status, worst
from theano_compat.exporting.certificate import certified
from theano_compat.exporting.errors import CannotExport
from theano_compat.exporting.examples import Example
from theano_compat.exporting.signature import Signature

pytest.importorskip("onnxruntime")
pytest.importorskip("onnx")

EQUAL, NEAR = Status.EQUAL.value, Status.NEAR.value
# How many cases of a family are refused, by one sentence each: no form in ONNX, or none of ours yet.
REFUSED = {
    "reductions-lengths": 1,  # complex numbers
    "reductions-dtypes": 9,  # uint64
    "rare-dtypes": 1,  # complex numbers
    "convolution": 1,  # unshared
    "pooling": 1,  # sizes from an input
    "matrix-factors": 4,  # QR, singular values, least squares
    "matrix-inverses": 2,  # of matrices that are not square, of tensors
    "matrix-eigenvalues": 6,
    "fourier": 3,
    "sorts": 1,  # an axis from an input
    "choices": 2,
    "checked": 1,  # an axis from an input
    "scalar-ops": 2,  # an Op of the user
    "counts": 2,
    "repeats": 1,  # counts of each element
    "written-diagonals": 1,
}


def run(case: Case, dtype: str) -> str:
    """Return the verdict of a case, "refused: why", or "" for one that has no arrays."""
    from theano_compat.exporting.onnx.onnx_model import written
    from theano_compat.exporting.onnx_file import runner

    arrays = [g.array(dtype) for g in case.inputs]
    variables = [g.variable(dtype) for g in case.inputs]
    for k, v in enumerate(variables):
        v.name = f"x{k}"
    outputs = case.outputs(variables)
    signature = Signature({v.name: v for v in variables}, {}, (), {f"o{k}": o for k, o in enumerate(outputs)})
    try:
        model = written(signature, "case")
    except CannotExport as error:
        assert "\n" in str(error) or "is a" in str(error), "the sentence names the user's line"
        return f"refused: {error}"
    wanted = [np.asarray(w, v.type.dtype) for w, v in zip(case.wanted(dtype), outputs, strict=True)]
    names = [f"o{k}" for k in range(len(outputs))]
    found = certified("case", "", names, runner(model, signature.inputs), [Example("given", arrays, wanted)], dtype)
    for output, w in zip(found.outputs, wanted, strict=True):
        if output.status is Status.NOT_COMPARED:  # no finite number: NaN and infinities have to be in their places
            got = runner(model, signature.inputs)(arrays)[names.index(output.name)]
            assert not np.isfinite(w).any() and np.array_equal(got, w, equal_nan=True)
    counted = [o.status for o in found.outputs if o.status is not Status.NOT_COMPARED]
    verdict = worst(counted).value if counted else EQUAL
    return verdict if verdict in (EQUAL, NEAR) else str(found)


@pytest.mark.slow
@pytest.mark.parametrize("dtype", ["float64", pytest.param("float32", marks=pytest.mark.part(0))])
@pytest.mark.parametrize("family", FAMILIES)
def test_values(family: str, dtype: str) -> None:
    outcomes = {case.name: run(case, dtype) for case in FAMILIES[family]}
    wrong = {name: said for name, said in outcomes.items() if said.partition(":")[0] not in (EQUAL, NEAR, "refused")}
    assert not wrong
    refused = Counter(said.partition(":")[0] for said in outcomes.values())["refused"]
    assert refused <= REFUSED.get(family, 0), [said for said in outcomes.values() if said.startswith("refused")]
