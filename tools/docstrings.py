"""`python -m tools.docstrings [PATTERN]`: counts what the docstrings of supported legacy names lack.

Counted is each class and function of ours once, under its shortest name: does its docstring have a sentence, each
argument as `name: what it is`, the word shape where it takes arrays; and is there an example with its source, in
`compat/names/` or in the table that describes it? Apart from them, objects that are called: elementwise functions,
Ops, types. With a pattern such as `pymc3.*` names that lack anything are listed, too. Names in the old libraries'
modules of tests (`pymc3.tests.helpers`) are not counted but by their number: they are no public objects, and are there
for packages whose own tests import them.
"""

from __future__ import annotations

import fnmatch
import inspect
import re
import sys
from collections import Counter
from collections.abc import Callable

from theano_compat.name_facts import every_name, full_name, is_supported, parts, same
from theano_compat.name_objects import object_of, parameters
from theano_compat.name_words import NameWords, words_of

PARTS = ("sentence", "arguments", "shapes", "example")
# never arrays, so that an object that only takes these has no shapes to tell
NO_ARRAYS = set(
    "allow_override attrs comment condition configparam context_name d data_dir default depth device doc dpoint "
    "dtype e file_object file_path filename fgraph fn formula func global_fn in_c_key include_transformed index "
    "infer_shape inplace is_valid itypes kw linker lock_dir message methods mode model msg name names node obj op "
    "openmp optimizer ordering otypes owner path pkg replay requirements root self target tracks transform_list type "
    "var_iterator var_names varnames".split()
)
# what is in these takes graphs, options or texts; of arrays none
NO_ARRAYS_IN = re.compile(
    r"theano_compat\.(functions|compilation|graph|settings|ops\.(op_parameters|random_state|external_c_op)"
    r"|theano_api\.(config\w+|compile|printing|scan_module|verify_grad|updates)"
    r"|old\.theano\.(utils|op_tools|compat|d3viz|gof|graph|misc|optimizing|pathparse|raise_op|breakpoint|old_pickles))\b"
)
PASSED_ON = {"self", "args", "kwargs", "name"}  # `name` of a distribution is the model's


def main() -> None:
    """Print the counts, and with a pattern the names."""
    pattern = full_name(sys.argv[1]) if len(sys.argv) > 1 else ""
    for kind, every in (("classes and functions", objects()), ("objects that are called", callables())):
        asked = {name: value for name, value in every.items() if fnmatch.fnmatch(name, pattern or "*")}
        found = {name: missing(name, value) for name, value in asked.items() if not of_tests(name)}
        if pattern:
            for name, lacks in found.items():
                if lacks:
                    print(f"{name}: no {', '.join(lacks)}")
        counts = Counter(part for lacks in found.values() for part in lacks)
        print(f"{len(found)} {kind}; {sum(not lacks for lacks in found.values())} lack nothing")
        for part in PARTS:
            print(f"  no {part}: {counts[part]}")
        print(f"  not counted, in modules of tests: {len(asked) - len(found)}")


def objects() -> dict[str, object]:
    """Return our classes and functions by their shortest legacy name."""
    return _found(lambda value: inspect.isclass(value) or inspect.isroutine(value))


def of_tests(name: str) -> bool:
    """Return whether a name is in a module of the old libraries' own tests."""
    return ".tests." in name


def callables() -> dict[str, object]:
    """Return our other objects that are called, such as `theano.tensor.exp`, by their shortest legacy name."""
    return _found(lambda value: not inspect.isclass(value) and not inspect.isroutine(value) and callable(value))


def _found(is_one: Callable[[object], bool]) -> dict[str, object]:
    found: dict[int, tuple[str, object]] = {}
    for name in sorted(filter(is_supported, every_name()), key=lambda name: (name.count("."), len(name), name)):
        value = object_of(*parts(name))
        made = value if inspect.isclass(value) or inspect.isroutine(value) else type(value)
        if str(getattr(made, "__module__", "")).startswith("theano_compat") and is_one(value):
            found.setdefault(id(value), (name, value))
    return dict(found.values())


def words(name: str, value: object) -> NameWords:
    """Return what is said of an object: its own docstring, and its example."""
    text = inspect.getdoc(value) if inspect.isroutine(value) else inspect.cleandoc(value.__doc__ or "")
    return words_of(same(name), text or "")


def missing(name: str, value: object) -> list[str]:
    """Return what is not said of an object."""
    here = words(name, value)
    taken = [name for name in parameters(value) if name not in PASSED_ON]
    made = value if inspect.isclass(value) or inspect.isroutine(value) else type(value)
    shapes = r"shape|scalar|vector|matri|elementwise|element by element"
    arrays = set() if NO_ARRAYS_IN.match(made.__module__) else set(taken) - NO_ARRAYS
    there = {
        "sentence": bool(here.about),
        "arguments": all(re.search(rf"(^|[\s`(,*]){re.escape(name)}`?(,[\w\s,`]+)?:\s", here.about) for name in taken),
        "shapes": not arrays or bool(re.search(shapes, here.whole)),
        "example": bool(here.example and here.source),
    }
    return [part for part in PARTS if not there[part]]


if __name__ == "__main__":
    main()
