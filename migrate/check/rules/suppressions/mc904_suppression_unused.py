"""MC904: a comment `# compat: ignore` that silences nothing; the audit knows, not a search."""

from __future__ import annotations

from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC904",
    severity="style",
    title="this comment silences nothing",
    why="What it let pass is gone, or its code is misspelt; left in place, it would hide what comes next.",
    do="Remove the comment, or the codes that do nothing.",
)

BEFORE = """
import numpy as np
x = np.zeros(3, np.float)  # compat: ignore[MC501]
y = np.zeros(3)  # compat: ignore[MC501] # MC904
z = np.zeros(3, np.int)  # compat: ignore[MC501, MC203] # MC904
"""
AFTER = """
import numpy as np
x = np.zeros(3, np.float)  # compat: ignore[MC501]
y = np.zeros(3)
z = np.zeros(3, np.int)  # compat: ignore[MC501]
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    return iter(())
