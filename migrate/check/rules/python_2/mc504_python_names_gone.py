"""MC504: names that Python's standard library has dropped or moved."""

from __future__ import annotations

from ..rule import Rule

COLLECTIONS = (
    "Awaitable Callable Collection Container Generator Hashable ItemsView Iterable Iterator KeysView Mapping"
    " MappingView MutableMapping MutableSequence MutableSet Reversible Sequence Set Sized ValuesView"
)

RULE = Rule(
    code="MC504",
    severity="breaks",
    title="name that Python no longer has",
    why="Removed between Python 3.8 and 3.13; it raises ImportError or AttributeError,"
    " unless compat.install() or `theano-compat run` is in force.",
    do="Write the present name; Python 3.3 and later have it too.",
    becomes={
        **{f"collections.{name}": f"collections.abc.{name}" for name in COLLECTIONS.split()},
        "time.clock": "time.process_time",
        "base64.encodestring": "base64.encodebytes",
        "base64.decodestring": "base64.decodebytes",
        "xml.etree.cElementTree": "xml.etree.ElementTree",
    },
    names=(
        "inspect.getargspec",
        "fractions.gcd",
        "cgi.escape",
        "imp",
        "asyncore",
        "distutils",
        "asynchat",
        "smtpd",
        "parser",
        "symbol",
        "formatter",
        "aifc",
        "audioop",
        "cgi",
        "cgitb",
        "chunk",
        "crypt",
        "imghdr",
        "mailcap",
        "msilib",
        "nis",
        "nntplib",
        "ossaudiodev",
        "pipes",
        "sndhdr",
        "spwd",
        "sunau",
        "telnetlib",
        "uu",
        "xdrlib",
        "lib2to3",
    ),
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
start = time.process_time()
import imp  # MC504
"""
