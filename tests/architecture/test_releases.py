"""What a release says of itself in several files: versions, dependencies, commands, and the files that it names."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
RECIPE = (ROOT / "packaging" / "conda" / "recipe.yaml").read_text(encoding="utf-8")


def listed(text: str, key: str) -> list[str]:
    """Return the items below `key:` in a file of YAML, without comments."""
    found = re.search(rf"^( *){key}:\n((?:\1 +- .*\n)+)", text, re.MULTILINE)
    assert found is not None
    return [line.split("- ", 1)[1].split("  #")[0] for line in found[2].splitlines()]


def test_the_recipe_needs_what_the_project_needs() -> None:
    needed = {re.sub(r"(?<=\w)(?=[<>=])", " ", one) for one in PROJECT["dependencies"]}
    assert set(listed(RECIPE, "run")) == needed | {"python", "c-compiler"}


def test_the_recipe_has_every_command() -> None:
    commands = {f"{name} = {function}" for name, function in PROJECT["scripts"].items()}
    assert set(listed(RECIPE, "entry_points")) == commands


def test_one_version() -> None:
    version = PROJECT["version"]
    assert f'version: "{version}"' in RECIPE
    assert f"\nversion: {version}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(r"^## (\S+)", changes, re.MULTILINE)[1] == version  # type: ignore[index]


def test_the_tests_that_security_names_exist() -> None:
    named = re.findall(r"`(tests/[^`]+)`", (ROOT / "SECURITY.md").read_text(encoding="utf-8"))
    assert len(named) == 4 and all(list(ROOT.glob(one)) for one in named)
