"""MC505: names of Python 2 in source that Python 3 can parse."""

from __future__ import annotations

from ..rule import Rule

RULE = Rule(
    code="MC505",
    severity="breaks",
    title="name of Python 2",
    why="Python 3 has it under another name or not at all: NameError or ImportError when the line runs.",
    do="Write the Python 3 name.",
    becomes={
        "builtins.xrange": "range",
        "builtins.raw_input": "input",
        "builtins.unicode": "str",
        "builtins.unichr": "chr",
        "builtins.long": "int",
        "cPickle": "pickle",
        "StringIO.StringIO": "io.StringIO",
        "itertools.izip": "zip",
        "itertools.imap": "map",
        "itertools.ifilter": "filter",
        "itertools.izip_longest": "itertools.zip_longest",
        "Queue": "queue",
        "ConfigParser": "configparser",
        "__builtin__": "builtins",
        "copy_reg": "copyreg",
    },
    names=(
        "StringIO",
        "builtins.basestring",
        "builtins.reduce",
        "builtins.execfile",
        "builtins.cmp",
        "builtins.file",
        "builtins.reload",
        "builtins.intern",
        "builtins.apply",
        "builtins.buffer",
        "urllib2",
        "urlparse",
    ),
)

BEFORE = """
import cPickle as pickle  # MC505
import cPickle, itertools  # MC505
from functools import reduce
for i in xrange(3):  # MC505
    reduce(max, [i])
for a, b in itertools.izip([1], [2]):  # MC505
    execfile("x")  # MC505
try:
    import Queue
except ImportError:
    import queue as Queue

def mine(long):
    return long
"""
AFTER = """
import pickle
import pickle as cPickle, itertools
from functools import reduce
for i in range(3):
    reduce(max, [i])
for a, b in zip([1], [2]):
    execfile("x")  # MC505
try:
    import Queue
except ImportError:
    import queue as Queue

def mine(long):
    return long
"""
