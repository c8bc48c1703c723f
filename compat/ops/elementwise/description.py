"""Docstrings of elementwise functions, written from their entries."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...docstrings import text

SHARES = ((0.2, 0.8), (0.6, 0.4), (0.8, 0.2))  # where in its domain an operand of an example lies
LETTERS = "xyz"


def described(entry: Any) -> str:
    """Return the docstring of an entry: what it computes, dtypes, gradient, an example, the source."""
    operands = LETTERS[: entry.nin] if entry.nin > 0 else "xy"
    given = ", ".join(operands)
    home, _, name = (entry.legacy or (f"theano.scalar.{entry.name}",))[0].rpartition(".")
    words = {given: "tensors of any shape, numbers or arrays; they broadcast"}
    if len(operands) == 1:
        words = {given: "a tensor of any shape, a number or an array"}
    said = f"{name}({given}), element by element: {entry.doc or entry.name}.\n\n{_facts(entry, len(operands))}"
    call = f"{home}.{name}".replace("theano.tensor.", "tt.").replace("pymc3.", "pm.")
    return text(said.strip(), words, _example(entry, call, operands), home)


def _facts(entry: Any, operands: int) -> str:
    """Return sentences on the dtype of the result, the gradient, and the function of NumPy."""
    said = []
    if (result := _result(entry, "float64", operands)) in ("bool", None):
        said.append("The result is bool." if result else "Integers and bools only.")
    elif str(_result(entry, "int64", operands)).startswith("float"):
        said.append("Integers give floats.")
    if entry.derivative is None and entry.pullback is None:
        said.append("Its gradient is 0." if "discrete" in entry.facts else "It has no gradient.")
    if entry.numpy:
        known = f"numpy.{entry.numpy}" if hasattr(np, entry.numpy) else entry.numpy
        said.append(f"NumPy's is {known}." if known.startswith("numpy.") else f"SciPy's is {known}.")
    return " ".join(said)


def _result(entry: Any, dtype: str, operands: int) -> str | None:
    try:
        return str(entry.result(*[dtype] * operands))
    except TypeError:
        return None


def _example(entry: Any, call: str, operands: str) -> str:
    """Return a call with two elements of each operand, and the array that it gives."""
    whole = _result(entry, "float64", len(operands)) is None
    given = []
    for (low, high), shares in zip(entry.domain or ((1, 3),) * len(operands), SHARES, strict=False):
        middle = (0.5,) if _result(entry, "float64", len(operands)) == "bool" else ()  # where operands are equal
        points = [round(low + share * (high - low), 1) for share in (*shares, *middle)]
        given.append([round(point) for point in points] if whole else points)
    if entry.compute == "condition":
        given[0] = [0, 1]
    shown = ", ".join(map(repr, given))
    return f">>> {call}({shown}).eval()\n{entry.impl(*map(np.array, given))!r}"
