"""MC113: a file of the project that has the library's own name."""

from __future__ import annotations

import os
from collections.abc import Iterator

from migrate.check.names.coverage import Coverage
from migrate.check.names.module import Module
from migrate.check.rules.rule import Hit, Rule

RULE = Rule(
    code="MC113",
    severity="breaks",
    title="import that finds this project's own file",
    why="A script's folder comes first on the path, so that `import theano` beside a file theano.py imports that file.",
    do="Give the file another name.",
)

PROJECT = {
    "theano.py": "x = 1\n",
    "x.py": """
import theano  # MC113
import numpy
""",
}
BEFORE = PROJECT["x.py"]
LIBRARIES = {"theano", "pymc3"}


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for one in module.own_imports:
        root = one.name.partition(".")[0]
        if root in LIBRARIES:
            yield Hit(one.statement, one.name, f"{root} is {os.path.basename(one.path)}.py of this project here")
