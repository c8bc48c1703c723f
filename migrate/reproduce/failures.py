"""Why a cell failed, in a word: whose fault it is, as far as its error tells, and which cell failed first."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from theano_common.users_lines import folders

from . import file_names
from .bound_names import bound_names, given_names, needed_names, tree
from .documents import written
from .failed_names import unfinished
from .inside.sitecustomize import REFUSED
from .notebook_file import Cell
from .running.kernel import TIMED_OUT
from .running.result import RanCell

OURS, LIBRARY, NETWORK, DATA = "ours", "another library", "network", "data that are not there"
PACKAGE, TIME, BEFORE, DOCUMENT = "a package that is not there", "time", "an earlier cell", "its own"
CAUSES = (OURS, LIBRARY, NETWORK, DATA, PACKAGE, TIME, BEFORE, DOCUMENT)
UNREACHED = re.compile(
    rf"{REFUSED}|Name or service not known|Temporary failure in name resolution|Network is unreachable"
    r"|getaddrinfo failed|Max retries exceeded|127\.0\.0\.1.*(?:port 9\b|:9\b)"
)
AT_HOME = re.compile(
    r"['\"](/(?:home|Users)/[^/'\"]+/[^'\"]+)['\"] is not a valid package style"
)  # a style file of the author's
NAME = re.compile(r"name '(\w+)' is not defined")
KEYWORD = re.compile(r"unexpected keyword argument '(\w+)'")
CALLED = re.compile(r"^(<lambda>|\w+)[\w.<>]*\(\) (?:got |missing \d|takes )")
INSIDE_A_MODULE = re.compile(
    r"^cannot import name '\w+' from (?:partially initialized module )?'([\w.]+)'|^No module named '(\w+)\."
)
OF_MODULE = re.compile(r"^module '([\w.]+)' has no attribute")
INSTALLED = ("theano_compat", "theano_environment")
CHECKED_OUT = {"compat", *(Path(one).name for one in folders("theano_environment"))} - {*INSTALLED}  # of a checkout
FRAME = re.compile(
    r"(?:File |^|[~\s])(?:\")?"
    rf"(/?[^\s\"<>]*/(?:{'|'.join(('site-packages', 'dist-packages', *INSTALLED, *sorted(CHECKED_OUT)))})/[^\s\":]+)",
    re.M,
)
OUR_MODULES = {"theano", "pymc3", "theano_compat", "theano_environment"}


@dataclass
class Before:
    """What the cells before a cell did, and would have done had they not failed; a cell is known by its number.

    names, files: what a failed cell would have given or written -> the cell that failed first. anything: the cell whose
    `from x import *` failed. imported: name -> module. defined: names that the document's own text gives. stale: those
    of `names` that have a value of before: a failed cell would have given another.
    """

    names: dict[str, int] = field(default_factory=dict)
    files: dict[str, int] = field(default_factory=dict)
    anything: int = 0
    imported: dict[str, str] = field(default_factory=dict)
    defined: set[str] = field(default_factory=set)
    stale: dict[str, int] = field(default_factory=dict)

    def add(self, cell: Cell, failed: int, trace: str = "") -> None:
        """Count a cell in; failed: the cell that failed first where it did, else 0; trace: its traceback."""
        bound, earlier = dict(bound_names(cell.python)), set(self.defined)
        for name, module in bound.items():
            self.names.pop(name, None)
            self.stale.pop(name, None)
            self.imported.pop(name, None)
            if module:
                self.imported[name] = module
            else:
                self.defined.add(name)
        if failed:
            self.names |= dict.fromkeys(bound, failed)
            self.stale |= dict.fromkeys(earlier.intersection(given_names(unfinished(cell.python, trace))), failed)
            self.files |= dict.fromkeys(written(cell.source), failed)
            self.anything = self.anything or failed * ("*" in bound)


@dataclass(frozen=True)
class Where:
    """Where a document ran: its folder, and the files of the repository, all relative to its top."""

    folder: Path = Path()
    files: Sequence[PurePosixPath] = ()


@dataclass(frozen=True)
class Failure:
    """Why a cell failed.

    cause: a word of `CAUSES`. first: the number of the cell by which it failed, its own or an earlier one, 0 of another
    document. found: where a file that it missed is.
    """

    cause: str
    first: int
    found: str = ""


def failure(cell: Cell, now: RanCell, before: Before, where: Where | None = None) -> Failure:
    """Return why a cell failed."""
    name, message = now.name, now.message
    if name == "NameError" and (match := NAME.search(message)) and (first := _lost(match[1], before)):
        return Failure(BEFORE, first)
    cause = _cause(cell, now, before, where or Where())
    stale = needed_names(tree(cell.python)) & before.stale.keys()
    if stale and cause in (OURS, LIBRARY, DOCUMENT):
        return Failure(BEFORE, min(before.stale[one] for one in stale))
    if cause != DATA:
        return Failure(cause, cell.number)
    file = file_names.missing(message)
    last = re.split(r"[\\/]", file)[-1]
    if last in before.files:
        return Failure(BEFORE, before.files[last])
    if not file or where is None:
        return Failure(DATA, cell.number)
    found, as_asked = file_names.instead(file, where.folder, where.files)
    return Failure(DOCUMENT if as_asked else DATA, cell.number, found)


def _lost(name: str, before: Before) -> int:
    return before.names.get(name) or (before.anything if name not in before.defined else 0)


def _cause(cell: Cell, now: RanCell, before: Before, where: Where) -> str:
    if now.name == TIMED_OUT:
        return TIME
    if UNREACHED.search(f"{now.message}\n{now.trace[-4000:]}"):
        return NETWORK
    if (
        now.name in ("FileNotFoundError", "NotADirectoryError")
        or "No such file" in now.message
        or AT_HOME.search(now.message)
    ):
        return DATA
    if now.name in ("ModuleNotFoundError", "ImportError") and "theano" not in now.message:
        if match := INSIDE_A_MODULE.search(now.message):  # its package is there
            return _of_module(match[1] or match[2], before, where)
        return OURS if "pymc3" in now.message else PACKAGE
    if (match := CALLED.search(now.message)) and match[1] in {
        "<lambda>",
        *before.defined,
        *dict(bound_names(cell.python)),
    }:
        return DOCUMENT  # another library calls it, as an optimiser does
    if match := KEYWORD.search(now.message):
        return _of_keyword(match[1], cell, now, before, where)
    if match := OF_MODULE.search(now.message):
        return _of_module(match[1], before, where)
    frames = _frames(now)
    if not frames:
        return OURS if "theano-compat" in now.trace + now.message else DOCUMENT
    return frames[-1]


def _frames(now: RanCell) -> list[str]:
    """Return whose code each frame of a traceback stands in that is not the document's: ours, or another library's."""
    paths = [one.replace("\\", "/") for one in FRAME.findall(now.trace)]
    return [
        OURS
        if any(f"/{ours}/" in one for ours in INSTALLED)
        or "site-packages" not in one
        and any(f"/{ours}/" in one for ours in CHECKED_OUT)
        else LIBRARY
        for one in paths
    ]


def _of_keyword(keyword: str, cell: Cell, now: RanCell, before: Before, where: Where) -> str:
    """Return whose function lacks a keyword: that which the document calls with it, whatever that hands it on to."""
    if frames := _frames(now):
        return frames[0]
    text = cell.python
    known = {**before.imported, **{name: module for name, module in bound_names(text) if module}}
    modules = [known[name] for name in _called_with(text, keyword) if name in known]
    return _of_module(modules[0], before, where) if modules else DOCUMENT


def _of_module(module: str, before: Before, where: Where) -> str:
    top = module.partition(".")[0]
    if top in OUR_MODULES:
        return OURS
    own = top in before.defined or any(top in one.with_suffix("").parts for one in where.files)
    return DOCUMENT if own else LIBRARY


def _called_with(text: str, keyword: str) -> Iterator[str]:
    """Yield the first name of each function that a text calls with a keyword: `np` of `np.histogramdd`."""
    for node in ast.walk(tree(text)):
        if isinstance(node, ast.Call) and any(one.arg == keyword for one in node.keywords):
            function = node.func
            while isinstance(function, ast.Attribute):
                function = function.value
            if isinstance(function, ast.Name):
                yield function.id
