"""All rows in a few compiled functions per backend and dtype, instead of hundreds of calls of gcc and XLA."""

from __future__ import annotations

from functools import cache

import numpy as np

from tests.ops.cases import Case, case, limit
from theano_compat.functions.function import function
from theano_compat.graph.types import TensorType
from theano_compat.ops.elementwise.functions import TABLE

MODES = {"python": "PYTHON", "c": "C", "jax": "JAX"}


def chosen(backend: str, dtype: str) -> list[Case]:
    """The cases that `backend` can run."""
    made = [case(row, dtype) for row in TABLE.values()]
    return [c for c in made if c is not None and ((known := limit(c.row.name, backend)) is None or known.hard)]


CHUNK = 15  # rows a function: some forty variables


@cache
def values(backend: str, dtype: str) -> dict[str, np.ndarray]:
    """Row name -> its values at the points of its case."""
    todo = chosen(backend, dtype)
    found: dict[str, np.ndarray] = {}
    for some in (todo[i : i + CHUNK] for i in range(0, len(todo), CHUNK)):
        inputs = [[TensorType(dtype, (False,))() for _ in c.columns] for c in some]
        outputs = [c.row(*x) for c, x in zip(some, inputs, strict=True)]
        run = function([v for x in inputs for v in x], outputs, mode=MODES[backend], on_unused_input="ignore")
        assert run.executable.backend == backend
        results = run(*(column for c in some for column in c.columns))
        found.update((c.row.name, np.asarray(v)) for c, v in zip(some, results, strict=True))
    return found
