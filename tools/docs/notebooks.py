"""Pages of famous notebooks that others wrote for PyMC3, run unchanged: notebooks.toml says which.

They are made where THEANO_COMPAT_REPOSITORIES says where repositories are. A run is kept in build/notebooks, and is
made again when the notebook, its flags or our release changes.
"""

from __future__ import annotations

import datetime
import hashlib
import os
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import nbformat
from nbformat import NotebookNode

from tests.clients.environments import REPOSITORIES, CannotMake, Environment
from tests.gallery import collections_file
from tests.gallery.notebooks import executed, seconds_then
from theano_common.our_version import our_version
from theano_migrate.reproduce import versions
from theano_migrate.reproduce.documents import document
from theano_migrate.reproduce.judging import AGREES, CANNOT_TELL, DIFFERS, EXPLAINED, NOT_SETTLED, SAME
from tools.docs import notebook_html
from tools.docs.markdown import cell, page, raw, table
from tools.docs.written import ROOT

TABLE = Path(__file__).with_name("notebooks.toml")
KEPT = ROOT / "build" / "notebooks"
OURS = "theano_compat"  # in a notebook's metadata: what is known of its run
LIMIT = 600  # seconds for a cell
INDEX = "notebooks/index"
TITLE = "Twelve famous notebooks"
WITHOUT = f"""\
The pages of these notebooks are made where the build finds the notebooks:
`{REPOSITORIES}='https://github.com/{{owner}}/{{name}}' make docs` fetches them, and PyMC3's own from the package index.
"""
COLUMNS = """\
"Then": the seconds that progress bars and messages in the author's copy tell, on the author's machine. "Now": those of
the same cells here, with compiling and plots. "All": those of all cells here. "Agree", "explained", "cannot
tell", "not settled" and "differ": of the numbers that the author's copy prints, [as they are judged](../reproduce.md).
"""
STYLE = """<style>
.notebook .input, .notebook .output_subarea { margin: 0 0 0.8em; }
.notebook .output_subarea, .notebook .text_cell_render, .notebook math[display="block"] { overflow-x: auto; }
.notebook .output_subarea pre { overflow-x: auto; margin: 0; font-size: var(--code-font-size); }
.notebook math[display="block"] { padding: 0.3em 0; }
.notebook .output_stderr pre { color: var(--color-foreground-muted); }
.notebook .output_png img, .notebook .output_svg img, .notebook .text_cell_render img { max-width: 100%; height: auto; }
.notebook .output_png, .notebook .output_svg { background: #fff; }
.notebook table { border: 0; border-collapse: collapse; font-size: 85%; margin: 0.5em 0; }
.notebook td, .notebook th { border: 0; padding: 0.15em 0.6em; text-align: right; white-space: nowrap; }
.notebook tr { border-bottom: 1px solid var(--color-background-border); }
</style>
"""


@dataclass(frozen=True)
class Shown:
    """A notebook: the name of its page, what notebooks.toml says of it and of its collection, and its address."""

    name: str
    collection: str
    path: str
    title: str
    shows: str
    by: str
    license: str
    license_address: str
    address: str


def shown() -> tuple[Shown, ...]:
    """Return the notebooks, in their order."""
    file = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return tuple(
        _shown(name, given, file["collections"][given["collection"]]) for name, given in file["notebooks"].items()
    )


def _shown(name: str, given: Mapping[str, str], collection: Mapping[str, str]) -> Shown:
    address = collection["address"]
    license_address = f"{address}/{collection['license_file']}"
    path = f"{address}/{quote(given['path'])}"
    return Shown(
        name, **given, by=collection["by"], license=collection["license"], license_address=license_address, address=path
    )


def pages() -> Iterator[tuple[str, str]]:
    """Yield (path without suffix, Markdown)."""
    runs: dict[str, Mapping[str, Any]] = {}
    for one in shown() if os.environ.get(REPOSITORIES) else ():
        try:
            place = collections_file.place(one.collection)
        except CannotMake as error:
            print(f"No page of {one.title}: {error}", file=sys.stderr)
            continue
        flags = collections_file.flags(collections_file.every()[one.collection], one.path)
        notebook = run(place, one.path, flags, KEPT / f"{one.name}.ipynb")
        runs[one.name] = notebook.metadata[OURS]
        yield f"notebooks/{one.name}", notebook_page(one, notebook, (place.source / one.path).parent)
    yield INDEX, index(runs)


def run(place: Environment, path: str, flags: str, kept: Path) -> NotebookNode:
    """Return a notebook with the outputs of a run here, and in its metadata what is known of the run.

    path: below `place.source`. kept: the file that keeps the run, where all cells ran.
    """
    text = (place.source / path).read_bytes()
    key = hashlib.sha256(b"\0".join([text, flags.encode(), our_version().encode()])).hexdigest()
    if kept.exists():
        found = nbformat.read(kept, as_version=4)
        if found.metadata.get(OURS, {}).get("key") == key:
            return found
    one = document(place.source / path, place.source)
    done = executed(one, place, LIMIT, flags)
    notebook = nbformat.read(place.source / path, as_version=4)
    timed = [(then, ran.seconds) for then, ran in zip(seconds_then(one), done.ran.cells, strict=False) if then]
    code = [held for held in notebook.cells if held.cell_type == "code"]
    for held in code:
        held.outputs = []
    for held, ran in zip(code, done.ran.cells, strict=False):
        held.outputs = list(ran.held)
    notebook.metadata[OURS] = {
        "key": key,
        "flags": flags,
        "then": sum(then for then, _ in timed),
        "now": sum(now for _, now in timed),
        "whole": done.ran.seconds,
        "cells": done.shown,
        "failed": done.failed,
        "verdicts": done.verdicts,
        "versions": versions.of(str(place.interpreter)),
        "day": datetime.date.today().isoformat(),
    }
    if not done.failed:
        kept.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, kept)
    return notebook


def notebook_page(one: Shown, notebook: NotebookNode, folder: Path) -> str:
    """Return the page of a notebook that ran. folder: where it lies."""
    known = notebook.metadata[OURS]
    flags = f" with `THEANO_FLAGS={known['flags']}`" if known["flags"] else ""
    facts = {
        "source": f"[{cell(one.path)}]({one.address}) by {one.by}, license [{one.license}]({one.license_address})",
        "time": times(known["then"], known["now"], known["whole"]),
        "numbers": numbers(known["verdicts"]),
        "run": f"unchanged{flags} on {known['day']}, {known['cells']} cells",
        "versions": ", ".join(f"{name} {release}" for name, release in known["versions"].items()),
        "failed": cell(known["failed"]),
    }
    html = notebook_html.rendered(notebook, folder, one.address)
    return page(
        one.title,
        f"{one.shows} Text and code are its author's; outputs and plots are of a run here.\n",
        table(["", ""], [[name, told] for name, told in facts.items() if told]),
        raw(f'{STYLE}<div class="notebook">\n{html}\n</div>'),
        f"All of them: [{TITLE.lower()}](index.md).\n",
    )


def times(then: float, now: float, whole: float) -> str:
    """Return in words how long the cells took whose author's copy prints a time, and the whole notebook."""
    all_of_it = f"{seconds(whole)} s for the whole notebook here"
    if not then:
        return f"the author's copy prints none; {all_of_it}"
    return f"{seconds(then)} s printed in the author's copy, {seconds(now)} s for the same cells here; {all_of_it}"


def seconds(value: float) -> str:
    """Return seconds as they are shown."""
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}"


def numbers(verdicts: Mapping[str, int]) -> str:
    """Return in words how many of the numbers that the author's copy prints agree with those of the run."""
    if not any(verdicts.values()):
        return "the author's copy prints none that could be compared"
    told = [f"{verdicts[SAME] + verdicts[AGREES]} agree"]
    told += [f"{verdicts[EXPLAINED]} are explained"] * bool(verdicts[EXPLAINED])
    told += [f"{verdicts[CANNOT_TELL]} cannot be told"] * bool(verdicts[CANNOT_TELL])
    unsettled = verdicts.get(NOT_SETTLED, 0)  # what was kept of an earlier build has none
    told += [f"{unsettled} are not settled"] * bool(unsettled)
    told += [f"{verdicts[DIFFERS]} differ"]
    return f"of {sum(verdicts.values())} printed {', '.join(told)} ([what that means](../reproduce.md))"


def index(runs: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the page that lists the notebooks. runs: what is known of those that ran, by the names of their pages."""
    links = {one: f"[{one.title}]({f'{one.name}.md' if one.name in runs else one.address})" for one in shown()}
    rows = [[link, *_results(runs[one.name])] for one, link in links.items() if one.name in runs]
    return page(
        TITLE,
        "Notebooks from which many learned PyMC3, run unchanged by what [`migrate-reproduce`](../reproduce.md) stands"
        " on. The results of 200 more are in the [gallery](../gallery.md).\n",
        "".join(f"- {link}: {one.shows}\n" for one, link in links.items()),
        "" if len(runs) == len(links) else WITHOUT,
        table(
            ["notebook", "then, s", "now, s", "all, s", "agree", "explained", "cannot tell", "not settled", "differ"],
            rows,
        )
        if rows
        else "",
        COLUMNS if rows else "",
    )


def _results(known: Mapping[str, Any]) -> list[str]:
    verdicts, then = known["verdicts"], known["then"]
    times = [seconds(then) if then else "", seconds(known["now"]) if then else "", seconds(known["whole"])]
    others = (verdicts.get(one, 0) for one in (EXPLAINED, CANNOT_TELL, NOT_SETTLED, DIFFERS))
    return [*times, *map(str, (verdicts[SAME] + verdicts[AGREES], *others))]
