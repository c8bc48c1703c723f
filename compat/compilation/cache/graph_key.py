"""The key of a graph as written: graphs with equal keys are rewritten alike.

It covers what rewriting and emission read: Ops with all their parameters, types, constants by their bits, the settings,
our own sources, the versions of Python and NumPy; for each leaf its annotation, field by field, and for a shared
variable's value what `seen` shows, also field by field (graph/annotations.py, graph/seen.py). A graph with objects that
cannot be described completely (users' Ops, very large constants) has no key, and is not cached.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np

from ...backends.c.compilers import build, cache, portable
from ...graph.annotations import Annotation
from ...graph.seen import Seen, seen
from ...graph.traversal import applies
from ...graph.types import TensorType
from ...graph.variable import Constant, Node, SharedVariable, Variable
from ...importing.legacy_modules import OPS
from ...ops.elementwise.elemwise import TABLE, Elementwise, Elemwise
from ...ops.scan.inner_graph import InnerGraph
from ...settings import config, is_given
from ...settings.flags import FLAGS

_PACKAGES = (
    *("graph", "rules", "backends", "compilation", "functions", "settings", "infer/jax"),
    *("/".join(place.split(".")[1:-1]) for place in OPS),
)
_FILES = ("differentiate.py", "models/modelling/density.py", "models/modelling/functions.py")  # gradients of models
_DERIVED = {"_hash", "compat_inner_graphs"}  # attributes that are computed from others
_WITHOUT_EFFECT = {"cache_dir", "compiledir", "base_compiledir", "compute_test_value"}  # on rewriting


class NoKey(Exception):
    """Something in the graph cannot be described completely."""


class Key:
    """The key of a graph of `inputs` and `outputs`.

    leaves: its constant arrays and shared variables, in an order that equal graphs share. indices: the key covers the
    current values of shared integer vectors.
    """

    def __init__(
        self, inputs: Sequence[Variable], outputs: Sequence[Variable], about: Sequence[Any] = (), indices: bool = False
    ) -> None:
        graph = _Graph(inputs, outputs, indices)
        self.leaves = graph.leaves
        words = [text_of(tuple(about)), settings(), _sources(), *graph.words]
        self.text = hashlib.sha256("\n".join(words).encode()).hexdigest()

    def for_lengths(self, lengths: Mapping[tuple[int, int], int]) -> str:
        """Return the key of the same graph with known lengths, (argument, dimension) -> length."""
        return hashlib.sha256(f"{self.text} {sorted(lengths.items())}".encode()).hexdigest()


class _Graph:
    """A graph as text, one piece for each input, leaf and application, in which variables are numbers."""

    def __init__(self, inputs: Sequence[Variable], outputs: Sequence[Variable], indices: bool = False) -> None:
        self._indices = indices
        self.leaves: list[Variable] = []
        self.words: list[str] = []
        self._numbers: dict[int, int] = {}
        self._known: dict[int, str] = {}  # of types and Ops, by identity
        self._keep: list[Any] = []
        for v in inputs:
            self._number(v)
            self.words.append(self._leaf_text(v))
        for node in applies(outputs, stop=inputs):
            read = [self._at(v) for v in node.inputs]
            self.words.append(f"{self._text(node.op)}{read}{[self._text(o.type) for o in node.outputs]}")
            for o in node.outputs:
                self._number(o)
        self.words.append(str([self._at(v) for v in outputs]))

    def _number(self, variable: Variable) -> int:
        return self._numbers.setdefault(id(variable), len(self._numbers))

    def _at(self, variable: Variable) -> int:
        known = self._numbers.get(id(variable))
        if known is not None:
            return known
        if isinstance(variable, Constant):
            text = self._constant(variable)
        elif isinstance(variable, SharedVariable) and (value := seen(variable, self._indices)) is not None:
            self.leaves.append(variable)
            text = f"shared {text_of(value)}"
        else:
            raise NoKey(f"{variable} is no constant")
        self.words.append(text + self._leaf_text(variable))
        return self._number(variable)

    def _constant(self, variable: Constant) -> str:
        kind, *rest = variable.signature()
        if kind == "value":
            return f"value{text_of(variable.data)}"
        if kind not in ("array", "digest"):
            raise NoKey(f"{variable} is too large, or no array")
        if variable.type.ndim:  # type: ignore[attr-defined]
            self.leaves.append(variable)
        _, shape, bits = rest
        return f"{kind}{shape}{bits.hex()}"

    def _leaf_text(self, variable: Variable) -> str:
        return f"{self._text(variable.type)}{self._text(variable.compat_annotation)}"

    def _text(self, value: object) -> str:
        found = self._known.get(id(value))
        if found is None:
            found = self._known[id(value)] = text_of(value)
            self._keep.append(value)  # keeps its id from being reused
        return found


def text_of(value: object) -> str:
    """Return a text that distinguishes `value` from every other; NoKey if that is not possible."""
    known = _TEXTS.get(type(value))
    if known is not None:
        return known(value)
    if isinstance(value, np.generic) or type(value) is np.ndarray and value.dtype.kind in "biufc":
        bits = value.tobytes() if value.size <= 64 else hashlib.blake2b(np.ascontiguousarray(value).data).digest()
        return f"{value.dtype.str}{value.shape}{bits.hex()}"
    if isinstance(value, np.dtype) and not value.hasobject:
        return f"dtype{value.str}"
    if isinstance(value, Node):
        raise NoKey(f"{value} is a graph of its own inside an Op, or what a leaf of a Program stands for")
    return _text_of_object(value)


def _text_of_object(value: object) -> str:
    """Return the text of an object of our classes: its parts."""
    kind = type(value)
    home = vars(sys.modules[kind.__module__]) if kind.__module__.startswith("theano_compat.") else {}
    if home.get(kind.__qualname__) is not kind:
        raise NoKey(f"{value} is none of ours")
    if hasattr(value, "__dict__"):
        parts = {name: part for name, part in vars(value).items() if name not in _DERIVED}
    elif is_dataclass(kind):
        parts = _fields(value)
    else:
        raise NoKey(f"{value} has parts that are not known")
    return f"{kind.__module__}.{kind.__qualname__}{text_of(parts)}"


def _fields(value: Any) -> dict[str, Any]:
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _inner_graph(value: InnerGraph) -> str:
    inner = _Graph(value.inputs, value.outputs)
    if any(isinstance(v, SharedVariable) for v in inner.leaves):
        raise NoKey("a shared variable inside a loop")
    return f"graph{inner.words}"


def _entry(entry: Elementwise) -> str:
    if TABLE.get(getattr(entry, "name", "")) is not entry:
        raise NoKey(f"{entry} is no entry of the table")
    return f"entry {entry.name}"  # type: ignore[union-attr]


_TEXTS: dict[type, Callable[[Any], str]] = {  # by the exact class: a subclass may have more parts
    **dict.fromkeys((type(None), bool, int, str, bytes), repr),
    Elemwise: lambda op: f"{_entry(op.scalar_op)}{'!' if op.compat_in_place else ''}",
    Elementwise: _entry,
    InnerGraph: _inner_graph,
    TensorType: lambda type_: f"{type_.dtype}{type_.broadcastable}{'sparse' if type_.sparse_grad else ''}",
    float: float.hex,
    complex: lambda value: f"({value.real.hex()},{value.imag.hex()})",
    **dict.fromkeys((tuple, list), lambda value: f"{type(value).__name__}[{','.join(map(text_of, value))}]"),
    dict: lambda value: f"dict{[f'{text_of(k)}:{text_of(v)}' for k, v in value.items()]}",
    **dict.fromkeys((set, frozenset), lambda value: f"set{sorted(map(text_of, value))}"),
    slice: lambda value: f"slice[{text_of((value.start, value.stop, value.step))}]",
    **dict.fromkeys((Annotation, Seen), lambda value: f"{type(value).__name__}{text_of(_fields(value))}"),
}


def settings() -> str:
    """Return the settings that rewriting or emission may read, with their values."""
    return repr([(name, getattr(config, name), is_given(name)) for name in FLAGS if name not in _WITHOUT_EFFECT])


@lru_cache(maxsize=1)
def _sources() -> str:
    """Return the state of our sources, as Python does to see whether a module must be compiled again.

    It lists names, sizes and times of the files. For packs it is what is the same on other machines.
    """
    return "\n".join(portable.releases().values()) + contents() if build.for_packs() else _state()


def contents() -> str:
    """Return a hash of the text of our sources. It is remembered under their state, as reading them takes 0.1 s."""
    root = Path(__file__).parents[2]
    note = f"sources-{hashlib.sha256(_state().encode()).hexdigest()[:24]}"
    known = cache.read_note(note)
    if known is None:
        paths = [Path(path) for package in _PACKAGES for path, _ in _files_with_state(str(root / package))]
        named = sorted((path.relative_to(root).as_posix(), path) for path in [*paths, *(root / one for one in _FILES)])
        whole = hashlib.sha256()
        for name, path in named:
            whole.update(f"{name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
        known = whole.hexdigest()
        cache.write_note(note, known)
    return known


def _state() -> str:
    root = Path(__file__).parents[2]
    facts = [sys.version, np.__version__]
    found = [one for package in _PACKAGES for one in _files_with_state(str(root / package))]
    if not found:
        raise OSError(f"the sources of {root} are no files")
    found += [(str(root / name), os.stat(root / name)) for name in _FILES]
    facts += [f"{path} {state.st_size} {state.st_mtime_ns}" for path, state in sorted(found, key=itemgetter(0))]
    return "\n".join(facts)


def _files_with_state(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    """Yield each source below a folder, with its directory entry's `stat`."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith((".py", ".c", ".h")):
                yield entry.path, entry.stat()
            elif "." not in entry.name and entry.name != "__pycache__" and entry.is_dir():
                yield from _files_with_state(entry.path)
