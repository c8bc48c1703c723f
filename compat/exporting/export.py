"""`function.export(path)`: writes a compiled function as ONNX or StableHLO, runs the file, and certifies it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from ..graph.traversal import leaves
from ..graph.variable import SharedVariable
from .certificate import Certificate
from .examples import Example, examples
from .signature import Signature, signature_of

WRITERS = {".onnx": ".onnx_file", ".stablehlo": ".stablehlo_file"}  # modules, each loaded when its format is asked for


def export(
    function: Any, path: str | os.PathLike[str], inputs: Any = None, float32: bool = False, how: str = "given"
) -> Certificate:
    """Write `function` to `path`, and return the certificate. See `Function.export`.

    how: how `inputs` were chosen.
    """
    target = Path(path)
    if target.suffix not in WRITERS:
        raise ValueError(f"export: '{target}' must end with .onnx or .stablehlo, which say the format.")
    signature = signature_of(function)
    found = _examples(function, signature, _listed(inputs), how)
    return _writer(target.suffix)(signature, found, target, float32)


def _writer(suffix: str) -> Any:
    try:
        return import_module(WRITERS[suffix], __package__).write
    except ImportError as error:
        if suffix == ".onnx" and error.name in ("onnx", "onnxruntime"):
            raise ImportError(
                f'export needs the package {error.name}: pip install "theano-compat[onnx]".', name=error.name
            ) from None
        raise


def _listed(inputs: Any) -> list[Sequence[Any]]:
    """Return examples as lists of values: one example may be given by itself."""
    if inputs is None:
        return []
    inputs = list(inputs)
    return [list(one) for one in inputs] if inputs and isinstance(inputs[0], list | tuple) else [inputs]


def _examples(function: Any, signature: Signature, given: list[Sequence[Any]], how: str) -> list[Example]:
    """Return inputs with the values of our own function, whose state stays as it is."""
    order = {id(i.variable): k for k, i in enumerate(function.ins)}
    places = [order[id(v)] for v in signature.inputs.values()]
    states = [k for k, i in enumerate(function.ins) if i.update is not None]

    def compute(values: list[Any]) -> list[Any]:
        given: list[Any] = [None] * len(function.ins)
        for k, value in zip(places, values, strict=True):
            given[k] = value
        for k in states:
            given[k] = function.cells[k].held
        return function.executable([*given, *(v.container.held for v in function.updated)])

    shared = [v for v in leaves(function.wanted) if isinstance(v, SharedVariable)]
    lengths = {n for v in shared for n in np.shape(v.container.held)} | {n for v in signature.held for n in v.shape}
    return examples(list(signature.inputs.values()), sorted(lengths), compute, given, how)
