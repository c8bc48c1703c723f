"""MC524: pickle.load without an encoding."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC524",
    severity="style",
    title="pickle that Python 2 may have written",
    why="Arrays and texts in a pickle of Python 2 need encoding='latin1': without it UnicodeDecodeError.",
    do="Give encoding='latin1' where the file is that old; for traces migrate.compare.load reads any of them.",
    words=("pickle", "cPickle"),
)

BEFORE = """
import pickle
import theano
pickle.load(open("mnist.pkl", "rb"))  # MC524
pickle.load(file, encoding="latin1")
pickle.loads(pickle.dumps(x))
"""
READERS = {"pickle.load", "cPickle.load"}


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for node in module.of(ast.Call):
        if module.names_of(node.func) & READERS and not any(word.arg in ("encoding", None) for word in node.keywords):
            yield Hit(node.func, "pickle.load")
