"""What functions, classes and modules of the user's are made of: code, and all that the code looks up."""

from __future__ import annotations

import sys
from types import BuiltinFunctionType, CodeType, FunctionType, ModuleType
from typing import Any

from . import code
from .describing import Describing
from .raw import is_a, lineage, namespace
from .sources import contents, file_of_module, release

_ANYTHING = {"eval", "exec", "globals", "__import__"}  # builtins by which code may look up what its text does not name
_OF_CLASSES = {  # which say nothing of what a class does
    *(
        "__module__",
        "__qualname__",
        "__name__",
        "__doc__",
        "__dict__",
        "__weakref__",
        "__annotations__",
        "__annotate__",
    ),
    *("__annotate_func__", "__annotations_cache__", "__firstlineno__", "__static_attributes__", "_abc_impl"),
    *("__abstractmethods__", "__parameters__", "__orig_bases__", "__slotnames__"),
}


def of_function(of: Describing, value: Any, label: str) -> None:
    """Describe a function: its code, the defaults of its arguments, and what it reads."""
    own: dict[str, Any] = value.__globals__
    where = release(own.get("__name__"))
    if where is not None:  # the release stands for its code, not for what it was given
        of.note(label, f"{where} {own.get('__name__')}.{value.__qualname__}")
        if "<" in value.__qualname__:
            of.note(label, _code(of, value.__code__, label))
    else:
        of.note(label, _code(of, value.__code__, label))
    short = label.partition(" that ")[0].partition(" (")[0]
    for one in (value.__defaults__, value.__kwdefaults__):
        if one:
            of.note(label, of.text(one, f"a default of {short}"))
    for name, cell in zip(value.__code__.co_freevars, value.__closure__ or (), strict=True):
        try:
            _note_read(of, label, name, cell.cell_contents, short)
        except ValueError:
            of.note(label, "empty")
    for name, one in sorted(value.__dict__.items()):
        _note_read(of, label, name, one, short)
    if where is None:
        _describe_reads(of, value.__code__, own, label, short)


def _code(of: Describing, found: CodeType, label: str) -> str:
    of.reads_code = True
    return code.text_of(found, lambda constant: of.text(constant, label))


def _note_read(of: Describing, label: str, name: str, value: Any, short: str) -> None:
    words = f"{name}, which {short} reads"
    text = of.text(value, words)
    of.note(label if text.startswith("<") else words, text)  # a name of another part is no news of it


def _describe_reads(of: Describing, found: CodeType, own: dict[str, Any], label: str, short: str) -> None:
    """Describe what code looks up in its module, in builtins, and in modules that it imports."""
    looked_up = code.reads(found)
    builtins = own.get("__builtins__", sys.modules["builtins"])
    builtins = builtins if type(builtins) is dict else contents(builtins)
    for name in looked_up.globals:
        if name in own:
            value = own[name]
            if is_a(value, ModuleType) and release(contents(value).get("__name__")) is None:
                _describe_module(of, value, looked_up.attributes, label, short, set())
            else:
                _note_read(of, label, name, value, short)
        elif name in _ANYTHING:
            of.cannot(label, f"it calls {name}")
        else:
            of.note(label, f"{name} {'built in' if name in builtins else 'missing'}")
    for level, name, names in looked_up.imports:
        _describe_import(of, level, name, names, own, label)
    if "import_module" in looked_up.attributes | looked_up.globals.keys():
        of.cannot(label, "it calls import_module")


def _describe_module(of: Describing, module: Any, names: set[str], label: str, short: str, known: set[int]) -> None:
    """Describe what code may look up in a module of the user's: of its names those that occur as attributes."""
    known.add(id(module))
    held = contents(module)
    for name in sorted(names & held.keys()):
        value = held[name]
        if is_a(value, ModuleType) and release(contents(value).get("__name__")) is None:
            if id(value) not in known:
                _describe_module(of, value, names, label, short, known)
        else:
            _note_read(of, label, f"{held.get('__name__')}.{name}", value, short)


def _describe_import(
    of: Describing, level: int, name: str, names: tuple[str, ...], own: dict[str, Any], label: str
) -> None:
    """Describe a module that code imports when it runs, by its file: it may be loaded by then, or not yet."""
    if level:
        package = own.get("__package__") or ""
        parts = package.split(".")
        name = ".".join([*parts[: len(parts) - level + 1], *([name] if name else [])])
    where = release(name)
    if where is not None:
        of.note(label, f"{where} {name}")
        return
    for one in (name, *(f"{name}.{part}" for part in names)):
        file = file_of_module(one)
        if file is None and one == name and name not in sys.modules:
            of.cannot(label, f"it imports {name}, which is no file of Python code")
        if file is not None:
            _describe_file(of, one, file)


def _describe_file(of: Describing, name: str, file: Any) -> None:
    words = f"the module {name}"
    if not of.is_new(words):
        return
    try:
        found = compile(file.read_bytes(), str(file), "exec", dont_inherit=True)
    except (OSError, SyntaxError, ValueError) as error:
        of.cannot(words, str(error))
        return
    of.note(words, _code(of, found, words))
    package = name if file.name == "__init__.py" else name.rpartition(".")[0]
    for level, inner, names in code.reads(found).imports:
        _describe_import(of, level, inner, names, {"__package__": package}, words)


def of_module(of: Describing, value: Any, label: str) -> str:
    """Return the text of a module that is looked at as an object."""
    name = contents(value).get("__name__")
    where = release(name)
    return f"module {name} {where}" if where is not None else of.cannot(label, f"the module {name} as a whole")


def of_class(of: Describing, value: Any, label: str) -> None:
    """Describe a class of the user's: its bases, and what it defines."""
    of.note(label, f"{of.text(type(value), label)}{of.texts(lineage(value)[1:], label)}")
    for name, one in sorted(namespace(value).items()):
        if name in _OF_CLASSES:
            continue
        inner = one.__func__ if type(one) in (staticmethod, classmethod) else one
        is_code = type(inner) in (FunctionType, BuiltinFunctionType, property)
        words = f"the method {name} of {label}" if is_code else f"the attribute {name} of {label}"
        if type(inner) is FunctionType and inner is not one:
            of.note(words, type(one).__name__)
        text = of.text(inner, words)
        of.note(label if text.startswith("<") else words, f"{name} {text}")


__all__ = ["of_class", "of_function", "of_module"]
