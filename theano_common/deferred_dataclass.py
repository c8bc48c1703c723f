"""`dataclass` that costs an import little: its fields are not asked for before its first use, and little is compiled.

The standard one compiles up to six methods for each class, which was a third of what `import pymc3` took. A class of
this one has methods that look at the fields when they are first called, and are otherwise what the standard decorator
would have made. Only the `__init__` of a class of many instances is compiled: the first FIRST of them have all their
fields put into their `__dict__` at once. The standard library is asked for its `Field`s where a program looks at those.
Classes with slots, or other options, are the standard's.
"""

from __future__ import annotations

import dataclasses
import operator
import reprlib
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError
from typing import TYPE_CHECKING, Any

FIELDS = "__dataclass_fields__"
PARAMETERS = "__dataclass_params__"
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
    """Give the class its methods, and its fields once somebody asks for them."""
    names = ["__init__", "__setattr__", "__delattr__"] if frozen else ["__init__"]
    names += ["__repr__"] if printed else []
    names += ["__eq__", "__hash__"] if eq and frozen else ["__eq__"] if eq else []
    own = vars(cls)
    if eq and not frozen and "__hash__" not in own:
        cls.__hash__ = None  # type: ignore[assignment]
    wanted = [name for name in names if own.get(name) is None]  # with __eq__ goes None for __hash__
    setattr(cls, FIELDS, _Unasked(cls, frozen))  # for `fields`, `replace`, a subclass
    for name in wanted:
        setattr(cls, name, _named(WRITE[name](cls, frozen), cls, name))


def _named(method: Callable[..., Any], cls: type, name: str) -> Callable[..., Any]:
    method.__name__ = name
    method.__qualname__ = f"{cls.__qualname__}.{name}"
    return method


class _Factory:
    """The default of a field that has a `default_factory`, in a signature."""

    def __repr__(self) -> str:
        return "<factory>"


_FACTORY = _Factory()


class _Own:
    """A field as it is written: what a `Field` says of it, before the standard library is asked for one."""

    init: bool = True
    repr: bool = True
    hash: bool | None = None
    compare: bool = True
    kw_only: bool = False
    default_factory: Any = MISSING

    def __init__(self, name: str, type_: str, written: Any):
        self.name, self.type, self.default = name, type_, written
        if isinstance(written, Field):
            self.default, self.default_factory = written.default, written.default_factory
            self.init, self.repr, self.hash, self.compare = written.init, written.repr, written.hash, written.compare
            if written.kw_only is not MISSING:  # type: ignore[comparison-overlap]
                self.kw_only = written.kw_only


AnyField = _Own | Field[Any]


class _Unasked:
    """The fields of a class, until somebody asks for them."""

    written: dict[str, Any] | None = None  # what stands behind each annotation
    known: Mapping[str, AnyField] | None = None

    def __init__(self, cls: type, frozen: bool):
        self._cls, self._frozen = cls, frozen

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        with _lock:
            if vars(self._cls)[FIELDS] is self:  # or another thread was here
                _fill(self._cls, self._frozen)
        return getattr(self._cls, FIELDS)

    def read(self, cls: type) -> dict[str, Any]:
        """Return what was written in the class; that then has the values alone."""
        with _lock:
            if self.written is None:
                self.written = {name: vars(cls).get(name, MISSING) for name in vars(cls).get("__annotations__", {})}
                for name, written in self.written.items():
                    if isinstance(written, Field):
                        if written.default is MISSING:
                            delattr(cls, name)
                        else:
                            setattr(cls, name, written.default)
        return self.written


def _make(cls: type) -> list[AnyField]:
    """Give the class what is there beside the methods before there is an instance, and return its fields."""
    fields = _fields(cls)
    if "__match_args__" not in vars(cls):
        cls.__match_args__ = tuple(field.name for field in fields if field.init and not field.kw_only)  # type: ignore[attr-defined, misc]
    if sys.version_info >= (3, 13) and "__replace__" not in vars(cls):  # for `copy.replace`
        cls.__replace__ = dataclasses.replace  # type: ignore[attr-defined]
    if not cls.__doc__:
        cls.__doc__ = f"{cls.__name__}({', '.join(field.name for field in fields)})"
    return fields


def _fields(cls: type) -> list[AnyField]:
    known = _known(cls)
    return list(dataclasses.fields(cls)) if known is None else list(known.values())


def _known(cls: type) -> Mapping[str, AnyField] | None:
    """Return the fields of a class by name; None where the standard library has to say what is one."""
    unasked = vars(cls).get(FIELDS)
    if not isinstance(unasked, _Unasked):
        return _found(cls)
    if unasked.known is None:
        unasked.known = _found(cls)
    return unasked.known


def _found(cls: type) -> Mapping[str, AnyField] | None:
    found: dict[str, AnyField] = {}
    for base in reversed(cls.__mro__):
        there = vars(base).get(FIELDS)
        if isinstance(there, _Unasked):
            types = vars(base).get("__annotations__", {})
            for name, written in there.read(base).items():
                annotation = types[name]
                if not isinstance(annotation, str):
                    return None
                if annotation.startswith("ClassVar["):
                    found.pop(name, None)
                    continue
                if "ClassVar" in annotation or "InitVar" in annotation or "KW_ONLY" in annotation:
                    return None  # no field, or not one like others
                found[name] = own = _Own(name, annotation, written)
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


def _fields_read(cls: type) -> type:
    """Return a standard dataclass of no methods that has the fields which the class itself has, and not its bases."""
    written = {name: value for name, value in vars(cls)[FIELDS].read(cls).items() if value is not MISSING}
    own = {"__annotations__": vars(cls).get("__annotations__", {}), "__module__": cls.__module__}
    read = type(cls.__name__, (), {**own, **written, "__doc__": cls.__name__})  # or it writes a doc
    dataclasses.dataclass(init=False, repr=False, eq=False, match_args=False)(read)
    return read


def _init(cls: type, frozen: bool) -> Callable[..., Any]:
    """Return an `__init__` that sets all fields at once, and has one compiled that takes its place.

    That is done after FIRST calls, for arguments that do not fit, and where its signature is asked for. A class that
    does something with what is set has it compiled at once.
    """
    calls = 0
    values: _Values | None = None

    def compiled() -> Callable[..., Any]:
        with _lock:
            if vars(cls).get("__init__") is method:
                cls.__init__ = _named(_compiled_init(cls, _make(cls), frozen), cls, "__init__")  # type: ignore[misc]
            if vars(cls).get("__signature__") is signature:
                del cls.__signature__  # type: ignore[attr-defined]
        return cls.__init__  # type: ignore[misc, no-any-return]

    def method(self: Any, /, *given: Any, **named: Any) -> None:
        nonlocal calls, values
        calls += 1
        if values is None:
            fields = _make(cls)
            if not _plain(cls, fields, frozen):
                compiled()(self, *given, **named)
                return
            values = _Values(cls, fields)
        found = values.of(given, named) if calls <= FIRST else None
        if found is None:
            compiled()(self, *given, **named)  # which says what is missing, or not known
            return
        self.__dict__.update(found)
        if values.settled:
            self.__post_init__()

    signature: Any = _Signature(compiled)
    cls.__signature__ = signature  # type: ignore[attr-defined]
    return method


class _Signature:
    """What `inspect.signature` asks a class for: `__init__` is compiled, at which it then looks."""

    def __init__(self, compiled: Callable[[], Any]):
        self._compiled = compiled

    def __get__(self, instance: Any, owner: type | None = None) -> None:
        self._compiled()


class _Values:
    """What an `__init__` makes of its arguments."""

    def __init__(self, cls: type, fields: Sequence[AnyField]):
        self._places = [field.name for field in fields if field.init and not field.kw_only]
        self._known = frozenset(field.name for field in fields if field.init)
        self._made = [one for one in fields if one.default is MISSING and one.default_factory is not MISSING]
        # in the order of the fields
        self._defaults = {one.name: one.default for one in fields if one.init or one in self._made}
        made = {one.name for one in self._made}
        self._wanted = {name for name, value in self._defaults.items() if value is MISSING} - made
        self.settled = hasattr(cls, "__post_init__")

    def of(self, given: tuple[Any, ...], named: dict[str, Any]) -> dict[str, Any] | None:
        """Return all fields by name; None where the arguments do not fit."""
        values = dict(zip(self._places, given, strict=False), **named) if given else named
        if len(values) < len(given) + len(named) or not self._wanted <= values.keys() <= self._known:
            return None
        for field in self._made:
            if field.name not in values:
                values[field.name] = field.default_factory()  # type: ignore[misc, operator]
        return self._defaults | values


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


def _setattr(cls: type, _: bool) -> Callable[..., Any]:
    def method(self: Any, name: str, value: Any) -> None:
        if type(self) is cls or name in field_names(cls):
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)  # type: ignore[arg-type]

    return method


def _delattr(cls: type, _: bool) -> Callable[..., Any]:
    def method(self: Any, name: str) -> None:
        if type(self) is cls or name in field_names(cls):
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)  # type: ignore[arg-type]

    return method


def _repr(cls: type, _: bool) -> Callable[..., Any]:
    printed: Callable[[Any], str] | None = None

    def method(self: Any) -> str:
        nonlocal printed
        if printed is None:
            names = [field.name for field in _fields(cls) if field.repr]
            printed = reprlib.recursive_repr()(lambda self: _printed(self, names))
        return printed(self)

    return method


def _printed(instance: Any, names: Sequence[str]) -> str:
    values = ", ".join(f"{name}={getattr(instance, name)!r}" for name in names)
    return f"{type(instance).__qualname__}({values})"


def _eq(cls: type, _: bool) -> Callable[..., Any]:
    values: Callable[[Any], tuple[Any, ...]] | None = None

    def method(self: Any, other: Any) -> Any:
        nonlocal values
        if other.__class__ is not self.__class__:
            return NotImplemented
        if values is None:
            values = _reader([field.name for field in _fields(cls) if field.compare])
        return values(self) == values(other)

    return method


def _hash(cls: type, _: bool) -> Callable[..., Any]:
    values: Callable[[Any], tuple[Any, ...]] | None = None

    def method(self: Any) -> int:
        nonlocal values
        if values is None:
            hashed = [field for field in _fields(cls) if (field.compare if field.hash is None else field.hash)]
            values = _reader([field.name for field in hashed])
        return hash(values(self))

    return method


def _reader(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
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
