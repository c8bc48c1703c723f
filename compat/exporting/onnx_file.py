"""Functions as ONNX files: written, run by onnxruntime, and certified."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime

from theano_common.our_version import our_version

from ..settings import config
from .certificate import Certificate, certified
from .examples import Example
from .onnx.onnx_model import OPSET, written
from .signature import Signature
from .written_file import replaced, rounding


def write(signature: Signature, found: list[Example], path: Path, float32: bool) -> Certificate:
    """Write the file, with what came out in its metadata. found: examples to compare at."""
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
        narrow or rounding(signature),
        remarks,
        narrowed=float32,
    )
    facts = {
        "theano-compat": our_version(),
        "emulates": str(config.emulate or "3.11"),
        "verdict": made.verdict,
        "sha256 of the graph": hashlib.sha256(model.graph.SerializeToString(deterministic=True)).hexdigest(),
    }
    onnx.helper.set_model_props(model, facts)
    model.producer_name, model.producer_version = "theano-compat", facts["theano-compat"]
    replaced(path, model.SerializeToString())
    return made
