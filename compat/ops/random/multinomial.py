"""Multinomial draws and choices from rows of probabilities by uniform numbers. Source: theano.sandbox.multinomial."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.variable import Apply
from ..c_forms import CallAccess
from ..elementwise.functions import cast
from ..tensor_op import TensorOp, as_tensor, tensor_type, zero_gradient


class MultinomialFromUniform(TensorOp):
    """The Op of counts: how often each column of a row of probabilities is drawn by some uniform numbers.

    odtype: the dtype of the counts, "auto" for that of the probabilities. Its inputs are pvals (rows, outcomes), unis,
    a vector of rows * n numbers, and n. Number c of row r is unis[c * rows + r]; it selects the first column whose
    cumulative sum, in double precision, exceeds it.
    """

    __props__: tuple[str, ...] = ("odtype",)

    def __init__(self, odtype: str) -> None:
        self.odtype = odtype

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update({"odtype": "auto", **state})

    def make_node(self, pvals: Any, unis: Any, n: Any = 1) -> Apply:
        pvals, unis, n = as_tensor(pvals), as_tensor(unis), as_tensor(n)
        if pvals.type.ndim != 2:
            raise NotImplementedError("pvals ndim should be 2", pvals.type.ndim)
        if unis.type.ndim != 1:
            raise NotImplementedError("unis ndim should be 1", unis.type.ndim)
        if n.type.ndim:
            raise TypeError(f"{self}: the number of draws is a scalar, `{n}` is {n.type}.")
        return Apply(self, [pvals, unis, n], [tensor_type(self._dtype(pvals), pvals.type.broadcastable)()])

    def _dtype(self, pvals: Any) -> str:
        return pvals.type.dtype if self.odtype == "auto" else self.odtype

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [input_shapes[0]]

    def compat_structural(self, node: Apply) -> Sequence[int]:
        return (2,) if len(node.inputs) > 2 else ()

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return [zero_gradient(v) for v in inputs]

    def compat_array(self, xp: ArrayModule, node: Apply, pvals: Any, unis: Any, n: Any = 1) -> list[Any]:
        rows, outcomes = pvals.shape
        self._check(pvals, unis, int(n))
        sums = xp.cumsum(pvals, axis=1, dtype="float64")
        numbers = unis.reshape(int(n), rows)
        dtype = node.outputs[0].type.dtype  # type: ignore[attr-defined]
        if xp is not np:  # a number beyond all sums selects no column
            hit = xp.sum(sums[None] <= numbers[..., None], axis=-1)
            return [xp.sum(hit[..., None] == xp.arange(outcomes), axis=0).astype(dtype)]
        counts = np.zeros((rows, outcomes + 1), dtype=dtype)
        for row in range(rows):
            np.add.at(counts[row], np.searchsorted(sums[row], numbers[:, row], side="right"), 1)
        return [counts[:, :outcomes]]

    def compat_c_opaque(self, node: Apply, c: CallAccess) -> str:
        """Write the draws, number after number; a row's cumulative sum stops at the selected column."""
        pvals, unis, *n = node.inputs
        out = node.outputs[0]
        pp, pu, pn, po = c.array(pvals), c.array(unis), f"*{c.array(n[0])}" if n else "1", c.out(out)
        rows, outcomes, t = c.length(pvals, 0), c.length(pvals, 1), c.ctype(out.type.dtype)
        wrong = f"{c.length(unis, 0)} != {rows} * (int64_t){pn}"
        c.flag(f"({wrong})")
        for text in (
            f"memset({po}, 0, (size_t)({rows}) * (size_t)({outcomes}) * sizeof *{po});",
            f"if (!({wrong}))",
            f"    for (int64_t k = 0; k < {c.length(unis, 0)}; k++) {{",
            f"        const int64_t row = k % {rows} * {outcomes};",
            "        double sum = 0;",
            f"        for (int64_t m = 0; m < {outcomes}; m++)",
            f"            if ((sum += {pp}[row + m]) > {pu}[k]) {{",
            f"                {po}[row + m] = ({t})({po}[row + m] + 1);",
            "                break;",
            "            }",
            "    }",
        ):
            c.line(text)
        return ""

    def _check(self, pvals: Array, unis: Array, n: int) -> None:
        if unis.shape[0] != pvals.shape[0] * n:
            raise ValueError(
                f"unis.shape[0] != pvals.shape[0] * n: {unis.shape[0]} numbers for {n} draws in each of "
                f"{pvals.shape[0]} rows."
            )

    def __str__(self) -> str:
        return f"{type(self).__name__}{{{self.odtype}}}"


class ChoiceFromUniform(MultinomialFromUniform):
    """The Op of choices: the columns that are selected by some uniform numbers, in order, a matrix (rows, n).

    odtype: the dtype, "auto" for int64. replace: whether a column can be selected again; otherwise its probability
    becomes 0 and the others are divided by their sum. Its inputs are pvals (rows, outcomes), unis, a vector of rows * n
    numbers, and n. A number beyond all cumulative sums gives -1.
    """

    __props__ = ("odtype", "replace")

    def __init__(self, odtype: str, replace: bool = False) -> None:
        super().__init__(odtype)
        self.replace = replace

    def __setstate__(self, state: dict[str, Any]) -> None:
        super().__setstate__({"replace": False, **state})

    def _dtype(self, pvals: Any) -> str:
        return "int64" if self.odtype == "auto" else self.odtype

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [(input_shapes[0][0], cast(node.inputs[2], "int64"))]

    def compat_array(self, xp: ArrayModule, node: Apply, pvals: Any, unis: Any, n: Any = 1) -> list[Any]:
        n = int(n)
        if n > pvals.shape[1]:
            raise ValueError(
                f"Cannot sample without replacement n samples bigger than the size of the distribution: "
                f"{n} of {pvals.shape[1]}."
            )
        self._check(pvals, unis, n)
        dtype = node.outputs[0].type.dtype  # type: ignore[attr-defined]
        chosen = _chosen if xp is np else _traced
        return [chosen(xp, pvals, unis.reshape(n, len(pvals)), self.replace).astype(dtype)]

    def compat_c_opaque(self, node: Apply, c: CallAccess) -> str:
        """Write the choices row after row, on a copy of the row's probabilities."""
        pvals, unis, _ = node.inputs
        out = node.outputs[0]
        pp, pu, po = c.array(pvals), c.array(unis), c.out(out)
        rows, outcomes, n = c.length(pvals, 0), c.length(pvals, 1), c.length(out, 1)
        t, p = c.ctype(out.type.dtype), c.ctype(pvals.type.dtype)
        lengths = c.computations.lengths
        lengths.require(lengths.code("{} <= {} && {} == {} * {}", n, outcomes, c.length(unis, 0), rows, n))
        left = f"left_{po}"
        c.line(f"{p} *const {left} = malloc((size_t)({outcomes}) * sizeof({p}) + 1);")
        c.flag(f"!{left}")
        for text in (
            f"for (int64_t row = 0; {left} && row < {rows}; row++) {{",
            f"    memcpy({left}, {pp} + row * {outcomes}, (size_t)({outcomes}) * sizeof({p}));",
            f"    for (int64_t k = 0; k < {n}; k++) {{",
            "        double sum = 0;",
            "        int64_t m = 0;",
            f"        while (m < {outcomes} && !((sum += {left}[m]) > {pu}[k * {rows} + row])) m++;",
            f"        {po}[row * {n} + k] = ({t})(m < {outcomes} ? m : -1);",
            f"        if ({int(self.replace)} || m == {outcomes} || k == {n} - 1) continue;",
            f"        {p} rest = ({p})(sum - {left}[m]);",
            f"        {left}[m] = 0;",
            f"        for (int64_t j = m; j < {outcomes}; j++) rest += {left}[j];",
            f"        for (int64_t j = 0; j < {outcomes}; j++) {left}[j] /= rest;",
            "    }",
            "}",
            f"free({left});",
        ):
            c.line(text)
        return ""


def _chosen(xp: ArrayModule, pvals: Array, numbers: Array, replace: bool) -> np.ndarray:
    """Return columns (rows, draws); the sum that renormalises a row is computed as in Theano's C code."""
    chosen = np.full(numbers.T.shape, -1, dtype="int64")
    left = np.array(pvals)
    for c, row in np.ndindex(*numbers.shape):
        sums = np.cumsum(left[row], dtype="float64")
        m = int(np.searchsorted(sums, numbers[c, row], side="right"))
        if m == len(sums):
            continue
        chosen[row, c] = m
        if not replace and c < len(numbers) - 1:
            before = (sums[m] - left[row, m]).astype(left.dtype)
            left[row, m] = 0
            left[row] /= np.cumsum(np.concatenate([[before], left[row, m:]], dtype=left.dtype))[-1]
    return chosen


def _traced(xp: ArrayModule, pvals: Array, numbers: Array, replace: bool) -> Any:
    """Return columns (rows, draws), computed under `jit`."""
    chosen, left = [], pvals
    for u in numbers:
        passed = xp.cumsum(left, axis=1, dtype="float64") > u[:, None]
        found = xp.any(passed, axis=1)
        chosen.append(xp.where(found, xp.argmax(passed, axis=1), -1))
        if not replace:
            rest = xp.where(xp.arange(left.shape[1]) == chosen[-1][:, None], 0, left)
            left = xp.where(found[:, None], rest / rest.sum(1, keepdims=True), left).astype(left.dtype)
    return xp.stack(chosen, 1) if chosen else xp.zeros((len(pvals), 0), "int64")
