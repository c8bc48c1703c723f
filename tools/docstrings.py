"""`python -m tools.docstrings [PATTERN]`: counts what the docstrings of supported legacy names lack.

Counted is each class and function of ours once, under its shortest name: does its docstring have a sentence, each
argument as `name: what it is`, the word shape where it takes arguments, an example, and its source? With a pattern
such as `pymc3.*` names that lack anything are listed, too.
"""

from __future__ import annotations

import fnmatch
import inspect
import re
import sys
from collections import Counter

from theano_compat.name_facts import every_name, full_name, is_supported, parts
from theano_compat.name_objects import object_of, parameters

PARTS = ("sentence", "arguments", "shapes", "example", "source")
PASSED_ON = {"self", "args", "kwargs", "name"}  # `name` of a distribution is the model's


def main() -> None:
    """Print the counts, and with a pattern the names."""
    pattern = full_name(sys.argv[1]) if len(sys.argv) > 1 else ""
    found = {name: missing(value) for name, value in objects().items() if fnmatch.fnmatch(name, pattern or "*")}
    if pattern:
        for name, lacks in found.items():
            if lacks:
                print(f"{name}: no {', '.join(lacks)}")
    counts = Counter(part for lacks in found.values() for part in lacks)
    print(f"{len(found)} classes and functions; {sum(not lacks for lacks in found.values())} lack nothing")
    for part in PARTS:
        print(f"  no {part}: {counts[part]}")


def objects() -> dict[str, object]:
    """Return our classes and functions by their shortest legacy name."""
    found: dict[int, tuple[str, object]] = {}
    for name in sorted(filter(is_supported, every_name()), key=lambda name: (name.count("."), len(name), name)):
        value = object_of(*parts(name))
        ours = str(getattr(value, "__module__", "")).startswith("theano_compat")
        if ours and (inspect.isclass(value) or inspect.isroutine(value)):
            found.setdefault(id(value), (name, value))
    return dict(found.values())


def missing(value: object) -> list[str]:
    """Return what the docstring of an object lacks."""
    text = inspect.getdoc(value) if not inspect.isclass(value) else inspect.cleandoc(value.__doc__ or "")
    text = text or ""
    taken = [name for name in parameters(value) if name not in PASSED_ON]
    there = {
        "sentence": bool(text),
        "arguments": all(re.search(rf"(^|[\s`(,*]){re.escape(name)}`?(, [\w, `]+)?:\s", text) for name in taken),
        "shapes": not taken or bool(re.search(r"shape|scalar|vector|matri|elementwise|element by element", text)),
        "example": "Example" in text or ">>>" in text,
        "source": "Source" in text,
    }
    return [part for part in PARTS if not there[part]]


if __name__ == "__main__":
    main()
