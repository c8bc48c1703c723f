"""MC527: names that modules of the standard library had in Python 2 or until lately."""

from __future__ import annotations

from ..rule import Rule

RULE = Rule(
    code="MC527",
    severity="breaks",
    title="name that a module of Python has lost",
    why="Gone since Python 3.0 (string, os, sys) or since 3.8 to 3.13: AttributeError.",
    do="Write the present name: string.ascii_letters, str.join, sys.maxsize, os.getcwd, errno, html.unescape.",
    becomes={
        "string.letters": "string.ascii_letters",
        "string.lowercase": "string.ascii_lowercase",
        "string.uppercase": "string.ascii_uppercase",
        "os.getcwdu": "os.getcwd",
        "sys.maxint": "sys.maxsize",
    },
    names=(
        "string.maketrans",
        "string.join",
        "string.split",
        "string.replace",
        "string.upper",
        "string.lower",
        "string.strip",
        "string.atoi",
        "string.atof",
        "os.errno",
        "sys.setdefaultencoding",
        "sys.exc_clear",
        "sys.exc_value",
        "sys.exc_traceback",
        "os.path.walk",
        "string.find",
        "string.count",
        "string.zfill",
        "string.rjust",
        "string.ljust",
        "platform.linux_distribution",
        "platform.dist",
        "inspect.formatargspec",
        "pkgutil.find_loader",
        "pkgutil.get_loader",
        "gettext.lgettext",
        "asyncio.coroutine",
    ),
)

BEFORE = """
import os
import string, sys
string.letters  # MC527
string.join(words, " ")  # MC527
sys.maxint  # MC527
os.getcwdu()  # MC527
string.ascii_letters
from string import maketrans  # MC527
"""
AFTER = """
import os
import string, sys
string.ascii_letters
string.join(words, " ")  # MC527
sys.maxsize
os.getcwd()
string.ascii_letters
from string import maketrans  # MC527
"""
