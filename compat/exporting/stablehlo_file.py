"""Functions as StableHLO, by `jax.export`: reading such a file needs JAX alone."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from theano_common.system.files import write_whole

from ..backends.jax_package import import_jax, x64
from ..compilation.in_jax.to_jax import function_of_data
from ..graph.traversal import replace
from ..graph.types import TensorType
from ..graph.variable import Variable
from .certificate import Certificate, certified
from .errors import CannotExport
from .examples import MORE_ROWS, Example
from .signature import Signature, lengths_of, rounding

PLATFORMS = ("cpu", "cuda", "tpu")
# Reads a file in a process without us and computes its outputs at the arrays of another file.
READER = """
import sys
import jax
import numpy as np

jax.config.update("jax_enable_x64", True)
jax.config.update("jax_platforms", "cpu")
from jax import export

with open(sys.argv[1], "rb") as file:
    call = export.deserialize(bytearray(file.read())).call
assert "theano_compat" not in sys.modules
found = {}
with np.load(sys.argv[2]) as held:
    count = int(held["count"])
    for k in range(count):
        n = int(held[f"inputs_{k}"])
        values = [held[f"{k}_{i}"] for i in range(n)]
        for i, out in enumerate(call(*values)):
            found[f"{k}_{i}"] = np.asarray(out)
np.savez(sys.argv[3], **found)
"""


def written(signature: Signature, examples: Sequence[Example]) -> tuple[bytes, list[str], list[Example]]:
    """Return the file's bytes, remarks, and the examples that it takes.

    The number of rows is symbolic where JAX takes that; other lengths are those of the first example. Raises
    CannotExport for what JAX cannot trace.
    """
    jax = import_jax()
    from jax import export

    changing: dict[Variable, Variable] = {v: v.type.make_variable(v.name) for v in signature.changing.values()}
    wanted = list(signature.outputs.values())
    for v in (*signature.inputs.values(), *changing, *wanted):
        if not isinstance(v.type, TensorType):
            raise CannotExport(f"`{v}` is a {v.type}: StableHLO has dense arrays only.")
    given = [*signature.inputs.values(), *changing.values()]
    run, data = function_of_data(given, replace(wanted, changing) if changing else wanted)

    def function(*values: Any) -> list[Any]:
        return run(values, data)

    held = list(signature.held)
    shapes = [x.shape for x in examples[0].values]
    attempts = [False]
    if any(e.what == MORE_ROWS for e in examples):
        attempts.insert(0, True)
    made: Any = None
    with x64(jax):
        for symbolic in attempts:
            try:
                arguments = _described(export, signature, shapes, held, symbolic)
                made = export.export(jax.jit(function), platforms=PLATFORMS)(*arguments)
                break
            except Exception as error:  # JAX has no one class for what it cannot trace
                failed = error
    if made is None:
        first = str(failed).strip().splitlines()[0]
        raise CannotExport(f"JAX cannot trace this function: {first}") from failed
    lengths = (
        "any number of rows (the first length of the inputs, the same for all)" if symbolic else "lengths are fixed"
    )
    told = ", ".join(
        f"{n} {tuple('rows' if symbolic and d == 0 else m for d, m in enumerate(s))}"
        for n, s in zip(signature.inputs, shapes, strict=True)
    )
    whole = [Example(e.what, [*e.values, *held], e.wanted) for e in examples if _takes(e, shapes, symbolic)]
    return bytes(made.serialize()), [f"platforms {', '.join(PLATFORMS)}", f"{lengths}: {told}"], whole


def _takes(example: Example, shapes: Sequence[tuple[int, ...]], symbolic: bool) -> bool:
    """Return whether an example has the lengths that a file takes. One row is another program to JAX's broadcasting."""
    own = [x.shape for x in example.values]
    if not symbolic:
        return own == list(shapes)
    rows = {s[0] for s in own if s}
    return [s[1:] for s in own] == [s[1:] for s in shapes] and len(rows) == 1 and min(rows) > 0


def _described(
    export: Any, signature: Signature, shapes: Sequence[tuple[int, ...]], held: Sequence[np.ndarray], symbolic: bool
) -> list[Any]:
    """Return descriptions of the arguments. symbolic: the first length of the inputs is `rows`."""
    import jax

    [rows] = export.symbolic_shape("rows") if symbolic else [None]
    found = []
    for v, shape in zip(signature.inputs.values(), shapes, strict=True):
        lengths = (rows, *shape[1:]) if symbolic and lengths_of(v)[:1] == (None,) else shape
        found.append(jax.ShapeDtypeStruct(lengths, v.type.dtype))  # type: ignore[attr-defined]
    return [*found, *(jax.ShapeDtypeStruct(x.shape, x.dtype) for x in held)]


def run_elsewhere(path: Path, examples: Sequence[Example]) -> tuple[str, Callable[[list[Any]], list[Any]]]:
    """Run a file at all examples in one fresh process. Returns what ran it, and the function that gives its outputs."""
    import jax

    where = f"JAX {jax.__version__} in a process without us"
    arrays: dict[str, Any] = {"count": np.asarray(len(examples))}
    for k, e in enumerate(examples):
        arrays[f"inputs_{k}"] = np.asarray(len(e.values))
        arrays |= {f"{k}_{i}": x for i, x in enumerate(e.values)}
    with tempfile.TemporaryDirectory() as folder:
        inputs, outputs = Path(folder, "inputs.npz"), Path(folder, "outputs.npz")
        np.savez(inputs, **arrays)
        command = [sys.executable, "-c", READER, str(path), str(inputs), str(outputs)]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            why = done.stderr.strip().splitlines()[-1]

            def refused(values: list[Any]) -> list[Any]:
                raise RuntimeError(why)

            return where, refused
        with np.load(outputs) as held:
            found = {name: held[name] for name in held.files}
    order = {tuple(map(id, e.values)): k for k, e in enumerate(examples)}

    def run(values: list[Any]) -> list[Any]:
        k = order[tuple(map(id, values))]
        return [found[f"{k}_{i}"] for i in range(len(examples[k].wanted))]

    return where, run


def write(signature: Signature, found: list[Example], path: Path, float32: bool) -> Certificate:
    """Write the file and certify it. found: examples to compare at."""
    if float32:
        raise CannotExport("float32=True is for ONNX; StableHLO has float64.")
    data, remarks, usable = written(signature, found)
    write_whole(path, data)
    where, run = run_elsewhere(path, usable)
    remarks = [*remarks, *signature.remarks]
    return certified(os.fspath(path), where, list(signature.outputs), run, usable, rounding(signature), remarks)
