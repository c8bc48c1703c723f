"""Every case of an Op that is not elementwise, by family; a family is compiled as one function."""

from __future__ import annotations

import importlib

from tests.backends.case import Case

_FILES = ("reductions", "indexing", "writing", "shapes", "products", "functions", "networks", "linalg", "order", "counting", "recursions")

FAMILIES: dict[str, tuple[Case, ...]] = {}
for _name in _FILES:
    FAMILIES.update(importlib.import_module(f"tests.backends.cases_{_name}").FAMILIES)
CASES = [(family, case) for family, cases in FAMILIES.items() for case in cases]
assert len({case.name for _, case in CASES}) == len(CASES), "two cases of one name"
