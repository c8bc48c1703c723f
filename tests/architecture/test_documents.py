"""Whatever documents, docstrings and comments name is there: files, links, and headings that links point at."""

from __future__ import annotations

import ast
import re
import tokenize
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.test_imports import PACKAGES, ROOT

LARGEST_OVERVIEW = 8 * 1024  # bytes of ARCHITECTURE.md: one page
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
# Their paths are those of this repository; other documents name files of users and of other projects.
NAMING_PATHS = [
    *(ROOT / name for name in ("ARCHITECTURE.md", "CONTRIBUTING.md", "docs/glossary.md")),
    *sorted((ROOT / "docs" / "architecture").glob("*.md")),
]
IN_BACKTICKS = re.compile(r"`([^`\n]+)`")
SUFFIXES = (".py", ".c", ".h", ".md", ".toml", ".txt", ".json")
PATH = re.compile(r"[\w<>*.-]+(/[\w<>*.-]+)*/?")
PLACEHOLDER = re.compile(r"<\w+>|N{2,}|NAME")  # `mcNNN_<what>.py` is any file of that form
FILE = re.compile(r"(?<![\w/.*<>{}%~$-])((?:[\w-]+/)*[\w-]+\.(?:py|c|h))(?![\w(])")
NOT_OURS = {"script.py", "SCRIPT.py", "compat.py", "x.h", "math.h"}  # files of users, and of C
LINK = re.compile(r"\]\(([^()\s]+)\)")
# what `make docs` makes: tests/documentation
GENERATED = [ROOT / "docs" / name for name in ("reference", "wrong", "stages", "notebooks")]


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
        if target.resolve().parent in GENERATED:
            continue
        if not target.exists() or heading and heading not in headings(target):
            missing.append(link)
    assert not missing


def missing_in(text: str) -> set[str]:
    return {name for name in FILE.findall(text) if name not in NOT_OURS | ends_of_paths()}


def explanations(path: Path) -> Iterator[str]:
    """Yield the docstrings and comments of a file of Python or C."""
    source = path.read_text(encoding="utf-8")
    if not missing_in(source):
        return  # most files: to parse them all takes 20 s
    if path.suffix != ".py":
        yield from re.findall(r"/\*.*?\*/", source, flags=re.DOTALL)
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield ast.get_docstring(node) or ""
    with path.open("rb") as file:
        yield from (token.string for token in tokenize.tokenize(file.readline) if token.type == tokenize.COMMENT)


@pytest.mark.parametrize("folder", PACKAGES)
def test_files_named_in_docstrings_and_comments_exist(folder):
    sources = [path for path in (ROOT / folder).rglob("*") if path.suffix in (".py", ".c", ".h")]
    missing = {path.relative_to(ROOT): missing_in("\n".join(explanations(path))) for path in sources}
    assert not {path: names for path, names in missing.items() if names}


def headings(document: Path) -> set[str]:
    """Return what links may name after `#`, as GitHub makes it of headings."""
    lines = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in lines}
