"""Run-time errors that name the variables and the user's line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from .variable import Apply


def located(error: Exception, node: Apply, values: Sequence[Any]) -> Exception:
    """Return `error`, raised by `node` at `values`, with its message completed; users' own Ops keep theirs."""
    if node.op.compat_is_black_box() or len(error.args) != 1 or not isinstance(error.args[0], str):
        return error
    message = error.args[0].rstrip().removesuffix(".")
    if node.compat_origin is None or f"\n  {node.compat_origin}" in message:
        return error
    if not any(f"`{v}`" in message for v in node.inputs):
        shown = ", ".join(f"`{v}` {tuple(np.shape(x))}" for v, x in zip(node.inputs, values, strict=True))
        message = f"{message}: in {node.op.compat_plain_name} of {shown}"
    error.args = (f"{message}.\n  {node.compat_origin}  {node.compat_origin.source()}",)
    return error
