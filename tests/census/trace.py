"""What of the counts runs, and in which test: seen by `sys.monitoring`, so from Python 3.12 on.

Every code object that starts for the first time is looked up among the targets; those that are none are never looked
at again, and a target only until all its rows have been seen. A run counts while a test is in progress and no module
is being imported.
"""

from __future__ import annotations

import contextlib
import inspect
import sys
import types
from collections.abc import Callable, Iterator
from typing import Any

from tests.census.receivers import is_form
from tests.census.targets import Attribute, Target, key

OURS = __file__.rpartition("tests")[0] + "compat"


def resolve(path: str) -> Any:
    """The object at a path if its module is loaded, else None. Nothing is imported: a program may ask what is."""
    module, _, names = path.partition(":")
    value: Any = sys.modules.get(module)
    for name in filter(None, names.split(".")) if value is not None else ():
        value = inspect.getattr_static(value, name) if isinstance(value, type) else getattr(value, name, None)
    return value


def imports_in_progress(frame: types.FrameType | None) -> bool:
    """Whether a module of ours is being executed further out: what it calls is no use by a program."""
    while frame is not None:
        if frame.f_code.co_name == "<module>" and frame.f_code.co_filename.startswith(OURS):
            return True
        frame = frame.f_back
    return False


def arguments(frame: types.FrameType) -> tuple[list[tuple[str, Any]], tuple[Any, ...], dict[str, Any]]:
    """Named parameters in order (positional ones first), `*` and `**`, as a call has bound them."""
    code, values = frame.f_code, frame.f_locals
    names = code.co_varnames
    count = code.co_argcount + code.co_kwonlyargcount
    named = [(name, values[name]) for name in names[:count]]
    rest: tuple[Any, ...] = ()
    if code.co_flags & inspect.CO_VARARGS:
        rest = values[names[count]]
        count += 1
    return named, rest, values[names[count]] if code.co_flags & inspect.CO_VARKEYWORDS else {}


_NO_DEFAULT = object()


def holds(target: Target, frame: types.FrameType) -> bool:
    """Whether this run of the code is a use of the target's row."""
    code = frame.f_code
    if target.rule == "always":
        return True
    wanted = resolve(target.path)
    if wanted is None:
        return False
    if target.rule in ("closure", "method"):
        cells = getattr(wanted, "__closure__", None) or ()
        try:
            held = [cell.cell_contents for cell in cells]
        except ValueError:
            return False
        return all(frame.f_locals.get(name) is value for name, value in zip(code.co_freevars, held, strict=False))
    first = frame.f_locals.get(code.co_varnames[0]) if code.co_argcount else None
    if target.rule == "is":
        return first is wanted
    if target.rule == "instance":
        return isinstance(first, wanted)
    cls = first if isinstance(first, type) else type(first)
    return cls is wanted or issubclass(cls, wanted) and not cls.__module__.startswith("theano_compat.")


def defaults_of(code: types.CodeType, target: Target) -> dict[str, Any]:
    """Default values of the function whose code this is."""
    for function in candidates(resolve(target.path)):
        function = getattr(function, "__func__", function)
        if getattr(function, "__code__", None) is code:
            positional = code.co_varnames[: code.co_argcount]
            given = function.__defaults__ or ()
            return dict(zip(positional[len(positional) - len(given) :], given, strict=True)) | (
                function.__kwdefaults__ or {}
            )
    return {}


def candidates(value: Any) -> Iterator[Any]:
    yield value
    for cls in value.__mro__ if isinstance(value, type) else type(value).__mro__:
        yield from vars(cls).values()


def shows(target: Target, frame: types.FrameType) -> bool:
    """Whether this run has the keyword, the count of arguments or the index that the row speaks of."""
    row = target.row
    if row.kind == "method":
        index = frame.f_locals.get(frame.f_code.co_varnames[1]) if row.name.startswith("[") else None
        return not row.name.startswith("[") or is_form(row.name, index)
    if row.kind == "name" or row.name in ("*", "**"):
        return True
    named, rest, keywords = arguments(frame)
    if row.name in keywords:
        return True
    defaults = defaults_of(frame.f_code, target)
    is_method = target.rule in ("class", "instance", "is", "method")
    if row.name.startswith("(positional:"):
        wanted = int(row.name[len("(positional:") : -1])
        positional = named[is_method : frame.f_code.co_argcount]
        given = 0
        for name, value in positional:
            if defaults.get(name, _NO_DEFAULT) is value:
                break
            given += 1
        return given + len(rest) >= wanted
    return any(name == row.name and defaults.get(name, _NO_DEFAULT) is not value for name, value in named)


class Recorder:
    """Rows seen: label -> test. `test` is the one in progress, or None."""

    def __init__(self, by_code: dict[tuple[str, int, str], list[Target]]) -> None:
        self.by_code = by_code
        self.test: str | None = None
        self.found: dict[str, str] = {}

    def start(self) -> None:
        monitoring = sys.monitoring  # type: ignore[attr-defined]
        tool = next(number for number in (3, 4) if monitoring.get_tool(number) is None)
        monitoring.use_tool_id(tool, "census")
        monitoring.register_callback(tool, monitoring.events.PY_START, self.started(monitoring.DISABLE))
        monitoring.set_events(tool, monitoring.events.PY_START)

    def started(self, disable: Any) -> Callable[[types.CodeType, int], Any]:
        def callback(code: types.CodeType, offset: int) -> Any:
            waiting = self.by_code.get(key(code))
            if not waiting:
                return disable
            if self.test is None:
                return None
            frame = sys._getframe(1)
            with contextlib.suppress(Exception):  # what is half made is looked at too
                fresh = [target for target in waiting if holds(target, frame) and shows(target, frame)]
                if fresh and not imports_in_progress(frame):
                    for target in fresh:
                        self.found.setdefault(target.row.label, self.test)
                    waiting[:] = [target for target in waiting if target.row.label not in self.found]
            return None if waiting else disable

        return callback


class Recorded:
    """A data descriptor before an attribute of plain objects: reads and assignments from outside compat are seen."""

    def __init__(self, name: str, before: Any, recorder: Recorder, reads: set[str], sets: set[str]) -> None:
        self.name, self.before, self.recorder = name, before, recorder
        self.reads, self.sets = reads, sets

    def see(self, labels: set[str]) -> None:
        if labels and self.recorder.test and not sys._getframe(2).f_code.co_filename.startswith(OURS):
            for label in labels:
                self.recorder.found.setdefault(label, self.recorder.test)
            labels.clear()

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        if instance is None:
            return self if self.before is _NO_DEFAULT else self.before
        self.see(self.reads)
        if self.name in vars(instance):
            return vars(instance)[self.name]
        if self.before is _NO_DEFAULT:
            raise AttributeError(self.name)
        return self.before.__get__(instance, owner) if hasattr(self.before, "__get__") else self.before

    def __set__(self, instance: Any, value: Any) -> None:
        self.see(self.sets)
        if hasattr(self.before, "__set__"):
            self.before.__set__(instance, value)
        else:
            vars(instance)[self.name] = value

    def __delete__(self, instance: Any) -> None:
        del vars(instance)[self.name]


def watch_attributes(recorder: Recorder, attributes: list[Attribute]) -> None:
    """Put a descriptor before every attribute among the rows."""
    from tests.census.receivers import loaded

    places: dict[tuple[str, str], list[Attribute]] = {}
    for attribute in attributes:
        places.setdefault((attribute.path, attribute.name), []).append(attribute)
    for (path, name), rows in places.items():
        holder = loaded(path)
        reads = {a.row.label for a in rows if not a.sets}
        sets = {a.row.label for a in rows if a.sets}
        cls = holder if isinstance(holder, type) else type(holder)
        before = inspect.getattr_static(cls, name, _NO_DEFAULT)
        recorded = Recorded(name, before, recorder, reads, sets)
        if isinstance(holder, types.ModuleType):
            holder.__class__ = type(cls.__name__, (cls,), {name: recorded})
        else:
            setattr(cls, name, recorded)
