"""MC209: code for the old GPU back ends."""

from __future__ import annotations

from collections.abc import Iterator

from ...names.coverage import Coverage, canonical
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC209",
    severity="style",
    title="code for the old GPU back ends",
    why="What is served of them (cuda_available, host_from_gpu, GpuArrayType, ...) leaves everything on the processor:"
    " there is no pygpu. Functions run on a GPU by JAX, whole.",
    do="THEANO_FLAGS=device=cuda; the code may stay.",
)

BEFORE = """
import theano
import theano.sandbox.cuda as cuda  # MC209
if cuda.cuda_available:
    cuda.use("gpu")
from theano.gpuarray.type import GpuArrayType  # MC209
import theano.tensor
try:
    import theano.sandbox.cuda
except ImportError:
    pass
"""
BACK_ENDS = ("theano.sandbox.cuda", "theano.gpuarray", "theano.sandbox.gpuarray")


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for use in module.uses:
        name = canonical(use.name)
        within = any(name == one or name.startswith(one + ".") for one in BACK_ENDS)
        if within and use.kind == "import" and not use.guarded:
            yield Hit(use.statement or use.node, name)
