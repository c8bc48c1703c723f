"""One-line texts that describe a whole graph, equal for equal graphs."""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np

from ...graph.variable import Constant
from ...ops.tensor_types import TensorLike
from .expression import letters
from .legacy_graph_form import op_text


class _TagGenerator:
    """What gives the letters A, B, ..., Z, BA, ... in turn, by `get_tag()`."""

    def __init__(self) -> None:
        self.count = 0

    def get_tag(self) -> str:
        self.count += 1
        return letters(self.count - 1)


def var_descriptor(obj: object, _prev_obs: dict[int, str] | None = None, _tag_generator: Any = None) -> str:
    """Return how a variable is computed: `A=Elemwise{add,no_inplace}(B=x,C=y)`; repeats are only a letter, `<B>`.

    obj: a variable of any shape. The text does not depend on addresses in memory.
    _prev_obs, _tag_generator: what earlier calls have named, and the next letters.
    """
    known: dict[int, str] = {} if _prev_obs is None else _prev_obs
    tags = _tag_generator or _TagGenerator()
    pieces: list[str] = []
    stack: list[Any] = [obj]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            pieces.append(item)
            continue
        if id(item) in known:
            pieces.append(f"<{known[id(item)]}>")
            continue
        known[id(item)] = tag = tags.get_tag()
        pieces.append(f"{tag}=")
        if isinstance(item, list | tuple):
            parts, head = list(item), "["
        elif getattr(item, "owner", None) is not None:
            parts, head = list(item.owner.inputs), f"{op_text(item.owner)}("
        else:
            data = item.data if isinstance(item, Constant) else None
            pieces.append(hex_digest(data) if isinstance(data, np.ndarray) and data.ndim else str(item))
            continue
        pieces.append(head)
        stack.append("]" if head == "[" else ")")
        for k, part in reversed(list(enumerate(parts))):
            stack.append(part)
            if k:
                stack.append(",")
    return "".join(pieces)


def position_independent_str(obj: object) -> str:
    """Return `var_descriptor` of a variable after "theano_graph:"; TypeError for other objects.

    obj: the variable.
    """
    if not hasattr(obj, "owner"):
        raise TypeError(f"position_independent_str takes a variable, got a {type(obj).__name__}.")
    return "theano_graph:" + var_descriptor(obj)


def hex_digest(x: TensorLike) -> str:
    """Return a digest of an array: of its bytes, strides and shape.

    x: the array.
    """
    if not isinstance(x, np.ndarray):
        raise AssertionError(f"hex_digest takes an array, got a {type(x).__name__}.")
    digest = hashlib.sha256(np.ascontiguousarray(x).tobytes()).hexdigest()
    return f"{digest}|strides=[{','.join(map(str, x.strides))}]|shape=[{','.join(map(str, x.shape))}]"
