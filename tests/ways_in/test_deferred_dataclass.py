"""`dataclass` of ours against the standard one: each class does the same, whatever is first asked of it."""

import copy
import dataclasses
import inspect
import pickle
import sys
import types

import pytest

from theano_common import deferred_dataclass

AS_TEXT = "from __future__ import annotations\n"
SOURCE = '''
from dataclasses import field
from typing import ClassVar

@dataclass(frozen=True)
class Point:
    """A point."""
    x: int
    y: list = field(default_factory=list, compare=False)

@dataclass(frozen=True)
class Named(Point):
    name: str = "unnamed"

    def __repr__(self):
        return self.name

@dataclass(frozen=True, eq=False)
class ByIdentity:
    x: int = 0

@dataclass(frozen=True, repr=False)
class Equal:
    x: int

    def __post_init__(self):
        object.__setattr__(self, "twice", 2 * self.x)

    def __eq__(self, other):
        return type(other) is type(self) and self.x % 10 == other.x % 10

class Plain(Point):
    def __init__(self):
        self.other = 1
        super().__init__(3)

@dataclass(frozen=True, slots=True)
class Slotted:
    x: int = 1

@dataclass
class Open:
    """Can be changed."""
    x: int = 1
    seen: list = field(default_factory=list)

@dataclass(eq=False)
class OpenByIdentity(Open):
    z: int = 2

@dataclass
class OpenWithHash:
    x: int
    __hash__ = object.__hash__

@dataclass(frozen=True)
class Noted:
    x: int
    note: str = field(default="none", init=False, repr=False)
    notes: list = field(default_factory=list, init=False, hash=False)
    wide: bool = field(default=False, kw_only=True)

@dataclass(frozen=True)
class Counted:
    x: int
    count: ClassVar[int] = 0

@dataclass(frozen=True)
class Simple:
    x: int
    y: float = 2.0

@dataclass(frozen=True)
class Below(Simple):
    y: float = 3.0
    z: str = "z"

@dataclass(frozen=True)
class Hiding(Below):
    y: ClassVar[float] = 9.0

@dataclass(frozen=True)
class BelowBoth(Below, Equal):
    pass

@dataclass(frozen=True)
class Empty:
    pass
'''


def attempt(action):
    """What comes of it, as something that can be compared."""
    try:
        return action()
    except Exception as error:
        return type(error), str(error)


def without_init(cls):
    """An instance as unpickling makes it, which asks no `__init__`."""
    made = cls.__new__(cls)
    made.__dict__.update(x=1, y=[2], name="n")
    return made


ACTIONS = {  # what is asked first
    "made": lambda m: str(m.Point(1, [2])),
    "arguments": lambda m: attempt(lambda: m.Point()),
    "too many": lambda m: attempt(lambda: m.Empty(1)),
    "a default": lambda m: (m.Point(1).y, m.Named(2).name, m.Point(1).y is m.Point(1).y),
    "in the order of the fields": lambda m: [list(vars(one)) for one in (m.Named(1, name="a"), m.Noted(1, wide=True))],
    "not a field below": lambda m: (vars(m.Hiding(1)), m.Hiding(1).y, [f.name for f in dataclasses.fields(m.Hiding)]),
    "names of fields": lambda m: [
        deferred_dataclass.field_names(c) for c in (m.Named, m.Plain, m.Noted, m.Hiding, m.Slotted)
    ],
    "fields": lambda m: [f.name for f in dataclasses.fields(m.Named)],
    "fields of a subclass": lambda m: [f.name for f in dataclasses.fields(m.Plain)],
    "is one of ours": lambda m: [deferred_dataclass.is_dataclass(c) for c in (m.Point, m.Plain, m.Slotted, int)],
    "is one": lambda m: [dataclasses.is_dataclass(c) for c in (m.Point, m.Plain, m.Open, m.Slotted, m.Empty)],
    "own repr": lambda m: repr(m.Named(1)),
    "equal": lambda m: (m.Point(1) == m.Point(1, [3]), m.Point(1) == m.Named(1), m.Named(1) != m.Named(2)),
    "hash": lambda m: (hash(m.Point(1)) == hash(m.Point(1, [3])), len({m.Named(1), m.Named(1), m.Named(2)})),
    "by identity": lambda m: (m.ByIdentity() == m.ByIdentity(), len({m.ByIdentity(), m.ByIdentity()})),
    "its own eq": lambda m: (m.Equal(1) == m.Equal(11), m.Equal(3).twice, hash(m.Equal(1)) == hash(m.Equal(11))),
    "set": lambda m: attempt(lambda: setattr(m.Point(1), "x", 2)),
    "set another": lambda m: attempt(lambda: setattr(m.Point(1), "z", 2)),
    "delete": lambda m: attempt(lambda: delattr(m.Point(1), "x")),
    "a plain subclass": lambda m: (vars(m.Plain()), repr(m.Plain())),
    "set in a plain subclass": lambda m: attempt(lambda: setattr(m.Plain(), "x", 2)),
    "replaced": lambda m: dataclasses.replace(m.Named(1, [5]), name="a").y,
    "replaced by copy": lambda m: attempt(lambda: copy.replace(m.Named(1, [5]), name="a").y),  # since Python 3.13
    "a subclass of one": lambda m: dataclasses.make_dataclass("Late", ["z"], bases=(m.Empty,), frozen=True)(4).z,
    "a subclass that is open": lambda m: attempt(lambda: dataclasses.make_dataclass("O", ["z"], bases=(m.Empty,))),
    "unmade, compared": lambda m: without_init(m.Point) == without_init(m.Point),
    "unmade, hashed": lambda m: hash(without_init(m.Named)) == hash(m.Named(1, [2], "n")),
    "unmade, printed": lambda m: repr(without_init(m.Point)),
    "unmade, set": lambda m: attempt(lambda: setattr(without_init(m.Point), "x", 2)),
    "unmade, replaced": lambda m: dataclasses.replace(without_init(m.Named), x=4).x,
    "pickled": lambda m: str(pickle.loads(pickle.dumps(m.Point(1, [2])))),
    "copied": lambda m: copy.deepcopy(m.Named(1, [2])) == m.Named(1),
    "matched": lambda m: m.__dict__["matched"](m.Point(1, [2])),
    "signature": lambda m: str(inspect.signature(m.Named)),
    "signature of a subclass": lambda m: (str(inspect.signature(m.Plain)), str(inspect.signature(m.Named))),
    "slots": lambda m: (m.Slotted.__slots__, m.Slotted() == m.Slotted()),
    "open": lambda m: attempt(lambda: setattr(m.Open(), "x", 2)),
    "open, deleted": lambda m: attempt(lambda: delattr(m.Open(), "seen")),
    "a method given later": lambda m: (setattr(m.Open, "__repr__", lambda self: "mine"), str(m.Open()))[1],
    "open, printed": lambda m: (str(m.Open()), str(m.OpenByIdentity(3, [1])), m.Open.__doc__),
    "open, equal": lambda m: (m.Open() == m.Open(), m.Open() == m.OpenByIdentity(), m.Open(1) == m.Open(2)),
    "open, hashed": lambda m: (attempt(lambda: hash(m.Open())), m.Open.__hash__, hash(m.OpenWithHash(1)) != 0),
    "open, hashed by identity": lambda m: attempt(lambda: hash(m.OpenByIdentity())),
    "open, by identity": lambda m: m.OpenByIdentity() == m.OpenByIdentity(),
    "open, frozen below it": lambda m: attempt(
        lambda: dataclasses.make_dataclass("F", ["w"], bases=(m.OpenWithHash,), frozen=True)
    ),
    "not in init": lambda m: (attempt(lambda: m.Noted(1, "a")), str(m.Noted(1)), vars(m.Noted(1))),
    "not in init, matched": lambda m: m.Noted(1).__match_args__,
    "by keyword": lambda m: (attempt(lambda: m.Noted(1, True)), str(m.Noted(1, wide=True))),
    "by keyword, signature": lambda m: str(inspect.signature(m.Noted)),
    "not in init, equal": lambda m: (m.Noted(1) == m.Noted(1), hash(m.Noted(1)) == hash(m.Noted(1))),
    "no fields": lambda m: ([f.name for f in dataclasses.fields(m.Counted)], m.Counted(1).count, str(m.Counted(2))),
    "plain": lambda m: (str(m.Simple(1)), attempt(lambda: m.Simple()), str(m.Below(1)), m.Below(1) == m.Below(1, 3.0)),
    "plain, of two": lambda m: (str(m.BelowBoth(1)), m.BelowBoth.__match_args__, len(dataclasses.fields(m.BelowBoth))),
    "plain, then looked at": lambda m: (str(m.Below(1)), len(dataclasses.fields(m.Simple)), str(m.Simple(3))),
    "plain, of many": lambda m: str([m.Below(k) for k in range(600)]),
    "plain, replaced": lambda m: str(dataclasses.replace(m.Below(1), z="a")),
    "doc": lambda m: (m.Point(1).__doc__, m.Point.__doc__),
}  # fmt: skip


def module_with(decorator, monkeypatch, annotations_are_text=True):
    """The classes under a decorator, in a module of their own."""
    module = types.ModuleType("classes_to_compare")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    module.__dict__["dataclass"] = decorator
    exec(AS_TEXT * annotations_are_text + SOURCE, module.__dict__)

    def matched(value):
        match value:
            case module.Point(x, y):
                return x, y

    module.__dict__["matched"] = matched
    return module


@pytest.mark.parametrize("annotations_are_text", [True, False])
@pytest.mark.parametrize("name", ACTIONS)
def test_as_the_standard_one(name, annotations_are_text, monkeypatch):
    ours, standard = (
        ACTIONS[name](module_with(d, monkeypatch, annotations_are_text))
        for d in (deferred_dataclass.dataclass, dataclasses.dataclass)
    )
    assert ours == standard


def test_nothing_is_written_before_it_is_used(monkeypatch):
    done = []
    for step in ("_make", "_fill"):
        real = getattr(deferred_dataclass, step)
        monkeypatch.setattr(
            deferred_dataclass, step, lambda cls, *how, n=step, f=real: done.append((n, cls.__name__)) or f(cls, *how)
        )
    module = module_with(deferred_dataclass.dataclass, monkeypatch)
    assert done == []
    module.Named(1)
    module.Named(2)
    assert done == [("_make", "Named")]
    dataclasses.fields(module.Named)
    assert done[1:] == [("_fill", "Named"), ("_fill", "Point")]
