"""A key of a graph as it was written: equal keys, equal rewriting.

It covers what rewriting and emission read: Ops with all their parameters, types, constants by bits, lengths of shared
values, declared lengths, the settings, our own sources, the versions of Python and NumPy. What is not known to the
bottom (Ops of the user's, graphs inside Ops, very large constants) has no key: then nothing is remembered.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from compat.graph.traversal import applies
from compat.graph.types import TensorType
from compat.graph.variable import Constant, SharedVariable, Variable
from compat.ops.elemwise import TABLE, Elemwise
from compat.ops.tensor_op import TensorOp
from compat.settings import config
from compat.settings.flags import FLAGS

_ROOMS = ("graph", "ops", "rules", "backends", "backends/c", "compilation", ".", "pymc3_api", "pymc3_api/modelling")
_WITHOUT_EFFECT = {"cache_dir", "compiledir", "base_compiledir", "compute_test_value"}  # on rewriting


class NoKey(Exception):
    """Something in the graph is not known to the bottom."""


class Key:
    """`text`: the key, of `inputs` and `outputs`. `leaves`: its constant arrays and shared variables, in an order that
    equal graphs share."""

    def __init__(self, inputs: Sequence[Variable], outputs: Sequence[Variable], about: Sequence[Any] = ()) -> None:
        self.leaves: list[Variable] = []
        self._numbers: dict[int, int] = {}
        self._types: dict[int, str] = {}
        self._ops: dict[int, str] = {}
        self._keep: list[Any] = []
        self._words: list[str] = [described(tuple(about)), _settings(), _sources()]
        for v in inputs:
            self._number(v)
            self._words.append(self._leaf_text(v))
        for node in applies(outputs, stop=inputs):
            read = [self._numbers[id(v)] if id(v) in self._numbers else self._leaf(v) for v in node.inputs]
            self._words.append(f"{self._op(node.op)}{read}{[self._type(o.type) for o in node.outputs]}")
            for o in node.outputs:
                self._number(o)
        wanted = [self._numbers[id(v)] if id(v) in self._numbers else self._leaf(v) for v in outputs]
        self._words.append(str(wanted))
        self.text = hashlib.sha256("\n".join(self._words).encode()).hexdigest()

    def _number(self, variable: Variable) -> int:
        return self._numbers.setdefault(id(variable), len(self._numbers))

    def _leaf(self, variable: Variable) -> int:
        if isinstance(variable, Constant):
            text = self._constant(variable)
        elif isinstance(variable, SharedVariable) and isinstance(variable.container.held, np.ndarray):
            self.leaves.append(variable)  # of its value rules see the shape at most: it changes between calls
            text = f"shared {variable.container.held.shape}{self._leaf_text(variable)}"
        else:
            raise NoKey(f"{variable} is no constant")
        self._words.append(text)
        return self._number(variable)

    def _constant(self, variable: Constant) -> str:
        kind, *rest = variable.signature()
        if kind == "array":
            bits = f"{rest[1]}{rest[2].hex()}"
        elif kind == "digest":
            bits = f"{rest[1]}{rest[2].hex()}"
        elif kind == "value":
            bits = described(variable.data)
        else:
            raise NoKey(f"{variable} is too large, or no array")
        if kind != "value" and variable.type.ndim:  # type: ignore[attr-defined]
            self.leaves.append(variable)
        return f"{kind}{bits}{self._leaf_text(variable)}"

    def _leaf_text(self, variable: Variable) -> str:
        if hasattr(variable, "array"):
            raise NoKey(f"{variable} comes from a Program")
        return f"{self._type(variable.type)}{described(getattr(variable, 'static_shape', None))}"

    def _type(self, type_: Any) -> str:
        found = self._types.get(id(type_))
        if found is None:
            found = self._types[id(type_)] = described(type_)
            self._keep.append(type_)  # its id must stay its own
        return found

    def _op(self, op: Any) -> str:
        found = self._ops.get(id(op))
        if found is None:
            found = self._ops[id(op)] = described(op)
            self._keep.append(op)
        return found


def described(value: Any) -> str:
    """A text that tells `value` from every other; NoKey where that is not known."""
    if value is None or type(value) in (bool, int, str, bytes):
        return repr(value)
    if type(value) is float:
        return value.hex()
    if type(value) is complex:
        return f"({value.real.hex()},{value.imag.hex()})"
    if type(value) in (tuple, list):
        return f"{type(value).__name__}[{','.join(map(described, value))}]"
    if type(value) is slice:
        return f"slice[{described((value.start, value.stop, value.step))}]"
    if isinstance(value, np.generic):
        return f"{value.dtype.str}{value.tobytes().hex()}"
    if isinstance(value, np.dtype):
        return f"dtype{value.str}"
    if type(value) is TensorType:
        return f"{value.dtype}{value.broadcastable}" if not value.sparse_grad else f"sparse {value.dtype}" \
            f"{value.broadcastable}"
    if type(value) is Elemwise:
        row = value.scalar_op
        if TABLE.get(getattr(row, "name", "")) is not row:
            raise NoKey(f"{row} is no row of the table")
        return f"{row.name}{'!' if value.in_place else ''}"
    kind = type(value)
    if not kind.__module__.startswith("compat.") or getattr(sys.modules[kind.__module__], kind.__qualname__, 0) is not kind:
        raise NoKey(f"{value} is none of ours")
    if is_dataclass(value) and (not isinstance(value, TensorOp) or set(vars(value)) <= {f.name for f in fields(value)}):
        return f"{kind.__module__}.{kind.__qualname__}{[described(getattr(value, f.name)) for f in fields(value)]}"
    if not getattr(value, "__dict__", True):
        return f"{kind.__module__}.{kind.__qualname__}"
    raise NoKey(f"{value} has parts that are not known")


def _settings() -> str:
    return repr([(name, getattr(config, name)) for name in FLAGS if name not in _WITHOUT_EFFECT])


@lru_cache(maxsize=1)
def _sources() -> str:
    """What tells one state of our sources from another, as Python tells whether a module has to be compiled again:
    names, sizes and times of the files."""
    root = Path(__file__).parents[1]
    told = [sys.version, np.__version__]
    for folder in _ROOMS:
        with os.scandir(root / folder) as listed:
            told += sorted(f"{folder}/{one.name} {one.stat().st_size} {one.stat().st_mtime_ns}" for one in listed
                           if one.name.endswith(".py"))
    return "\n".join(told)
