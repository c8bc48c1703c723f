"""The texts of values that are no parts of their own: numbers, arrays, pairs, functions of libraries, graphs."""

from __future__ import annotations

import _thread
import functools
import logging
import os
import random
import re
import threading
import types
import weakref
from collections.abc import Callable
from pathlib import PurePath
from typing import Any

import numpy as np

from ....functions.function import Function
from ....graph.op import Op
from ....graph.variable import Apply, Variable
from ....models.factors.factor import Factor
from ....ops.scan.inner_graph import InnerGraph
from .compiled import POINT_FUNCTIONS, is_compiled, of_point_function
from .compiled import of_function as of_compiled
from .describing import Describing
from .functions import of_module
from .raw import attributes, has_more_in_c, home, is_a, items_of, lineage, name_of, namespace, reduced
from .sources import OURS

Made = Callable[["Describing", Any, str], str]


def name_in_sentences(value: Any, label: str) -> str:
    """Return what sentences call a part: functions, classes and Ops by their names."""
    if type(value) is types.FunctionType and not label.startswith("the method "):
        owner = label.partition(" of ")[2] or label.partition(", which ")[2].removesuffix(" reads")
        return f"the function {value.__name__}" + (f" that {owner} calls" if owner else f" ({label})")
    if is_a(value, type):
        return f"the class {name_of(value)[1].rpartition('.')[2]}"
    if is_a(value, Op):
        return f"the Op {name_of_op(value)}"
    return label


def name_of_op(op: Any) -> str:
    """Return the name of an Op, without asking a user's class for it."""
    name, inner = name_of(type(op))[1].rpartition(".")[2], attributes(op).get("_fn")
    return f"{name}{{{inner.__name__}}}" if type(inner) is types.FunctionType and home(type(op)) else name


def class_text(kind: type) -> str:
    """Return the text of a library's class."""
    module, path = name_of(kind)
    return f"{home(kind)} {module}.{path}"


def _graph(of: Describing, value: Any, label: str) -> str:
    return f"graph {of.graphs.digests([value])[0]}"


def _model(of: Describing, value: Any, label: str) -> str:
    if value is of.model or not hasattr(value, "free_RVs"):
        return "the model"
    return f"a model {of.graphs.digests([value.logpt, *value.unobserved_RVs])}"


def _node(of: Describing, value: Any, label: str) -> str:
    return f"node {of.graphs.digests(value.outputs)}"


def _of_graph(of: Describing, value: Any, label: str) -> str:
    return of.graphs.inside(value.inputs, value.outputs)


def _set(of: Describing, value: Any, label: str) -> str:
    found = []
    for one in value:
        alone = of.alone()  # the order of a set is another in each process
        alone.note(label, alone.text(one, label))
        found.append((str(sorted(alone.parts().items())), one))
        for what in alone.unseen:
            of.unseen[what] = None
    return f"set[{', '.join(of.text(one, label) for _, one in sorted(found, key=lambda pair: pair[0]))}]"


def _builtin(of: Describing, value: Any, label: str) -> str:
    inner = value.__self__
    whose = "" if inner is None or is_a(inner, types.ModuleType) else of.text(inner, label)
    return f"built-in {value.__module__}.{value.__qualname__} {whose}"


def _ufunc(of: Describing, value: Any, label: str) -> str:
    if value.__name__.endswith("(vectorized)"):
        return of.cannot(label, "np.frompyfunc does not show the function that it was given")
    return f"ufunc {value.__name__}"


def _method(of: Describing, value: Any, label: str) -> str:
    return f"method {of.text(value.__func__, label)} {of.text(value.__self__, label)}"


def _partial(of: Describing, value: Any, label: str) -> str:
    arguments = of.texts([*value.args, *value.keywords.values()], label)
    return f"partial {of.text(value.func, label)} {list(value.keywords)}{arguments}"


def _descriptor(of: Describing, value: Any, label: str) -> str:
    return f"descriptor {value.__name__} of {of.text(value.__objclass__, label)}"


def _only_kind(of: Describing, value: Any, label: str) -> str:
    return f"a {type(value).__name__}"


def _pandas(of: Describing, value: Any, label: str) -> str:
    """Return the text of a table, a column or an index of pandas, which keep results of earlier calls besides."""
    kind = type(value).__name__
    if hasattr(value, "columns"):
        columns = [value.iloc[:, k].to_numpy() for k in range(value.shape[1])]
        return f"{kind} {list(map(str, value.dtypes))}{of.texts([value.columns, value.index, *columns], label)}"
    index = of.text(value.index, label) if hasattr(value, "index") and hasattr(value, "iloc") else ""
    return (
        f"{kind} {value.dtype}{of.text(getattr(value, 'name', None), label)}{of.array(value.to_numpy(), label)}{index}"
    )


def of_a_library(of: Describing, value: Any, label: str) -> str | None:
    """Return the text of an object of a library's class; None if its attributes describe it."""
    kind = type(value)
    where = home(kind) or ""
    if where.startswith("pandas ") and hasattr(kind, "to_numpy"):
        return _pandas(of, value, label)
    if hasattr(kind, "tocsr") or is_a(value, np.ma.MaskedArray):
        return of.array(value, label)
    if where == OURS:
        return of.cannot(label, "compiled code") if is_compiled(value) else None
    if any("__array__" in namespace(one) for one in lineage(kind)):
        try:
            return f"{class_text(kind)} {of.array(np.asarray(value), label)}"
        except Exception as error:  # whatever a library raises for what is no array now
            return of.cannot(label, f"a {kind.__name__} that gives no array: {error}")
    held = attributes(value)
    for name in ("__wrapped__", "py_func"):  # of functools.lru_cache, jax.jit, numba.njit
        if name in held or (name == "__wrapped__" and kind is type(_cached)):
            return f"{class_text(kind)} {of.text(held[name], label)}"
    if not has_more_in_c(value):
        return None
    parts = reduced(value)
    if parts is None:
        return of.cannot(label, f"a {kind.__name__} that shows nothing of its contents")
    return f"{class_text(kind)} {parts if type(parts) is str else of.texts(items_of(parts), label)}"


@functools.lru_cache(maxsize=1)
def _cached() -> None:
    """Do nothing: its class is that of all cached functions."""


BY_TYPE: dict[type, Made] = {
    **dict.fromkeys((type(None), bool, int, str, bytes, type(...), type(NotImplemented)), lambda of, v, label: repr(v)),
    **dict.fromkeys((float, complex), lambda of, v, label: repr(v)),
    bytearray: lambda of, v, label: repr(bytes(v)),
    tuple: lambda of, v, label: f"tuple{of.texts(v, label)}",
    **dict.fromkeys((set, frozenset), _set),
    slice: lambda of, v, label: f"slice{of.texts((v.start, v.stop, v.step), label)}",
    range: lambda of, v, label: repr(v),
    np.ndarray: lambda of, v, label: of.array(v, label),
    np.ufunc: _ufunc,
    types.MappingProxyType: lambda of, v, label: of.text(dict(v), label),
    types.MethodType: _method,
    types.BuiltinFunctionType: _builtin,
    types.ModuleType: of_module,
    functools.partial: _partial,
    property: lambda of, v, label: f"property{of.texts((v.fget, v.fset, v.fdel), label)}",
    **dict.fromkeys(
        (staticmethod, classmethod), lambda of, v, label: f"{type(v).__name__} {of.text(v.__func__, label)}"
    ),
    **dict.fromkeys(
        (
            types.MethodDescriptorType,
            types.WrapperDescriptorType,
            types.ClassMethodDescriptorType,
            types.MemberDescriptorType,
            types.GetSetDescriptorType,
        ),
        _descriptor,
    ),
    types.MethodWrapperType: lambda of, v, label: f"{v.__name__} of {of.text(v.__self__, label)}",
    weakref.ref: lambda of, v, label: f"a reference to {of.text(v(), label)}",
    # what is the same in each process, or differs without an effect on what is computed
    **dict.fromkeys((_thread.LockType, type(threading.RLock())), _only_kind),
    # their states are those of the beginning, or kept with a chain
    **dict.fromkeys((np.random.RandomState, np.random.Generator, random.Random), _only_kind),
}

BY_BASE: list[tuple[type, Made]] = [
    (np.generic, lambda of, v, label: of.array(v, label)),
    (np.dtype, lambda of, v, label: f"dtype {v.descr if v.names else v.str}"),
    (np.random.BitGenerator, _only_kind),
    (Factor, lambda of, v, label: _graph(of, v, label) if is_a(v, Variable) else _model(of, v, label)),
    (Variable, _graph),
    (Apply, _node),
    (Function, of_compiled),
    *((kind, of_point_function) for kind in POINT_FUNCTIONS),
    (InnerGraph, _of_graph),
    (types.ModuleType, of_module),
    (PurePath, lambda of, v, label: f"path {PurePath.__str__(v)!r}"),
    (re.Pattern, lambda of, v, label: f"pattern {v.pattern!r} {v.flags}"),
    (type(os.environ), _only_kind),
    (logging.Logger, lambda of, v, label: f"logger {attributes(v).get('name')}"),
]


__all__ = ["BY_BASE", "BY_TYPE", "name_in_sentences", "class_text", "of_a_library"]
