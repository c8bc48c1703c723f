"""MC112: `import sibling` inside a package, which only Python 2 looked for beside the file."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...fixes.edit import changed
from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC112",
    severity="breaks",
    title="import of a neighbour as Python 2 allowed it",
    why="Inside a package Python 3 does not look beside the file: ModuleNotFoundError, unless it is run as a script.",
    do="Write `from . import name` or `from .name import ...`.",
)

PROJECT = {
    "pkg/__init__.py": "",
    "pkg/layers.py": "import theano.tensor as T\n",
    "pkg/x.py": """
import layers  # MC112
from layers import T  # MC112
import numpy
from . import layers
from pkg import layers
""",
}
BEFORE = PROJECT["pkg/x.py"]
AFTER = """
from . import layers
from .layers import T
import numpy
from . import layers
from pkg import layers
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for one in module.own_imports:
        if one.sibling:
            fix = None
            if isinstance(one.statement, ast.ImportFrom) or len(one.statement.names) == 1 and "." not in one.name:
                fix = changed(module, one.statement, "from_the_package")
            yield Hit(one.statement, one.name, fix=fix)
