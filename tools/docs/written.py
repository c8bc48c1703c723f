"""The pages that somebody wrote: docs/ as it lies, and the documents at the top of the repository."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from theano_common.differences.table import differences
from tools.docs.markdown import entries

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
AT_THE_TOP = ("ARCHITECTURE", "CONTRIBUTING", "CHANGELOG", "SECURITY")
LINK = re.compile(r"\]\(([^()\s:]+)\)")

# What a newcomer types into the search box, by the page that answers it.
TYPED = {
    "guide/start": ("install", "how to install", "pip install", "Windows", "macOS"),
    "guide/script": ("script", "run a script"),
    "guide/notebook": ("notebook", "Jupyter"),
    "guide/test-suite": ("pytest", "test suite"),
    "guide/saved-posterior": ("saved trace", "saved posterior", "pickled trace", "numbers differ", "other numbers"),
    "guide/gpu": ("GPU", "CUDA"),
    "guide/cluster": ("cluster", "Slurm"),
    "guide/network": ("ONNX", "onnxruntime", "StableHLO", "export a network", "save a Keras model", "Lasagne to ONNX"),
    "guide/leave": ("port to PyMC", "leave to PyMC", "leave PyMC3", "PyMC 5", "migrate to PyMC", "PyTensor"),
    "guide/fast": ("slow", "how fast", "benchmark"),
    "guide/wrong": (
        "No module named theano",
        "ModuleNotFoundError: No module named 'theano'",
        "ModuleNotFoundError: No module named 'pymc3'",
        "Input dimension mis-match",
        "SamplingError: Initial evaluation of model at starting point failed",
    ),
    "guide/supported": ("supported", "Python 3.14", "NumPy 2"),
    "differences": ("what differs", "differences", "where libraries differ"),
    "reproduce": ("reproduce a paper",),
    "glossary": ("glossary",),
}
HEADING = re.compile(r"^# .*\n", re.MULTILINE)


def pages() -> Iterator[tuple[str, str]]:
    """Yield (path without suffix, Markdown); links lead where the pages lie in the site."""
    for name in AT_THE_TOP:
        yield name, relinked((ROOT / f"{name}.md").read_text(encoding="utf-8"), ROOT, Path())
    for path in sorted(DOCS.rglob("*.md")):
        place = path.relative_to(DOCS)
        name = place.with_suffix("").as_posix()
        yield name, found_by(name, relinked(path.read_text(encoding="utf-8"), path.parent, place.parent))


def files() -> Iterator[Path]:
    """Yield the pictures and data that pages show or link, below docs/."""
    yield from sorted(path for path in DOCS.rglob("*") if path.suffix in (".png", ".svg", ".yml", ".py", ".js"))


def found_by(name: str, text: str) -> str:
    """Return the page with entries of the search index for what is typed where it is wanted."""
    if name == "differences":
        for row in differences():
            if row.typed:
                text = text.replace(f"### {row.what}\n", f"### {row.what}\n\n{entries(*row.typed)}", 1)
    if name not in TYPED:
        return text
    return HEADING.sub(lambda found: f"{found[0]}\n{entries(*TYPED[name])}", text, count=1)


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
