"""The state of a chain as plain data: its step methods, its point, NumPy's generator.

Python's and compiled code's runs leave the same state, so a chain that starts from one makes the same draws. Nothing
of a file is imported or called: values are put into step methods that the program has made anew.
"""

from __future__ import annotations

import sys
from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

import numpy as np

from ...importing.legacy_modules import HOMES, today
from ...models.backends.report import SamplerWarning, WarningType
from ..compiled_runs.run import methods_of

_OURS = (
    *(f"theano_compat.infer.{engine}." for engine in ("steps", "metropolis", "gibbs", "slices", "hamiltonian")),
    f"{HOMES['pymc3'][-1]}.step_methods.",
    "theano_compat.infer.variational.callbacks.",
)
_NOT_FOLLOWED = (
    *("theano_compat.", "theano_common.", "theano_environment."),
    *("numpy", "scipy", "builtins", "collections", "functools"),
)
_NOT_STATE = {"_integrator", "population"}  # buffers of a trajectory; the points of linked chains
_GLOBAL = "global generator"
_CLASS = "class"  # beside the attributes of an object, none of which can be written so
_NOTED = ("message", "level", "step", "extra", "divergence_point_source", "divergence_point_dest")  # of a warning


class NoState(Exception):
    """The state of a step method cannot be kept; the sentence says which attribute it is."""


class _NotState(NoState):
    """The value is the same in a step method that is made anew: a variable, a model, a compiled function."""


@dataclass(frozen=True)
class ChainState:
    """done: how many draws have been made. tree: JSON data, in which {"array": k} stands for `arrays[k]`."""

    done: int
    tree: dict[str, Any]
    arrays: list[np.ndarray]


def state_of(step: Any, point: Mapping[str, np.ndarray], done: int) -> ChainState:
    """Return the state of a chain after `done` draws. Raises NoState."""
    writing = _Writing()
    tree = {
        "methods": [writing.object(one) for one in methods_of(step)],
        "point": {name: writing.array(np.array(value)) for name, value in point.items()},
        _GLOBAL: writing.value(np.random.get_state(legacy=False)),
    }
    return ChainState(done, tree, writing.arrays)


def restore(step: Any, state: ChainState) -> dict[str, np.ndarray]:
    """Put a state into `step` and NumPy's generator, and return the point."""
    reading = _Reading(state.arrays)
    for one, tree in zip(methods_of(step), state.tree["methods"], strict=True):
        reading.into(one, tree)
    np.random.set_state(reading.value(state.tree[_GLOBAL]))
    return {name: np.array(reading.value(tree)) for name, tree in state.tree["point"].items()}


def packed(value: Any) -> tuple[Any, list[np.ndarray]]:
    """Return JSON data and arrays for a value made of numbers, texts, arrays, lists, tuples, dicts and our objects.

    Raises NoState for others.
    """
    writing = _Writing()
    return writing.value(value), writing.arrays


def unpacked(tree: Any, arrays: Sequence[np.ndarray], now: Any = None) -> Any:
    """Return the value that was packed; objects in it are those at the same places of `now`, in the packed state."""
    return _Reading(arrays).value(tree, now)


def warnings_of(step: Any, state: ChainState) -> list[Any]:
    """Return the warnings of a chain that is done; `step` is left in its state."""
    generator = np.random.get_state(legacy=False)
    restore(step, state)
    np.random.set_state(generator)
    return step.warnings() if hasattr(step, "warnings") else []


@dataclass
class _Writing:
    arrays: list[np.ndarray] = field(default_factory=list)
    _known: dict[int, int] = field(default_factory=dict)  # of objects and arrays, by identity
    _keep: list[Any] = field(default_factory=list)  # keeps identities from being reused
    _objects: int = 0

    def object(self, value: Any) -> dict[str, Any]:
        if id(value) in self._known:
            return {"again": self._known[id(value)]}
        self._known[id(value)] = self._objects
        self._keep.append(value)
        self._objects += 1
        kept = {}
        for name, attribute in vars(value).items():
            if name in _NOT_STATE or callable(attribute) and not is_followed(attribute):
                continue
            try:
                kept[name] = self.value(attribute)
            except NoState as why:
                if not isinstance(why, _NotState) and not type(value).__module__.startswith("theano_compat."):
                    raise NoState(f"{type(value).__name__}.{name} {why}") from None
        return {"object": {_CLASS: _class_name(type(value)), **kept}}

    def array(self, value: np.ndarray) -> dict[str, Any]:
        if id(value) not in self._known:
            self._known[id(value)] = len(self.arrays)
            self._keep.append(value)
            self.arrays.append(value.copy())
        return {"array": self._known[id(value)]}

    def value(self, value: Any) -> Any:
        if value is None or type(value) in (bool, int, float, str):
            return value
        found = self._of_numpy(value) or self._of_a_name(value) or self._of_several(value)
        if found is not None:
            return found
        if is_followed(value):
            return self.object(value)
        name = type(value).__name__
        raise _NotState(name) if type(value).__module__.startswith("theano_compat.") else NoState(f"is a {name}")

    def _of_numpy(self, value: Any) -> dict[str, Any] | None:
        if isinstance(value, np.generic):
            self.arrays.append(np.array(value))
            return {"scalar": len(self.arrays) - 1}
        if type(value) is np.ndarray and value.dtype.kind in "biufcSU":
            return self.array(value)
        if isinstance(value, np.random.Generator):
            return {"generator": self.value(value.bit_generator.state)}
        if isinstance(value, np.random.RandomState):
            return {"generator": self.value(value.get_state(legacy=False))}
        return None

    def _of_a_name(self, value: Any) -> dict[str, Any] | None:
        """Return the tree of a member of an Enum, or of a warning: of its points, not of the states of a divergence."""
        if isinstance(value, Enum):
            if value.name not in type(value).__members__:
                raise NoState(f"is {value!r}, which is no member of its own")
            return {"enum": [_class_name(type(value)), value.name]}
        if isinstance(value, SamplerWarning):
            return {"warning": [value.kind.name, *(self.value(getattr(value, name)) for name in _NOTED)]}
        return None

    def _of_several(self, value: Any) -> dict[str, Any] | None:
        if type(value) is list and len(value) > 1 and _is_stack(value):
            return {"stack": self.array(np.stack(value))["array"]}
        if type(value) is list and len(value) > 16 and all(type(one) is float for one in value):
            return {"floats": self.array(np.array(value))["array"]}
        if type(value) in (list, tuple, deque):
            return {type(value).__name__: [self.value(one) for one in value]}
        if type(value) in (dict, defaultdict):
            return {"dict": [[self.value(key), self.value(one)] for key, one in value.items()]}
        return None


def _is_stack(values: list[Any]) -> bool:
    """Return whether these are arrays of numbers of one shape; a history has many of them."""
    first = values[0]
    return all(
        type(one) is np.ndarray and one.dtype.kind in "biufc" and one.dtype == first.dtype and one.shape == first.shape
        for one in values
    )


def is_followed(value: object) -> bool:
    """Return whether an object's attributes are part of a state."""
    module = type(value).__module__ + "."
    return hasattr(value, "__dict__") and (module.startswith(_OURS) or not module.startswith(_NOT_FOLLOWED))


@dataclass
class _Reading:
    """owner: the object whose attributes are read."""

    arrays: Sequence[np.ndarray]
    owner: Any = None
    _objects: list[Any] = field(default_factory=list)
    _made: dict[int, np.ndarray] = field(default_factory=dict)

    def into(self, value: Any, tree: Mapping[str, Any]) -> Any:
        """Set the attributes of an object that is there, and return it."""
        if "again" in tree:
            return self._objects[tree["again"]]
        value = self._of_class(value, tree["object"].get(_CLASS))
        self._objects.append(value)
        before, self.owner = self.owner, value
        for name, one in tree["object"].items():
            if name != _CLASS:
                setattr(value, name, self.value(one, getattr(value, name, None)))
        self.owner = before
        return value

    def _of_class(self, value: Any, name: str | None) -> Any:
        """Return the object that is there, or, where another one was kept, one of its class without attributes."""
        if name is None or self.owner is None or _class_name(type(value)) == _name_today(name):
            return value
        return object.__new__(self._class(name))

    def _class(self, name: str) -> type:
        """Return a class of ours, or of the module of the object that has it; nothing is imported."""
        module, _, path = _name_today(name).partition(":")
        found: Any = sys.modules.get(module)
        if module != type(self.owner).__module__ and not module.startswith(_OURS):
            found = None
        for part in path.split("."):
            found = getattr(found, part, None)
        if not isinstance(found, type):
            owner = type(self.owner).__name__
            raise NoState(f"checkpoint: {owner} had a {path}, which a new {owner} lacks and whose class is not found")
        return found

    def value(self, tree: Any, now: Any = None) -> Any:
        if not isinstance(tree, dict):
            return tree
        [(kind, content)] = tree.items()
        if kind == "array":
            return self._made.setdefault(content, np.array(self.arrays[content]))
        if kind == "stack":
            return [np.array(one) for one in self.arrays[content]]
        if kind == "floats":
            return self.arrays[content].tolist()
        if kind == "scalar":
            return self.arrays[content][()]
        if kind == "generator":
            state = self.value(content)
            _set_generator(now, state)
            return now
        if kind == "enum":
            of, member = content
            return (type(now) if _class_name(type(now)) == _name_today(of) else self._class(of))[member]  # type: ignore[index]
        if kind == "warning":
            of, *noted = content
            return SamplerWarning(WarningType[of], **dict(zip(_NOTED, map(self.value, noted), strict=True)))
        if kind == "dict":
            found = {self.value(key): self.value(one, _item(now, key)) for key, one in content}
            return defaultdict(now.default_factory, found) if isinstance(now, defaultdict) else found
        if kind in _SEQUENCES:
            before = list(now) if isinstance(now, list | tuple | deque) else []
            before += [None] * (len(content) - len(before))
            values = [self.value(one, was) for one, was in zip(content, before, strict=False)]
            return deque(values, now.maxlen) if isinstance(now, deque) else _SEQUENCES[kind](values)
        return self.into(now, tree)


_SEQUENCES: dict[str, type] = {"list": list, "tuple": tuple, "deque": deque}


def _class_name(of: type) -> str:
    return f"{of.__module__}:{of.__qualname__}"


def _name_today(name: str) -> str:
    """Return the name of a class in this version; its module may have stood elsewhere when the state was kept."""
    module, _, path = name.partition(":")
    return f"{today(module)}:{path}"


def _item(now: Any, key: Any) -> Any:
    return now.get(key) if isinstance(now, dict) and isinstance(key, str) else None


def _set_generator(now: np.random.Generator | np.random.RandomState, state: dict[str, Any]) -> None:
    if isinstance(now, np.random.RandomState):
        now.set_state(state)
    else:
        now.bit_generator.state = state


__all__ = ["ChainState", "NoState", "is_followed", "packed", "restore", "state_of", "unpacked", "warnings_of"]
