"""Which tool uses which row of the table."""

from __future__ import annotations

from collections.abc import Iterable

from theano_common.differences.table import Difference

TOOLS = ("migrate-check", "migrate-port", "migrate-compare", "migrate-reproduce", "config.emulate", "documentation")


def tools_of(row: Difference) -> list[str]:
    """Return the tools that a row is used by."""
    return [
        *(["migrate-check"] if row.rules else []),
        *(["migrate-port"] if row.port else []),
        *(["migrate-compare", "migrate-reproduce"] if row.faulty else []),
        *(["config.emulate"] if row.emulated else []),
    ]


def uses(rows: Iterable[Difference]) -> dict[str, int]:
    """Return tool -> number of rows; the documentation has all."""
    found = dict.fromkeys(TOOLS, 0)
    for row in rows:
        for tool in (*tools_of(row), "documentation"):
            found[tool] += 1
    return found
