"""The C text of every row compiles without a warning, for all dtypes, and gives NumPy's values.

The C backend has no part in it but `entry_expression`: a fault here is a fault of a row.
"""

from __future__ import annotations

import shutil

import numpy as np
import pytest

from tests.ops.c_rows import Compiled, Instance, instances
from tests.ops.cases import case, differences, limit
from theano_compat.graph.types import TensorType

COMPILER = shutil.which("gcc") or shutil.which("clang")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(COMPILER is None, reason="no C compiler")]
INSTANCES = instances()


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    assert COMPILER is not None
    return Compiled(INSTANCES, tmp_path_factory.mktemp("rows"), COMPILER)


def columns(instance: Instance) -> list[np.ndarray] | None:
    """Points for operands of these dtypes, those of each operand's own case."""
    own = [case(instance.row, dtype) for dtype in instance.dtypes]
    if any(c is None for c in own):
        return None
    drawn = [c.columns[i] for i, c in enumerate(own) if c is not None]
    length = min(len(d) for d in drawn)
    return [d[:length] for d in drawn]


@pytest.mark.parametrize("instance", INSTANCES, ids=lambda instance: instance.name)
def test_gives_the_values_of_numpy(compiled: Compiled, instance: Instance) -> None:
    x = columns(instance)
    if x is None:
        pytest.skip("compiled only: integers are cast to floats, or SciPy has no complex form")
    node = instance.row(*[TensorType(d, (False,))() for d in instance.dtypes]).owner
    [wanted] = node.op.compat_array(np, node, *x)
    known = limit(instance.row.name, "python")
    exact = np.dtype(instance.result).kind in "biu"
    coarse = wanted.dtype.itemsize <= 4 or any(d in ("float32", "complex64") for d in instance.dtypes)
    tolerance = 0.0 if exact else 3e-6 if coarse else 2e-14
    wrong = differences(compiled(instance, *x), wanted, tolerance, known.absolute if known else 0.0)
    assert not wrong.size, [(tuple(c[i] for c in x), wanted[i]) for i in wrong]
