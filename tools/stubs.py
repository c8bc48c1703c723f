"""Stubs for editors and type checkers: `stubs/theano-stubs`, `stubs/pymc3-stubs`, written from what we serve.

git does not keep them. `make wheel` writes those of a wheel; `python -m tools.stubs` writes those of a checkout, which
`pip install -e .` then installs.

A name of a module is imported from where our object is made; a value, an Op that is called, and what is made when it
is asked for, is `Any`, with its docstring behind it, in one module; others import it from there. Modules of tests and
of the old GPU back ends have none.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import keyword
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from theano_compat.importing.absence_reasons import coverage
from theano_compat.importing.legacy_modules import home
from theano_compat.name_facts import same
from theano_compat.name_objects import about, object_of
from theano_compat.name_words import words_of

STUBS = Path(__file__).resolve().parent.parent / "stubs"
LEFT_OUT = (
    "pymc3.tests",
    "theano.tests",
    "theano.gpuarray",
    "theano.sandbox.gpuarray",
    "theano.config",
    "theano.compat",
)
HEAD = "# Written by `python -m tools.stubs`.\n"


def modules() -> list[str]:
    """Return the modules that have a stub."""
    every = [name for name, table in coverage().items() if table.get("supported")]
    return [name for name in every if not any(name == one or name.startswith(one + ".") for one in LEFT_OUT)]


def places(folder: Path) -> dict[str, Path]:
    """Return the file of each module in a folder of stubs: a package's where another module is below it."""
    named = modules()
    found = {}
    for name in named:
        top, *below = name.split(".")
        path = folder.joinpath(f"{top}-stubs", *below)
        package = not below or any(other.startswith(name + ".") for other in named)
        found[name] = path / "__init__.pyi" if package else path.with_suffix(".pyi")
    return found


def values_at_home(known: frozenset[str]) -> dict[int, tuple[Any, str, str]]:
    """Return our values that have a docstring, by their ids: (value, module, name) of their shortest name."""
    found: dict[int, tuple[Any, str, str]] = {}
    for module in sorted(known, key=lambda one: (one.startswith("pymc3"), one.count("."), len(one), one)):
        for name in coverage()[module]["supported"]:
            value = object_of(module, name)
            ours = type(value).__module__.startswith("theano_compat") and value.__doc__
            if ours and _is_plain(name) and not imported(module, name, value, known):
                found.setdefault(id(value), (value, module, name))
    return found


def _is_plain(name: str) -> bool:
    return name.isidentifier() and not keyword.iskeyword(name) and name != "Any"


def stub(module: str, known: frozenset[str], at_home: dict[int, tuple[Any, str, str]]) -> str:
    """Return the stub of a module. at_home: what `values_at_home` returns."""
    imports: list[str] = []
    values: list[str] = []
    for name in coverage()[module]["supported"]:
        if _is_plain(name):
            value = object_of(module, name)
            line = imported(module, name, value, known)
            _, home_module, home_name = at_home.get(id(value), (value, module, name))
            if not line and home_module != module:
                line = f"from {home_module} import {home_name} as {name}"
            if not line:
                values += [f"{name}: Any", *_docstring(module, name, value)]
            elif line.endswith(f"import {name} as {name}"):
                imports.append(line)
            else:  # by another name it would be private to the stub
                before, _, last = line.rpartition(" as ")
                imports.append(f"{before} as _{last}")
                values.append(f"{name} = _{last}")
    imports += ["from typing import Any"] * any(line.endswith(": Any") for line in values)
    return HEAD + "\n".join([*sorted(set(imports)), *values]) + "\n"


def imported(module: str, name: str, value: Any, known: frozenset[str]) -> str:
    """Return the line that imports a name from where it is made; "" for a value."""
    if f"{module}.{name}" in known and inspect.ismodule(value):  # theano.scan is a function, too
        return f"from {module} import {name} as {name}"
    if inspect.ismodule(value):
        where = legacy_of(known).get(value.__name__, value.__name__)
        above, _, last = where.rpartition(".")
        return f"from {above} import {last} as {name}" if above else f"import {where} as {name}"
    where, made = getattr(value, "__module__", None), getattr(value, "__qualname__", "")
    if (
        not (inspect.isclass(value) or inspect.isfunction(value))
        or "." in made
        or not str(where).startswith("theano_compat")
    ):
        return ""
    try:
        there = vars(importlib.import_module(where)).get(made)
    except ImportError:
        return ""
    return f"from {where} import {made} as {name}" if there is value else ""


@functools.cache
def legacy_of(known: frozenset[str]) -> dict[str, str]:
    """Return the legacy name of each module of ours that has a stub."""
    return {home(one): one for one in sorted(known, key=lambda one: -one.count("."))}


def _docstring(module: str, name: str, value: Any) -> Iterator[str]:
    """Yield our docstring of a value, with its example, or our sentence about it."""
    said = about(module, name, value).partition("\n")[0]
    if type(value).__module__.startswith("theano_compat"):
        said = words_of(same(f"{module}.{name}"), inspect.cleandoc(value.__doc__ or "")).whole
    if said and not said.startswith("The value"):  # some lists are in the order of a set
        raw, end = "r" * ("\\" in said), "\n" * ("\n" in said)
        yield f'{raw}"""{said}{end}"""'


def texts(folder: Path) -> dict[Path, str]:
    """Return every file of a folder of stubs with its text."""
    where = places(folder)
    known = frozenset(where)
    at_home = values_at_home(known)
    made = {path: stub(module, known, at_home) for module, path in where.items()}
    for path in list(made):  # a folder without names of its own
        for above in path.parents:
            if above == folder:
                break
            if above / "__init__.pyi" not in made and above.with_suffix(".pyi") not in made:
                made[above / "__init__.pyi"] = HEAD
    return made | {folder / f"{top}-stubs" / "py.typed": "partial\n" for top in ("theano", "pymc3")}


def write(folder: Path) -> None:
    """Write the stubs to a folder, in place of those that it has."""
    shutil.rmtree(folder, ignore_errors=True)
    for path, text in texts(folder).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else STUBS)
