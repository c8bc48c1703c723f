"""`dataclass` that costs an import little: a class is made when it is first used, and next to nothing is compiled.

The standard one compiles up to six methods for each class, which was a third of what `import pymc3` took. With this one
a class has, until its first instance or the first look at its fields, methods that have it made. It is then what the
standard decorator would have made of it, but that all classes share their other methods, which ask for the values of
the fields where the standard ones are compiled. Only the `__init__` of a class of many instances is compiled: the first
FIRST of them have all their fields put into their `__dict__` at once. The standard library is asked for its `Field`s
where a program looks at those. Classes with slots, or other options, are the standard's.
"""

from __future__ import annotations

import dataclasses
import operator
import reprlib
import sys
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError
from typing import TYPE_CHECKING, Any

FIELDS = "__dataclass_fields__"
PARAMETERS = "__dataclass_params__"
SPECIAL = ("ClassVar", "InitVar", "KW_ONLY")  # in an annotation: no field, or not one like others
FIRST = 500  # instances of a class: to compile its `__init__` takes about as long as to do without for them
_lock = threading.RLock()

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(cls: type | None = None, /, **options: Any) -> Any:
        """Make a dataclass; its arguments are those of `dataclasses.dataclass`.

        Source: dataclasses.dataclass.
        """

        def decorate(cls: type) -> type:
            if options.keys() <= {"frozen", "eq", "repr"}:
                _defer(cls, options.get("frozen", False), options.get("eq", True), options.get("repr", True))
                return cls
            return dataclasses.dataclass(cls, **options)

        return decorate if cls is None else decorate(cls)


def _defer(cls: type, frozen: bool, eq: bool, printed: bool) -> None:
    """Put methods into the class that have it made, in the places of those that it will have."""
    names = ["__init__", "__setattr__", "__delattr__"] if frozen else ["__init__"]
    names += ["__repr__"] if printed else []
    names += ["__eq__", "__hash__"] if eq and frozen else ["__eq__"] if eq else []
    if eq and not frozen and "__hash__" not in vars(cls):
        cls.__hash__ = None  # type: ignore[assignment]
    own = {name: vars(cls)[name] for name in names if name in vars(cls)}  # with __eq__ goes None for __hash__
    wanted = [name for name in names if own.get(name) is None]
    placed: dict[str, Any] = {}

    def make() -> None:
        with _lock:
            if not placed:  # another thread has made it
                return
            for name, value in placed.items():
                if vars(cls).get(name) is value:
                    if name in own:
                        setattr(cls, name, own[name])
                    else:
                        delattr(cls, name)
            placed.clear()
            _make(cls, frozen, wanted)

    def look() -> None:
        make()
        with _lock:
            if vars(cls).get(FIELDS) is asked:
                _fill(cls, frozen)

    asked = _Unasked(look, lambda: getattr(cls, FIELDS))  # by `fields`, `replace`, a subclass
    setattr(cls, FIELDS, asked)
    placed |= {name: _method(cls, name, make) for name in wanted}
    placed["__signature__"] = _Asked(make, lambda: getattr(cls, "__signature__", None))  # by `inspect.signature`
    for name, value in placed.items():
        setattr(cls, name, value)


def _method(cls: type, name: str, make: Callable[[], None]) -> Callable[..., Any]:
    """Return a method that has the class made and calls what it then has under this name."""

    def method(self: Any, /, *arguments: Any, **keywords: Any) -> Any:
        make()
        return getattr(cls, name)(self, *arguments, **keywords)

    return _named(method, cls, name)


class _Factory:
    """The default of a field that has a `default_factory`, in a signature."""

    def __repr__(self) -> str:
        return "<factory>"


_FACTORY = _Factory()


class _Asked:
    """An attribute of a class that is not made yet: who asks for it has it made, and then gets `answer()`."""

    def __init__(self, make: Callable[[], Any], answer: Callable[[], Any]):
        self._make, self._answer = make, answer

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        self._make()
        return self._answer()


class _Own:
    """A field as it is written: what a `Field` says of it, before the standard library is asked for one."""

    __slots__ = ("compare", "default", "default_factory", "hash", "init", "kw_only", "name", "repr", "type")

    def __init__(self, name: str, type_: str, written: Any):
        self.name, self.type = name, type_
        if isinstance(written, Field):
            self.default, self.default_factory, self.kw_only = written.default, written.default_factory, written.kw_only
            self.init, self.repr, self.hash, self.compare = written.init, written.repr, written.hash, written.compare
            if self.kw_only is MISSING:  # type: ignore[comparison-overlap]
                self.kw_only = False
        else:
            self.default, self.default_factory, self.kw_only = written, MISSING, False  # type: ignore[assignment]
            self.init, self.repr, self.hash, self.compare = True, True, None, True


AnyField = _Own | Field[Any]


class _Unasked(_Asked):
    """The fields of a class, until somebody asks for them. written: what stands behind each annotation, once read."""

    written: dict[str, Any] | None = None

    def read(self, cls: type) -> dict[str, Any]:
        """Return what was written in the class; that then has the values alone."""
        if self.written is None:
            self.written = {name: vars(cls).get(name, MISSING) for name in vars(cls).get("__annotations__", {})}
            for name, written in self.written.items():
                if isinstance(written, Field):
                    if written.default is MISSING:
                        delattr(cls, name)
                    else:
                        setattr(cls, name, written.default)
        return self.written


def _make(cls: type, frozen: bool, wanted: Iterable[str]) -> None:
    """Give the class the methods that are wanted."""
    known = _known(cls)
    if known is None:
        _fill(cls, frozen)
        values: list[AnyField] = list(dataclasses.fields(cls))
    else:
        values = list(known.values())
    if "__match_args__" not in vars(cls):
        cls.__match_args__ = tuple(field.name for field in values if field.init and not field.kw_only)  # type: ignore[attr-defined, misc]
    if sys.version_info >= (3, 13) and "__replace__" not in vars(cls):  # for `copy.replace`
        cls.__replace__ = dataclasses.replace  # type: ignore[attr-defined]
    if not cls.__doc__:
        cls.__doc__ = f"{cls.__name__}({', '.join(field.name for field in values)})"
    for name in wanted:
        setattr(cls, name, _named(WRITE[name](cls, values, frozen), cls, name))


def _known(cls: type) -> Mapping[str, AnyField] | None:
    """Return the fields of a class by name; None where the standard library has to say what is one."""
    found: dict[str, AnyField] = {}
    for base in reversed(cls.__mro__):
        there = vars(base).get(FIELDS)
        if isinstance(there, _Unasked):
            types = vars(base).get("__annotations__", {})
            for name, written in there.read(base).items():
                if not isinstance(types[name], str):
                    return None
                if types[name].startswith("ClassVar["):
                    found.pop(name, None)
                    continue
                if any(word in types[name] for word in SPECIAL):
                    return None
                found[name] = own = _Own(name, types[name], written)
                if type(own.default).__hash__ is None:  # an error, in the standard library's words
                    return None
        elif there is not None:
            here = {field.name: field for field in dataclasses.fields(base)}
            for name in there.keys() - here.keys():  # a ClassVar, which hides a field
                found.pop(name, None)
            found |= here
    return found


def field_names(cls: type) -> tuple[str, ...]:
    """Return the names of the fields of a dataclass, in order, as `dataclasses.fields` has them."""
    known = _known(cls)
    return tuple(field.name for field in dataclasses.fields(cls)) if known is None else tuple(known)


def is_dataclass(cls: type) -> bool:
    """Say whether a class is a dataclass, as `dataclasses.is_dataclass` does, without a look at its fields."""
    return any(FIELDS in vars(base) for base in cls.__mro__)


def _fill(cls: type, frozen: bool) -> None:
    """Give the class its `Field`s, and what else the standard library reads of a dataclass."""
    read = _fields_read(cls)
    fields: dict[str, Field[Any]] = {}
    for base in reversed(cls.__mro__[1:]):
        fields |= getattr(base, FIELDS, {})
    fields |= getattr(read, FIELDS)
    parameters = getattr(read, PARAMETERS)
    parameters.frozen = frozen  # what a standard dataclass below this one asks
    setattr(cls, PARAMETERS, parameters)
    setattr(cls, FIELDS, fields)


def _named(method: Callable[..., Any], cls: type, name: str) -> Callable[..., Any]:
    method.__name__ = name
    method.__qualname__ = f"{cls.__qualname__}.{name}"
    return method


def _fields_read(cls: type) -> type:
    """Return a standard dataclass of no methods that has the fields which the class itself has, and not its bases."""
    written = {name: value for name, value in vars(cls)[FIELDS].read(cls).items() if value is not MISSING}
    own = {"__annotations__": vars(cls).get("__annotations__", {}), "__module__": cls.__module__}
    read = type(cls.__name__, (), {**own, **written, "__doc__": cls.__name__})  # or it writes a doc
    dataclasses.dataclass(init=False, repr=False, eq=False, match_args=False)(read)
    return read


def _init(cls: type, fields: Sequence[AnyField], frozen: bool) -> Callable[..., Any]:
    """Return an `__init__` that sets all fields at once, and has one compiled that takes its place.

    That is done after FIRST calls, for arguments that do not fit, and where its signature is asked for. A class that
    does something with what is set has it compiled at once.
    """
    if not _plain(cls, fields, frozen):
        return _compiled_init(cls, fields, frozen)
    places = [field.name for field in fields if field.init and not field.kw_only]
    known = frozenset(field.name for field in fields if field.init)
    made = [one for one in fields if one.default is MISSING and one.default_factory is not MISSING]
    defaults = {one.name: one.default for one in fields if one.init or one in made}  # in the order of the fields
    wanted = {name for name, value in defaults.items() if value is MISSING} - {one.name for one in made}
    settled = hasattr(cls, "__post_init__")
    calls = 0

    def compiled() -> Callable[..., Any]:
        with _lock:
            if vars(cls).get("__init__") is method:
                cls.__init__ = _named(_compiled_init(cls, fields, frozen), cls, "__init__")  # type: ignore[misc]
            if vars(cls).get("__signature__") is signature:
                del cls.__signature__  # type: ignore[attr-defined]
        return cls.__init__  # type: ignore[misc, no-any-return]

    def method(self: Any, /, *given: Any, **named: Any) -> None:
        nonlocal calls
        calls += 1
        values = dict(zip(places, given, strict=False), **named) if given else named
        if calls > FIRST or len(values) < len(given) + len(named) or not wanted <= values.keys() <= known:
            compiled()(self, *given, **named)  # which says what is missing, or not known
            return
        for field in made:
            if field.name not in values:
                values[field.name] = field.default_factory()  # type: ignore[misc, operator]
        self.__dict__.update(defaults | values)
        if settled:
            self.__post_init__()

    signature: Any = _Asked(compiled, lambda: None)  # by `inspect.signature`, which then looks at `__init__`
    cls.__signature__ = signature  # type: ignore[attr-defined]
    return method


def _plain(cls: type, fields: Sequence[AnyField], frozen: bool) -> bool:
    """Whether to set a field of an instance is to put it into its `__dict__`, and nothing else."""
    if not cls.__dictoffset__ or not frozen and cls.__setattr__ is not object.__setattr__:
        return False
    return not any(hasattr(vars(base).get(field.name), "__set__") for base in cls.__mro__ for field in fields)


def _compiled_init(cls: type, fields: Sequence[AnyField], frozen: bool) -> Callable[..., Any]:
    names: dict[str, Any] = {"_set": object.__setattr__, "_missing": _FACTORY}
    by_place, by_keyword, lines = ["self"], ["*"], []
    for field in fields:
        name = value = given = field.name
        if field.default is not MISSING:
            if not field.init:
                continue  # it is the class's
            names[f"_default_{name}"] = field.default
            given = f"{name}=_default_{name}"
        elif field.default_factory is not MISSING:
            names[f"_made_{name}"] = field.default_factory
            given = f"{name}=_missing"
            value = f"_made_{name}() if {name} is _missing else {name}" if field.init else f"_made_{name}()"
        lines.append(f" _set(self, {name!r}, {value})\n" if frozen else f" self.{name} = {value}\n")
        if field.init:
            (by_keyword if field.kw_only else by_place).append(given)
    if hasattr(cls, "__post_init__"):
        lines.append(" self.__post_init__()\n")
    arguments = ", ".join(by_place + (by_keyword if len(by_keyword) > 1 else []))
    exec(f"def __init__({arguments}):\n{''.join(lines) or ' pass'}", names)
    init: Callable[..., Any] = names["__init__"]
    init.__annotations__ = {**{field.name: field.type for field in fields if field.init}, "return": None}
    return init


def _setattr(cls: type, fields: Sequence[AnyField], _: bool) -> Callable[..., Any]:
    names = frozenset(field.name for field in fields)

    def method(self: Any, name: str, value: Any) -> None:
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)  # type: ignore[arg-type]

    return method


def _delattr(cls: type, fields: Sequence[AnyField], _: bool) -> Callable[..., Any]:
    names = frozenset(field.name for field in fields)

    def method(self: Any, name: str) -> None:
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)  # type: ignore[arg-type]

    return method


def _repr(cls: type, fields: Sequence[AnyField], _: bool) -> Callable[..., Any]:
    names = [field.name for field in fields if field.repr]

    @reprlib.recursive_repr()
    def method(self: Any) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    return method


def _eq(cls: type, fields: Sequence[AnyField], _: bool) -> Callable[..., Any]:
    values = _values([field.name for field in fields if field.compare])

    def method(self: Any, other: Any) -> Any:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    return method


def _hash(cls: type, fields: Sequence[AnyField], _: bool) -> Callable[..., Any]:
    values = _values([field.name for field in fields if (field.compare if field.hash is None else field.hash)])

    def method(self: Any) -> int:
        return hash(values(self))

    return method


def _values(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    """Return what gives the values under these names as a tuple: their comparison begins with the identity of each."""
    if not names:
        return lambda self: ()
    read = operator.attrgetter(*names)
    return read if len(names) > 1 else lambda self: (read(self),)


WRITE = {
    "__init__": _init,
    "__setattr__": _setattr,
    "__delattr__": _delattr,
    "__repr__": _repr,
    "__eq__": _eq,
    "__hash__": _hash,
}
