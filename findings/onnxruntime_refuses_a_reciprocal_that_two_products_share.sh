#!/usr/bin/env bash
# onnxruntime does not load a valid model in which a product has two reciprocals and one of them serves another product.
#
# Behaviour: y = exp(1/a * 1/b) + 1/a * c, written with Div of a constant 1, passes onnx.checker and runs without
# optimisations; with the default ones the session is not made: a node's input "is not a graph input, initializer, or
# output of a previous node". The pass DivMulFusion turns (1/b) * (1/a) into (1/a) / b, counts the users of 1/a
# afterwards as one too few, and so takes it away from the other. Node Reciprocal in place of Div(1, x) loads.
# Packages: onnxruntime 1.32.0, onnx 1.23.2, numpy 2.4.6 (Python 3.12).
# Guess: it loads, as every model that the checker accepts and whose nodes have kernels, and gives NumPy's values.
# Seen: INVALID_ARGUMENT: Invalid model. Node input 'ra' ...; right values with optimisations off, with that pass off, and
# with Reciprocal.
# Who meets it: gradients of gated recurrent layers (two sigmoids multiplied, one of them used again): a Keras GRU's
# training step.
# Source: the message; onnxruntime/core/optimizer/div_mul_fusion.cc has the pass.
set -euo pipefail
python_of() { # a Python of that version: $PYTHON, the one on PATH, or one that pyenv keeps
    for p in "${PYTHON:-}" "python$1" "$HOME"/.pyenv/versions/"$1".*/bin/python; do
        "$p" -c "import sys; sys.exit('%d.%d' % sys.version_info[:2] != '$1')" 2>/dev/null && { echo "$p"; return; }
    done
    echo "Python $1 is needed: set PYTHON" >&2
    return 1
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$(python_of 3.12)" -m venv "$work/venv"
"$work/venv/bin/python" -m pip install -q onnxruntime==1.32.0 onnx==1.23.2 numpy==2.4.6
"$work/venv/bin/python" - <<'PY'
import sys

import numpy as np
import onnx
import onnxruntime

TEXT = """
<ir_version: 10, opset_import: ["" : 20]>
gates (float[n] a, float[n] b, float[n] c) => (float[n] y) <float one = {1}> {
    ra = %s
    rb = %s
    product = Mul (ra, rb)
    other = Mul (ra, c)
    e = Exp (product)
    y = Add (other, e)
}
"""
DIV, RECIPROCAL = ("Div (one, a)", "Div (one, b)"), ("Reciprocal (a)", "Reciprocal (b)")
a, b, c = np.float32([1, 2, 4]), np.float32([2, 3, 5]), np.float32([3, 4, 6])
wanted = np.exp(1 / a * (1 / b)) + 1 / a * c


def outcome(reciprocals, optimised, **without):
    model = onnx.parser.parse_model(TEXT % reciprocals)
    onnx.checker.check_model(model, full_check=True)
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    levels = onnxruntime.GraphOptimizationLevel
    options.graph_optimization_level = levels.ORT_ENABLE_ALL if optimised else levels.ORT_DISABLE_ALL
    try:
        session = onnxruntime.InferenceSession(
            model.SerializeToString(), options, providers=["CPUExecutionProvider"], **without
        )
    except Exception as error:
        return "not loaded" if "Node input 'ra'" in str(error) else str(error)
    return "right" if np.allclose(session.run(None, {"a": a, "b": b, "c": c})[0], wanted) else "wrong"


found = {
    "as it is": outcome(DIV, True),
    "without optimisations": outcome(DIV, False),
    "without DivMulFusion": outcome(DIV, True, disabled_optimizers=["DivMulFusion"]),
    "with Reciprocal": outcome(RECIPROCAL, True),
}
print(found)
if list(found.values()) != ["not loaded", "right", "right", "right"]:
    sys.exit("does not hold: other outcomes")
print("holds: not loaded unless the pass is off or the reciprocals are nodes of their own")
PY
