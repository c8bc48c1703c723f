"""Which code runs when a name is used: rows of the counts as code objects, and who must be their first argument.

A rule says when a run of the code is a use of the row:
    always      the code is this function's alone
    closure     the code is shared by functions that differ in what they close over: this one
    is          the first argument is this object (Ops and types are objects whose class has the code)
    class       the first argument is this class or an instance of it; of a base that users derive from, theirs
    instance    the first argument is an instance of this class or of one below it
    method      the code is shared by methods that differ in what they close over: this one
"""

from __future__ import annotations

import functools
import inspect
import json
import types
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tests.census.receivers import DATA, DATA_OF, RESULTS, attributes, loaded, path_of
from tests.census.rows import Row, census


@dataclass(frozen=True)
class Target:
    """A row, the code that it runs (file, line, qualified name), the rule, and the object that the rule asks for."""

    row: Row
    code: tuple[str, int, str]
    rule: str
    path: str


@dataclass(frozen=True)
class Attribute:
    """A row that is no code of ours: reading (or setting) the attribute `name` of what lies at `path`."""

    row: Row
    path: str
    name: str
    sets: bool = False


def key(code: types.CodeType) -> tuple[str, int, str]:
    return (code.co_filename, code.co_firstlineno, code.co_qualname)


def code_of(function: Any) -> types.CodeType | None:
    """The Python code of a function, a method or a property's getter."""
    while True:
        if isinstance(function, staticmethod | classmethod | types.MethodType):
            function = function.__func__
        elif isinstance(function, property):
            function = function.fget
        elif isinstance(function, functools.cached_property):
            function = function.func
        elif isinstance(function, functools.partial):
            function = function.func
        else:
            return getattr(function, "__code__", None)


def targets_of_name(row: Row, name: str) -> list[Target | Attribute]:
    """What is run when a legacy name is called."""
    path = path_of(name)
    if path is None:
        return []
    value = loaded(path)
    module, _, attribute = path.partition(":")
    if isinstance(value, types.ModuleType):  # any function of it
        own = [f for f in vars(value).values() if (getattr(f, "__module__", None) or "").startswith(value.__name__)]
        return [Target(row, key(f.__code__), "always", path) for f in own if isinstance(f, types.FunctionType)]
    if isinstance(value, type):
        codes = [code_of(inspect.getattr_static(value, n, None)) for n in ("__init__", "__new__")]
        if not any(codes):  # made without code of ours: what its methods do is its use
            codes = [code_of(method) for n in dir(value) if (method := inspect.getattr_static(value, n)) is not None]
        return [Target(row, key(code), "class", path) for code in codes if code is not None]
    if isinstance(value, types.MethodType) and isinstance(value.__self__, type):
        owner = path.rpartition(".")[0]
        return [Target(row, key(value.__func__.__code__), "class", owner)]
    if isinstance(value, types.FunctionType):
        return [Target(row, key(value.__code__), "closure" if value.__code__.co_freevars else "always", path)]
    call = inspect.getattr_static(type(value), "__call__", None)
    if call is not None and code_of(call) is not None:
        return [Target(row, key(code_of(call)), "is", path)]  # type: ignore[arg-type]
    if module.startswith("theano_compat") and not isinstance(value, str | bool | int | float) and "." not in attribute:
        methods = [f for n in dir(type(value)) if (f := code_of(inspect.getattr_static(type(value), n))) is not None]
        return [Target(row, key(code), "is", path) for code in methods if "compat" in code.co_filename]
    owner, _, last = attribute.rpartition(".")
    return [Attribute(row, f"{module}:{owner}", last)]


def targets_of_method(row: Row, receiver: str, name: str) -> list[Target | Attribute]:
    """What is run when a method, attribute or operator of a guessed kind of receiver is used."""
    found: set[Target | Attribute] = set()
    sets = name.endswith(" =")
    for path, attribute in attributes(receiver, name):
        try:
            holder = loaded(path)
        except ImportError:  # ArviZ may be absent
            continue
        for cls in with_subclasses(holder):
            value = inspect.getattr_static(cls, attribute, None)
            if isinstance(value, property) and sets:
                value = value.fset
            code = code_of(value)
            if code is None or sets and not isinstance(value, types.FunctionType):
                continue
            if code.co_freevars:
                found.add(Target(row, key(code), "method", f"{cls.__module__}:{cls.__qualname__}.{attribute}"))
            else:
                found.add(Target(row, key(code), "instance", path))
        if attribute in DATA and (not found or sets or (receiver, attribute) in DATA_OF):
            place = DATA_OF.get((receiver, attribute), DATA[attribute])
            found.add(Attribute(row, place, attribute, sets))
    return sorted(found, key=repr)


def with_subclasses(cls: type) -> list[type]:
    """A class and those of ours below it; users' and tests' own are not asked."""
    ours = [sub for sub in cls.__subclasses__() if sub.__module__.startswith("theano_compat.")]
    below = [c for sub in ours for c in with_subclasses(sub)]
    return [cls, *dict.fromkeys(below)]


def targets_of_call(row: Row) -> list[Target | Attribute]:
    """What is run by a call that a keyword was given to."""
    if row.of.startswith("<"):
        receiver, _, method = row.of[1:].partition(">")
        return targets_of_method(row, receiver, method + "()" if method.startswith(".") else method)
    result = row.of.removesuffix("()")
    if result in RESULTS:
        code = code_of(inspect.getattr_static(loaded(RESULTS[result]), "__call__"))
        return [Target(row, key(code), "instance", RESULTS[result])]  # type: ignore[arg-type]
    return targets_of_name(row, row.of)


@functools.cache
def targets() -> dict[str, list[Target | Attribute]]:
    """By label of the row; the empty list where nothing of ours answers."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what old names and ArviZ say when they are imported
        return {label: targets_of(row) for label, row in census().items()}


def targets_of(row: Row) -> list[Target | Attribute]:
    if row.kind == "name":
        return targets_of_name(row, row.name)
    if row.kind == "method":
        return targets_of_method(row, row.of, row.name)
    return [target for target in targets_of_call(row) if isinstance(target, Target)]


def rows_by_code(rows: Iterable[Target | Attribute]) -> dict[tuple[str, int, str], list[Target]]:
    """The targets by the code that shows them."""
    by_code: dict[tuple[str, int, str], list[Target]] = {}
    for one in rows:
        if isinstance(one, Target):
            by_code.setdefault(one.code, []).append(one)
    return by_code


def written(rows: Iterable[Target | Attribute]) -> str:
    """The targets as text, for processes that are not to import what they watch."""
    return json.dumps([[t.row.label, t.code, t.rule, t.path] for t in rows if isinstance(t, Target)])


def read(text: str) -> list[Target]:
    return [Target(census()[label], tuple(code), rule, path) for label, code, rule, path in json.loads(text)]
