"""What of old packages there is no more: `python lost.py OLD.json ... > lost.txt`, run with today's packages.

Lines: `name` of a module, or of something in one, or of an attribute of a class; `name: MOST WORD ...` for what still
is there and takes fewer arguments: at most MOST by position ("*": as before), and none of these words by keyword.
"""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import json
import os
import sys
import warnings
from functools import cache
from pathlib import Path
from typing import Any

from dump import loaded, takes

MISSING = object()


@cache
def module(name: str) -> Any:
    """None where there is none; where it cannot be imported for want of something else, MISSING."""
    parent = name.rpartition(".")[0]
    if parent and module(parent) in (None, MISSING):
        return module(parent)
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, ValueError, AttributeError):
        spec = None
    return None if spec is None and name not in sys.modules else loaded(name) or MISSING


@cache
def found(name: str) -> Any:
    """The object; None where it is gone, MISSING where nobody can say."""
    try:
        there = module(name) if name.partition(".")[0] != "builtins" or "." not in name else None
    except ImportError:
        there = None
    if there is not None or "." not in name:
        return there
    above, _, last = name.rpartition(".")
    holder = found(above)
    if holder is None or holder is MISSING:
        return holder
    try:
        value = getattr(holder, last)
    except BaseException:
        return None
    return MISSING if value is None else value


def main(files: list[str]) -> None:
    names: set[str] = set()
    members: set[str] = set()
    arguments: dict[str, list[list[str]]] = {}
    for file in files:
        old = json.loads(Path(file).read_text())
        names |= {*old["modules"], *old["names"]}
        members |= {f"{cls}.{last}" for cls, all_ in old["members"].items() for last in all_}
        for name, given in old["arguments"].items():
            arguments.setdefault(name, []).append(given)
    gone = {name for name in sorted(names | members) if found(name) is None}  # some are there once others were imported
    lines = {name for name in gone if not any(above in gone for above in _above(name))}
    lines |= {line for name, given in arguments.items() if (line := _fewer(name, given))}
    print("\n".join(sorted(lines)))


def _above(name: str) -> list[str]:
    parts = name.split(".")
    return [".".join(parts[:i]) for i in range(1, len(parts))]


def _fewer(name: str, old: list[list[str]]) -> str:
    value = found(name)
    if value is None or value is MISSING or not callable(value):
        return ""
    holder = found(name.rpartition(".")[0])
    bound = getattr(value, "__self__", None) is not None
    value = getattr(value, "__init__", None) if inspect.isclass(value) else value
    first = int(inspect.isclass(found(name)) or (inspect.isclass(holder) and not bound))
    now = _takes(value, first)
    if now is None or (first and now == ["*", "/", "**"]):
        return ""
    inside = inspect.unwrap(value)
    room = now if inside is value else _takes(inside, first)  # while a position is deprecated, it is still taken
    lost: set[str] = set()
    most = None
    for given in old:
        if "**" not in now:
            lost |= {one for one in given if one not in ("*", "/", "**") and one[0] not in "._" and one not in now}
        by_position = given[: given.index("/")]
        if room is not None and "*" not in room and ("*" in by_position or len(by_position) > room.index("/")):
            most = room.index("/")
    if inside is not value:
        lost = {one for one in lost if _is_refused(value, one)}
    if not lost and most is None:
        return ""
    return f"{name}: {'*' if most is None else most} {' '.join(sorted(lost))}".rstrip()


def _takes(value: Any, first: int) -> list[str] | None:
    here: dict[str, dict[str, list[str]]] = {"arguments": {}}
    takes(here, "it", value, first)
    return here["arguments"].get("it")


def _is_refused(value: Any, word: str) -> bool:
    """Whether a function that is wrapped refuses a word: some wrappers still translate it."""
    try:
        value(**{word: object()})
    except TypeError as error:
        return "unexpected keyword argument" in str(error)
    except BaseException:
        pass
    return False


if __name__ == "__main__":
    os.environ.setdefault("MPLBACKEND", "agg")
    warnings.simplefilter("ignore")
    main(sys.argv[1:])
