"""A plugin for pytest: each function that another suite calls is written as ONNX, run at that call, and compared.

`python -m pytest -p tests.exporting.suite_verdicts path/to/lasagne/tests/layers` (ours is `theano`)
ends with how many functions were equal, near, refused by a sentence, or differed.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np

import compat

compat.install()

from theano_compat.exporting.certificate import Certificate, certified  # noqa: E402  behind install()
from theano_compat.exporting.errors import CannotExport  # noqa: E402
from theano_compat.exporting.examples import Example  # noqa: E402
from theano_compat.exporting.onnx.onnx_model import written  # noqa: E402
from theano_compat.exporting.onnx_file import runner  # noqa: E402
from theano_compat.exporting.signature import signature_of  # noqa: E402
from theano_compat.functions.callable import FunctionCalls  # noqa: E402
from theano_compat.graph.traversal import applies  # noqa: E402

VERDICTS: Counter[str] = Counter()
USES: Counter[str] = Counter()  # applications by Op, of all functions
WHY: Counter[str] = Counter()
_SEEN: set[int] = set()
_KEPT: list[Any] = []  # functions that were seen: their ids stay theirs


def pytest_configure() -> None:
    """Look at the first computation of each function."""
    compute = FunctionCalls._compute

    def watched(self: Any, values: Any) -> Any:
        if id(self) not in _SEEN:
            _SEEN.add(id(self))
            _KEPT.append(self)
            _judge(self, [np.array(v) for v in values])
        return compute(self, values)

    FunctionCalls._compute = watched  # type: ignore[method-assign]


def _judge(function: Any, values: list[Any]) -> None:
    USES.update(type(node.op).__name__ for node in applies(function.wanted))
    own = [k for k, i in enumerate(function.ins) if i.update is None]

    def computed(given: list[Any]) -> list[np.ndarray]:
        held = [v.container.held for v in function.updated]
        return [np.array(v) for v in function.executable([*(np.array(v) for v in given), *held])]

    try:
        signature = signature_of(function)
        model = written(signature, "function")
        wanted = computed(values)
    except CannotExport as error:
        VERDICTS["refused" if function.ins else "refused, without inputs"] += 1  # initial weights are drawn by such
        WHY[str(error).splitlines()[0].partition("`: ")[2][:90] or str(error)[:90]] += 1
        return
    except Exception as error:  # the suite's own test of an error
        VERDICTS["raises"] += 1
        WHY[f"{type(error).__name__}: {str(error)[:80]}"] += 1
        return

    def compared(given: list[Any], wanted: list[np.ndarray]) -> Certificate:
        example = Example("given", [given[k] for k in own], wanted)
        return certified("", "", list(signature.outputs), run, [example], "float32")

    run = runner(model, signature.inputs)
    found = compared(values, wanted)
    verdict = found.verdict
    if verdict == "differs":  # Keras trains on what the network predicted: the loss is nothing but roundings
        random = np.random.default_rng(0)
        moved = [v + random.normal(0, 0.1, v.shape).astype(v.dtype) if v.dtype.kind == "f" else v for v in values]
        again = compared(moved, computed(moved)).verdict
        if again != "differs":
            verdict = f"{again} at moved inputs"
        else:
            WHY[str(found).replace("\n", " ")[:160]] += 1
    VERDICTS[verdict] += 1


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the counts, and why functions were refused."""
    terminalreporter.write_line(f"functions as ONNX: {dict(VERDICTS)}")
    random = sum(USES[name] for name in ("RandomFunction", "MRGUniform"))
    terminalreporter.write_line(f"{USES.total()} applications of {len(USES)} Ops, {random} of them random numbers")
    for why, n in WHY.most_common(25):
        terminalreporter.write_line(f"  {n}  {why}")
