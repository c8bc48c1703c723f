"""Why a cell failed, in a word: whose fault it is, as far as its error tells."""

from __future__ import annotations

import re

from .inside.sitecustomize import REFUSED
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
FRAME = re.compile(
    r"(?:File |^|[~\s])(?:\")?(/?[^\s\"<>]*/(?:site-packages|dist-packages|theano_compat|compat)/[^\s\":]+)", re.M
)


def cause(cell: RanCell, failed_before: bool, text: str = "") -> str:
    """Return whose fault the failure of a cell is. text: what the cells printed before, where programs may be told."""
    if cell.name == TIMED_OUT:
        return TIME
    if UNREACHED.search(f"{cell.message}\n{cell.trace[-4000:]}"):
        return NETWORK
    if (
        cell.name in ("FileNotFoundError", "NotADirectoryError")
        or "No such file" in cell.message
        or AT_HOME.search(cell.message)
    ):
        return BEFORE if failed_before else DATA
    if cell.name in ("ModuleNotFoundError", "ImportError") and "theano" not in cell.message:
        return OURS if "pymc3" in cell.message else PACKAGE
    if cell.name == "NameError" and NAME.search(cell.message) and failed_before:
        return BEFORE
    where = [one.replace("\\", "/") for one in FRAME.findall(cell.trace)]
    if not where:
        return OURS if "theano-compat" in cell.trace + cell.message else DOCUMENT
    last = where[-1]
    return OURS if "/theano_compat/" in last or "/compat/" in last and "site-packages" not in last else LIBRARY
