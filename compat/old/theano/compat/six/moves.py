"""Names that moved between Python 2 and 3. Source: theano.compat.six.moves."""

from __future__ import annotations

import builtins
import configparser
import copyreg
import io
import pickle as cPickle  # noqa: N812
import queue
import socketserver
import urllib
from functools import reduce
from importlib import reload as reload_module
from io import StringIO
from itertools import filterfalse, zip_longest

from .....importing.module_getattr import absent_from

filter, input, map, range, zip = builtins.filter, builtins.input, builtins.map, builtins.range, builtins.zip
xrange = range
cStringIO = io.StringIO
urllib_parse = urllib

__all__ = [
    "StringIO",
    "builtins",
    "cPickle",
    "cStringIO",
    "configparser",
    "copyreg",
    "filter",
    "filterfalse",
    "input",
    "map",
    "queue",
    "range",
    "reduce",
    "reload_module",
    "socketserver",
    "urllib_parse",
    "xrange",
    "zip",
    "zip_longest",
]
__getattr__ = absent_from(__name__)
