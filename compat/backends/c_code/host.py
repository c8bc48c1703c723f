"""Runs an Op by its C++: one object for equal texts, one state for each application."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from ...graph.thunks import CannotRunC
from ...graph.variable import Apply
from ..c.compilers import cplusplus
from ..c.errors import CannotCompile
from .unit import unit_of

_made: WeakKeyDictionary[Apply, tuple[Any, Any]] = WeakKeyDictionary()


def prepare(node: Apply) -> None:
    """Compile the code of an application; raise NotImplementedError, with a sentence, if that is not possible."""
    _state(node)


def run(node: Apply, inputs: Sequence[Any]) -> tuple[Any, ...]:
    """Compute the outputs of an application; an exception that its code sets is raised.

    The arrays are made contiguous: more of ours are views than in legacy (fills above all), and Ops often require that.
    """
    function, state = _state(node)
    return function(state, tuple(_contiguous(value) for value in inputs))


def _contiguous(value: np.ndarray) -> Any:
    return np.asarray(value, order="C") if isinstance(value, np.ndarray) else value


def _state(node: Apply) -> tuple[Any, Any]:
    """Return the function that runs `node`, and its state."""
    found = _made.get(node)
    if found is None:
        op: Any = node.op
        try:
            unit = unit_of(node)
            library = cplusplus.load(unit.text, unit.options, unit.libraries)
        except (CannotCompile, NotImplementedError) as error:
            made = f", used at {node.compat_origin}" if node.compat_origin else ""
            sentence = (
                f"{op} cannot run{made}: {error}. Give its class {type(op).__name__} a `perform` that computes the "
                "same with NumPy."
            )
            if isinstance(error, CannotCompile):
                raise CannotRunC(sentence, str(error)) from None
            raise NotImplementedError(sentence) from None
        make, function = library.compat_make, library.compat_run
        make.restype = function.restype = ctypes.py_object
        make.argtypes, function.argtypes = [ctypes.py_object], [ctypes.py_object, ctypes.py_object]
        params = op.get_params(node) if getattr(op, "params_type", None) is not None else None
        found = _made[node] = function, make(params)
    return found


__all__ = ["prepare", "run"]
