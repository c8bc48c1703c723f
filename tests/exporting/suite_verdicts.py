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

from theano_compat.exporting.certificate import certified  # noqa: E402  behind install()
from theano_compat.exporting.errors import CannotExport  # noqa: E402
from theano_compat.exporting.examples import Example  # noqa: E402
from theano_compat.exporting.onnx.onnx_model import written  # noqa: E402
from theano_compat.exporting.onnx_file import runner  # noqa: E402
from theano_compat.exporting.signature import signature_of  # noqa: E402
from theano_compat.functions.callable import FunctionCalls  # noqa: E402

VERDICTS: Counter[str] = Counter()
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
    try:
        signature = signature_of(function)
        inputs = [values[k] for k, i in enumerate(function.ins) if i.update is None]
        model = written(signature, "function")
        wanted = [np.array(v) for v in function.executable([*values, *(v.container.held for v in function.updated)])]
    except CannotExport as error:
        VERDICTS["refused" if function.ins else "refused, without inputs"] += 1  # initial weights are drawn by such
        WHY[str(error).splitlines()[0].partition("`: ")[2][:90] or str(error)[:90]] += 1
        return
    except Exception as error:  # the suite's own test of an error
        VERDICTS["raises"] += 1
        WHY[f"{type(error).__name__}: {str(error)[:80]}"] += 1
        return
    found = certified(
        "", "", list(signature.outputs), runner(model, signature.inputs), [Example("given", inputs, wanted)], "float32"
    )
    VERDICTS[found.verdict] += 1
    if found.verdict == "differs":
        WHY[str(found).replace("\n", " ")[:160]] += 1


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the counts, and why functions were refused."""
    terminalreporter.write_line(f"functions as ONNX: {dict(VERDICTS)}")
    for why, n in WHY.most_common(25):
        terminalreporter.write_line(f"  {n}  {why}")
