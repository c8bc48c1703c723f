"""`function.export(path)`: writes a compiled function as ONNX or StableHLO, runs the file, and certifies it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from theano_common.our_version import our_version

from ..graph.traversal import leaves
from ..graph.variable import SharedVariable
from ..settings import config
from .certificate import Certificate, certified
from .errors import CannotExport
from .examples import Example, examples
from .signature import Signature, signature_of


def export(function: Any, path: str | os.PathLike[str], inputs: Any = None, float32: bool = False) -> Certificate:
    """Write `function` to `path`, and return the certificate. See `Function.export`."""
    target = Path(path)
    suffixes = {".onnx": _onnx, ".stablehlo": _stablehlo}
    if target.suffix not in suffixes:
        raise ValueError(f"export: '{target}' must end with .onnx or .stablehlo, which say the format.")
    signature = signature_of(function)
    found = _examples(function, signature, _listed(inputs))
    return suffixes[target.suffix](signature, found, target, float32)


def _listed(inputs: Any) -> list[Sequence[Any]]:
    """Return examples as lists of values: one example may be given by itself."""
    if inputs is None:
        return []
    inputs = list(inputs)
    return [list(one) for one in inputs] if inputs and isinstance(inputs[0], list | tuple) else [inputs]


def _examples(function: Any, signature: Signature, given: list[Sequence[Any]]) -> list[Example]:
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
    return examples(list(signature.inputs.values()), sorted(lengths), compute, given)


def _onnx(signature: Signature, found: list[Example], path: Path, float32: bool) -> Certificate:
    try:
        import onnx
        import onnxruntime
    except ImportError as error:
        raise ImportError(
            f'export needs the package {error.name}: pip install "theano-compat[onnx]".', name=error.name
        ) from None
    from .onnx.onnx_model import OPSET, written  # only when something is exported

    model = written(signature, path.stem, float32)
    text = model.SerializeToString()
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4  # neither its advice nor its errors, which the certificate tells
    session = onnxruntime.InferenceSession(text, options, providers=["CPUExecutionProvider"])
    asked = {i.name for i in session.get_inputs()}
    narrow = "float32" if float32 else None

    def run(values: list[np.ndarray]) -> list[Any]:
        feed = dict(zip(signature.inputs, values, strict=True))
        feed = {n: x.astype(narrow) if narrow and x.dtype == np.float64 else x for n, x in feed.items() if n in asked}
        return session.run(None, feed)

    remarks = [f"opset {OPSET}"]
    remarks += ["float32 stands for float64"] if float32 else []
    made = certified(
        os.fspath(path),
        f"onnxruntime {onnxruntime.__version__}",
        list(signature.outputs),
        run,
        found,
        narrow or _rounding(signature),
        remarks,
    )
    facts = {
        "theano-compat": our_version(),
        "emulates": str(config.emulate or "3.11"),
        "verdict": made.verdict,
        "sha256 of the graph": hashlib.sha256(model.graph.SerializeToString(deterministic=True)).hexdigest(),
    }
    onnx.helper.set_model_props(model, facts)
    model.producer_name, model.producer_version = "theano-compat", facts["theano-compat"]
    _write(path, model.SerializeToString())
    return made


def _stablehlo(signature: Signature, found: list[Example], path: Path, float32: bool) -> Certificate:
    if float32:
        raise CannotExport("float32=True is for ONNX; StableHLO has float64.")
    from .stablehlo import run_elsewhere, written  # only when something is exported

    data, remarks, usable = written(signature, found)
    _write(path, data)
    where, run = run_elsewhere(path, usable)
    return certified(os.fspath(path), where, list(signature.outputs), run, usable, _rounding(signature), remarks)


def _rounding(signature: Signature) -> str | None:
    """Return float32 where some values are: an output in float64 has no more digits than they."""
    several = (*signature.inputs.values(), *signature.changing.values(), *leaves(list(signature.outputs.values())))
    return "float32" if any(getattr(v.type, "dtype", "") == "float32" for v in several) else None


def _write(path: Path, data: bytes) -> None:
    """Write the file in one step: an error leaves what was there."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(data)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
