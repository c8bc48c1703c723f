"""Every legacy name has a state in `coverage.toml`, and the state is so."""

import tomllib
from pathlib import Path

import pytest

from tools import coverage
from tools.coverage_survey import Found, survey
from tools.legacy_names import flags, modules

TABLES = tomllib.loads(coverage.TABLE.read_text())
NAMES = modules()


@pytest.fixture(scope="module")
def found() -> dict[str, Found]:
    return survey()


def table_of(module: str) -> dict:
    """The table that speaks of a module: its own, or the one of a package with a `status` above it."""
    for top, table in TABLES.items():
        if "status" in table and (module == top or module.startswith(top + ".")):
            return table
    return TABLES.get(module, {})


def state(module: str, name: str) -> str | None:
    table = table_of(module)
    if "status" in table:
        return table["status"]
    for listed in ("supported", "flagged", "absent"):
        if name in table.get(listed, ()):
            return listed
    return table.get("default")


@pytest.mark.parametrize("module", NAMES)
def test_every_name_has_a_state(module):
    without = [name for name in NAMES[module].kinds if state(module, name) is None]
    assert not without
    table = table_of(module)
    assert table.get("status", "absent") in ("flagged", "absent") and table.get("default", "absent") == "absent"
    assert "default" not in table or table["reason"]


def test_supported_names_import_and_others_do_not(found):
    for module, legacy in NAMES.items():
        supported = {name for name in legacy.kinds if state(module, name) == "supported"}
        there = set(found[module].supported) & set(legacy.kinds)
        assert supported == there, f"{module}: run python -m tools.coverage"


def test_supported_names_are_of_their_kind(found):
    assert not [f"{f.module}.{name}" for f in found.values() for name in f.of_another_kind]


def test_no_table_of_something_else():
    assert all(
        top in NAMES or any(name.startswith(top + ".") for name in NAMES) or "status" in TABLES[top] for top in TABLES
    )


def test_the_file_and_the_page_are_as_the_tool_writes_them(found):
    tables = coverage.fresh(TABLES, found)
    assert coverage.TABLE.read_text() == coverage.as_toml(tables)
    assert coverage.shipped_names() == coverage.names_text()
    page = coverage.PAGE.read_text()
    table = coverage.page_table(tables)
    assert page == coverage.with_table(page, table)
    [counts] = [line for line in table.splitlines() if line.startswith("| all |")]
    names, supported = (int(cell) for cell in counts.split("|")[2:4])
    assert f"| {supported:,} of the {names:,} public names" in (coverage.ROOT / "README.md").read_text()


def test_checks_that_the_table_names_exist():
    codes = {
        about["check"].lower()
        for table in TABLES.values()
        for about in (table, *_entries(table))
        if isinstance(about, dict) and "check" in about
    }
    rules = {path.name.partition("_")[0] for path in (Path(coverage.ROOT) / "migrate" / "check").glob("mc*.py")}
    assert codes <= rules


def _entries(table: dict) -> list:
    return [about for state in ("flagged", "absent") for about in table.get(state, {}).values()]


def test_every_legacy_flag_is_a_flag():
    from theano_compat.settings import FLAGS

    assert flags() <= set(FLAGS)
