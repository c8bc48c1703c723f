"""MC504: names that Python's standard library has dropped or moved."""

from __future__ import annotations

from migrate.check.rule import Rule

COLLECTIONS = ("Iterable", "Iterator", "Mapping", "MutableMapping", "Sequence", "MutableSequence", "Set",
               "MutableSet", "Callable", "Hashable", "Sized", "Container", "Generator")  # fmt: skip

RULE = Rule(
    code="MC504",
    severity="breaks",
    title="name that Python no longer has",
    why="Removed between Python 3.8 and 3.12; it raises ImportError or AttributeError,"
    " unless compat.install() or `python -m compat` is in force.",
    do="Write the present name; Python 3.3 and later have it too.",
    becomes={
        **{f"collections.{name}": f"collections.abc.{name}" for name in COLLECTIONS},
        "time.clock": "time.perf_counter",
    },
    names=("inspect.getargspec", "fractions.gcd", "imp", "asyncore", "distutils"),
)

BEFORE = """
import collections, inspect, time
from collections import Iterable, OrderedDict  # MC504
isinstance([], collections.Sequence)  # MC504
inspect.getargspec(len)  # MC504
collections.abc.Mapping
start = time.clock()  # MC504
import imp  # MC504
"""
AFTER = """
import collections, inspect, time
from collections import OrderedDict
from collections.abc import Iterable
isinstance([], collections.abc.Sequence)
inspect.getargspec(len)  # MC504
collections.abc.Mapping
start = time.perf_counter()
import imp  # MC504
"""
