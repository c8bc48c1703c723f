"""What documents name is there: paths in backticks, links, and headings that links point at."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.test_imports import ROOT

LARGEST_OVERVIEW = 8 * 1024  # bytes of ARCHITECTURE.md: one page
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
# Their paths are those of this repository; other documents name files of users and of other projects.
NAMING_PATHS = [
    *(ROOT / name for name in ("ARCHITECTURE.md", "CONTRIBUTING.md", "docs/differences.md", "docs/glossary.md")),
    *sorted((ROOT / "docs" / "architecture").glob("*.md")),
]
IN_BACKTICKS = re.compile(r"`([^`\n]+)`")
SUFFIXES = (".py", ".c", ".h", ".md", ".toml", ".txt", ".json")
PATH = re.compile(r"[\w<>*.-]+(/[\w<>*.-]+)*/?")
PLACEHOLDER = re.compile(r"<\w+>|N{2,}|NAME")  # `mcNNN_<what>.py` is any file of that form
LINK = re.compile(r"\]\(([^()\s]+)\)")


@cache
def ends_of_paths() -> frozenset[str]:
    """Return the path of each file and folder, and what such a path ends with: of `a/b/c` also `b/c` and `c`."""
    found = set()
    for path in (path for top in ROOT.iterdir() if not top.name.startswith(".") for path in [top, *top.rglob("*")]):
        parts = path.relative_to(ROOT).parts
        found |= {"/".join(parts[k:]) for k in range(len(parts))}
    return frozenset(found)


def paths_in(text: str) -> list[str]:
    """Return the paths that stand in backticks: with a slash, or with the suffix of a file."""
    found = IN_BACKTICKS.findall(re.sub(r"```.*?```", "", text, flags=re.DOTALL))
    return [one for one in found if PATH.fullmatch(one) and ("/" in one or one.endswith(SUFFIXES))]


def exists(path: str) -> bool:
    """Return whether some file or folder has this path, or a path that ends with it."""
    pattern = PLACEHOLDER.sub("*", path).rstrip("/")
    return any(fnmatchcase(one, pattern) for one in ends_of_paths()) if "*" in pattern else pattern in ends_of_paths()


def test_overview_is_one_page():
    assert (ROOT / "ARCHITECTURE.md").stat().st_size <= LARGEST_OVERVIEW


@pytest.mark.parametrize("document", NAMING_PATHS, ids=lambda path: str(path.relative_to(ROOT)))
def test_paths_exist(document):
    missing = [path for path in paths_in(document.read_text(encoding="utf-8")) if not exists(path)]
    assert not missing


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document):
    links = [link for link in LINK.findall(document.read_text(encoding="utf-8")) if "://" not in link]
    missing = []
    for link in links:
        place, _, heading = link.partition("#")
        target = document.parent / place if place else document
        if not target.exists() or heading and heading not in headings(target):
            missing.append(link)
    assert not missing


def headings(document: Path) -> set[str]:
    """Return what links may name after `#`, as GitHub makes it of headings."""
    lines = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in lines}
