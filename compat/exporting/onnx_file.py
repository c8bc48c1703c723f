"""Functions as ONNX files: written, run by onnxruntime, and certified."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime

from theano_common.our_version import our_version
from theano_common.system.files import write_whole

from ..emulated_versions import LAST
from ..settings import config
from .certificate import Certificate, certified
from .examples import Example
from .onnx.onnx_model import OPSET, written
from .signature import Signature, rounding


def write(signature: Signature, found: list[Example], path: Path, float32: bool) -> Certificate:
    """Write the file, with what came out in its metadata. found: examples to compare at."""
    model = written(signature, path.stem, float32)
    made = certified(
        os.fspath(path),
        f"onnxruntime {onnxruntime.__version__}",
        list(signature.outputs),
        runner(model, signature.inputs, float32),
        found,
        "float32" if float32 else rounding(signature),
        [f"opset {OPSET}", *(["float32 stands for float64"] if float32 else []), *signature.remarks],
        narrowed=float32,
    )
    facts = {
        "theano-compat": our_version(),
        "emulates": str(config.emulate or LAST),
        "verdict": made.verdict,
        "sha256 of the graph": hashlib.sha256(model.graph.SerializeToString(deterministic=True)).hexdigest(),
    }
    onnx.helper.set_model_props(model, facts)
    model.producer_name, model.producer_version = "theano-compat", facts["theano-compat"]
    write_whole(path, model.SerializeToString())
    return made


def runner(
    model: onnx.ModelProto, names: Iterable[str], float32: bool = False
) -> Callable[[list[np.ndarray]], list[Any]]:
    """Return the function from inputs, in the order of their names, to outputs by onnxruntime on the processor."""
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4  # neither its advice nor its errors, which the certificate tells
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    asked, names = {i.name for i in session.get_inputs()}, list(names)

    def run(values: list[np.ndarray]) -> list[Any]:
        feed = {n: x for n, x in zip(names, values, strict=True) if n in asked}
        return session.run(
            None, {n: x.astype("float32") if float32 and x.dtype == np.float64 else x for n, x in feed.items()}
        )

    return run
