"""MC508: methods that dictionaries had in Python 2."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...fixes.edit import changed
from ...names.coverage import Coverage
from ...names.module import Module
from ...names.values import FRAME, SERIES
from ..rule import Hit, Rule

BECOMES = {"iteritems": "items", "iterkeys": "keys", "itervalues": "values",
           "viewitems": "items", "viewkeys": "keys", "viewvalues": "values"}  # fmt: skip
RULE = Rule(
    code="MC508",
    severity="breaks",
    title="method that dictionaries had in Python 2",
    why="It raises AttributeError in Python 3. (A frame's iteritems is another matter: the shim gives it back.)",
    do="Write items(), keys(), values(), or `key in d`.",
    words=(*BECOMES, "has_key"),
)

BEFORE = """
import six
import pandas as pd
frame = pd.DataFrame()
for k, v in d.iteritems():  # MC508
    pass
{}.has_key(1)  # MC508
d.itervalues(  # MC508
)
six.iteritems(d)
frame.iteritems()
frame["a"].iteritems()
class Mine(dict):
    def iterkeys(self):
        return self.viewkeys()  # MC508
Mine().iterkeys()
if hasattr(d, "has_key"):
    d.has_key(1)
try:
    d.iteritems()
except AttributeError:
    d.items()
"""
AFTER = """
import six
import pandas as pd
frame = pd.DataFrame()
for k, v in d.items():
    pass
{}.has_key(1)  # MC508
d.values(
)
six.iteritems(d)
frame.iteritems()
frame["a"].iteritems()
class Mine(dict):
    def iterkeys(self):
        return self.keys()
Mine().iterkeys()
if hasattr(d, "has_key"):
    d.has_key(1)
try:
    d.iteritems()
except AttributeError:
    d.items()
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    own = {node.name for node in module.of(ast.FunctionDef)}
    for node in module.of(ast.Call):
        if not isinstance(node.func, ast.Attribute):
            continue
        name, of = node.func.attr, module.names_of(node.func.value)
        if (name not in BECOMES and name != "has_key") or name in own or of & {FRAME, SERIES}:
            continue
        if any(not one.endswith("()") and one != "?" for one in of) or module.is_guarded(node, "AttributeError"):
            continue  # a function of a module, such as six.iteritems
        fix = changed(module, node.func, "attribute_renamed", BECOMES[name]) if name in BECOMES else None
        yield Hit(node.func, name, fix=fix)
