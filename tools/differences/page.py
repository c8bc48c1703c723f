"""The page docs/differences.md, made of the table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from theano_common.differences.table import FAMILIES, Difference, Family, differences, family
from tools.differences.uses import tools_of

PAGE = Path(__file__).resolve().parents[2] / "docs" / "differences.md"
ABOUT = """# Where libraries differ

Who moves a model or a posterior from Theano and PyMC3 to today meets libraries that disagree, often in silence: a
constant of a density, a default, a sign, which draws are counted, what a file holds. Each row here says what a name or
an idiom meant in the releases named, what it means today, who is right and by what, and what becomes of your numbers:
*silent* means others without a word, *warns* others with one, *raises* none. The programs below a row show it;
`make differences` runs them all on the real libraries.

The table is `theano_common/differences/`. `migrate-check`, `migrate-port`, `migrate-compare`, `migrate-reproduce` and
`config.emulate` take their words from it.
"""
ENVIRONMENTS = {
    "pymc3-3.0": "PyMC3 3.0",
    "pymc3-3.1": "PyMC3 3.1",
    "pymc3-3.4": "PyMC3 3.4.1",
    "pymc3-3.8": "PyMC3 3.8",
    "pymc3-3.11": "PyMC3 3.11.5",
    "pymc6": "PyMC 6",
    "ours": "theano-compat",
}


def page() -> str:
    """Return the page."""
    rows = list(differences())
    programs = sum(len(check.prints) for row in rows for check in row.checks)
    counts = f"{len(rows)} rows, {programs} programs.\n"
    return "\n".join([ABOUT, counts, *(line for name in FAMILIES for line in _family(family(name)))])


def _family(one: Family) -> Iterator[str]:
    yield f"## {one.heading}\n"
    if one.about:
        yield one.about.strip("\n") + "\n"
    for row in one.rows.values():
        yield from _row(row)


def _row(row: Difference) -> Iterator[str]:
    yield f"### {row.what}\n"
    yield f"{row.releases}: *{row.effect}*.\n"
    yield f"- Then: {row.then}."
    yield f"- Now: {row.now}."
    yield f"- Right: {row.right}."
    yield f"- Source: {row.source}."
    if row.port:
        yield f"- `migrate-port` says: {'; or: '.join(row.port.values())}."
    if row.rules:
        yield f"- Findings: {', '.join(f'[{code}](wrong/{code.lower()}.md)' for code in row.rules)}."
    if row.emulated:
        yield f"- `config.emulate` gives it back where it is older than {row.before}."
    if "migrate-compare" in tools_of(row):
        yield "- `migrate-compare` and `migrate-reproduce` say so beside numbers that differ."
    if row.unchecked:
        yield f"- Not checked: {row.unchecked}."
    yield ""
    for check in row.checks:
        yield f"```python\n{check.program.strip()}\n```\n"
        by_text: dict[str, list[str]] = {}
        for environment, text in check.prints.items():
            by_text.setdefault(text, []).append(ENVIRONMENTS[environment])
        for text, names in by_text.items():
            yield f"{' and '.join(names)}:\n\n```text\n{text.rstrip()}\n```\n"
