"""The pages that somebody wrote: docs/ as it lies, and the documents at the top of the repository."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
AT_THE_TOP = ("ARCHITECTURE", "CONTRIBUTING", "CHANGELOG", "SECURITY")
LINK = re.compile(r"\]\(([^()\s:]+)\)")


def pages() -> Iterator[tuple[str, str]]:
    """Yield (path without suffix, Markdown); links lead where the pages lie in the site."""
    for name in AT_THE_TOP:
        yield name, relinked((ROOT / f"{name}.md").read_text(encoding="utf-8"), ROOT, Path())
    for path in sorted(DOCS.rglob("*.md")):
        place = path.relative_to(DOCS)
        yield place.with_suffix("").as_posix(), relinked(path.read_text(encoding="utf-8"), path.parent, place.parent)


def files() -> Iterator[Path]:
    """Yield the pictures and data that pages show or link, below docs/."""
    yield from sorted(path for path in DOCS.rglob("*") if path.suffix in (".png", ".svg", ".yml", ".py", ".js"))


def relinked(text: str, folder: Path, place: Path) -> str:
    """Return the page with each link to a file of the repository leading to that page of the site, or to no link."""

    def lead(found: re.Match[str]) -> str:
        target, hash_mark, heading = found[1].partition("#")
        path = (folder / target).resolve() if target else folder
        if not target or path.is_relative_to(DOCS):
            inside = path.relative_to(DOCS) if target else None
        elif path.parent == ROOT and path.stem in AT_THE_TOP:
            inside = Path(path.name)
        else:
            return "]"  # not in the site
        up = "/".join([".."] * len(place.parts))
        return f"]({'/'.join(filter(None, (up, inside.as_posix()))) if inside else ''}{hash_mark}{heading})"

    return LINK.sub(lead, text)
