"""MC113: a file of the project that has the library's own name."""

from __future__ import annotations

from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC113",
    severity="style",
    title="file of the project with the library's name",
    why="`theano-compat run` and compat.install() answer first for `import theano`; without them a script imports the"
    " file beside it, and whatever imports that file by its name gets the library.",
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


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for use in module.uses:
        root = use.name.partition(".")[0]
        if use.kind == "import" and root in module.hidden:
            yield Hit(use.statement or use.node, root, f"{root}.py lies beside this file")
