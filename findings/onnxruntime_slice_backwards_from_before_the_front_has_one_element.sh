#!/usr/bin/env bash
# onnxruntime's Slice backwards from a start before the front gives the first element; ONNX's own reference gives none.
#
# Behaviour: for a negative step a start below -length is moved to position 0, and the element there is read when the end
# lies before the front too. NumPy, and the evaluator of the onnx package, move the start to before the front: nothing.
# Packages: onnxruntime 1.32.0, onnx 1.23.2, numpy 2.4.6 (Python 3.12).
# Guess: both as NumPy, from which the operator is said to be taken: x[-9::-1] of five elements is empty.
# Seen: [0.0] by onnxruntime, [] by onnx.reference and NumPy; with the end 0 in place of before the front both give [].
# Who meets it: somebody whose network reads a window backwards from a computed place (a reversed sequence, the causal
# part of a signal): with a short input one element too many, and a broadcast that hides it.
# Source: onnx/docs/Operators.md, Slice ("clamped to [0, dims-1] for negative stepping" for the start, which is what
# onnxruntime does; onnx/reference/ops/op_slice.py hands the numbers to NumPy).
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
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

x = np.arange(5.0)


def sliced(start, end):
    numbers = {"start": [start], "end": [end], "axis": [0], "step": [-1]}
    graph = helper.make_graph(
        [helper.make_node("Slice", ["x", *numbers], ["y"])],
        "backwards",
        [helper.make_tensor_value_info("x", TensorProto.DOUBLE, [5])],
        [helper.make_tensor_value_info("y", TensorProto.DOUBLE, [None])],
        [numpy_helper.from_array(np.array(v), n) for n, v in numbers.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return session.run(None, {"x": x})[0].tolist(), ReferenceEvaluator(model).run(None, {"x": x})[0].tolist()


outside, inside, by_numpy = sliced(-9, -100), sliced(-9, 0), x[-9::-1].tolist()
print("to before the front:", outside, "NumPy:", by_numpy, "to 0:", inside)
if outside != ([0.0], []) or inside != ([], []) or by_numpy != []:
    sys.exit("does not hold: other elements")
print("holds: onnxruntime reads the first element, the reference none")
PY
