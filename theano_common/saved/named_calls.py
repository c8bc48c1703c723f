"""Calls in pickles that are understood: those of plain containers, and those that only look up another name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .dangerous_names import refuse
from .errors import CannotRead
from .inert_objects import Inert, Name

Arguments = tuple[Any, ...]


def call(function: object, arguments: Arguments, keywords: Any = None) -> Any:
    """Return the stand-in for `function(*arguments)`."""
    if not isinstance(function, Name | Inert):
        raise CannotRead(f"a damaged pickle: it calls a {type(function).__name__}")
    if isinstance(function, Inert):
        return _result_called(function, arguments)
    refuse(function.path, called=True)
    if function.path in PLAIN:
        return PLAIN[function.path](arguments)
    if (target := _named_by(function.path, arguments)) is not None:
        refuse(target)
        return Name(target)
    return Inert(function.path, arguments, keywords)


def _named_by(path: str, arguments: Arguments) -> str | None:
    """Return the name that a call of getattr, or of an import, looks up: `getattr(os, "system")` is os.system."""
    kind = path.rpartition(".")[2]
    if kind in ("subimport", "_import_module", "_load_type") and arguments and isinstance(arguments[0], str):
        return f"builtins.{arguments[0]}" if kind == "_load_type" else arguments[0]
    if kind in ("getattr", "_get_attr", "_getattribute") and len(arguments) >= 2:
        owner, attribute = arguments[:2]
        if isinstance(owner, Name | Inert) and isinstance(attribute, str) and len(owner.path) < 1000:
            return f"{owner.path}.{attribute}"
    return None


def _result_called(function: Inert, arguments: Arguments) -> Any:
    """Return the stand-in for a call of another call's result."""
    if function.path in ("operator.attrgetter", "operator.methodcaller") and arguments:
        for attribute in function.arguments[: 1 if function.kind == "methodcaller" else None]:
            if (target := _named_by("builtins.getattr", (arguments[0], attribute))) is not None:
                refuse(target)
                return Name(target)
    if function.kind in ("FunctionType", "LambdaType", "_make_function", "_create_function", "_make_skel_func"):
        raise CannotRead(
            "this pickle would have a function called that it brings along: it is refused, and nothing in it was run"
        )
    return Inert(function.path, arguments)


def _encoded(arguments: Arguments) -> Any:
    """Read _codecs.encode(text, "latin1"), the form of bytes in protocols that have only text."""
    text = arguments[0] if arguments else ""
    if not isinstance(text, str):
        return text
    return Inert("_codecs.encode", (text, *arguments[1:2]))  # not done here: one text may be asked for many times


def _instance(arguments: Arguments) -> Any:
    """Return the instance that copyreg._reconstructor(cls, base, state) makes."""
    cls, *rest = arguments or (None,)
    made = Inert(cls.path if isinstance(cls, Name) else "builtins.object")
    if len(rest) == 2 and isinstance(rest[1], dict):
        made.mapped = dict(rest[1])
    elif len(rest) == 2 and isinstance(rest[1], list):
        made.listed = list(rest[1])
    return made


def _from_pairs(arguments: Arguments) -> dict[Any, Any]:
    """Return the dict that dict(...) or OrderedDict(...) makes of another dict, or of pairs."""
    made: dict[Any, Any] = {}
    of = arguments[0] if arguments else ()
    if isinstance(of, dict):
        made.update(of)
    elif isinstance(of, list | tuple):
        made.update((p[0], p[1]) for p in of if isinstance(p, list | tuple) and len(p) == 2 and isinstance(p[0], str))
    return made


def _sequence(arguments: Arguments) -> Any:
    """Return the argument of set(...), list(...) or tuple(...) as it is."""
    return arguments[0] if arguments and isinstance(arguments[0], list | tuple) else []


PLAIN: dict[str, Callable[[Arguments], Any]] = {
    "builtins.bytes": lambda a: a[0] if a and isinstance(a[0], bytes) else b"",  # bytes(number) would allocate memory
    "builtins.bytearray": lambda a: a[0] if a and isinstance(a[0], bytes | memoryview | Inert) else b"",
    "builtins.set": _sequence,
    "builtins.frozenset": _sequence,
    "builtins.list": _sequence,
    "builtins.tuple": _sequence,
    "builtins.dict": _from_pairs,
    "collections.OrderedDict": _from_pairs,
    "collections.defaultdict": lambda a: _from_pairs(a[1:]),
    "_codecs.encode": _encoded,
    "copyreg._reconstructor": _instance,
    "copyreg.__newobj__": lambda a: Inert(a[0].path if a and isinstance(a[0], Name) else "builtins.object", a[1:]),
}
