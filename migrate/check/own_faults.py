"""Contexts for work on one file, so that a bug of ours in one file does not end the run over all of them."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from theano_common.read_source import Unreadable

DEEP = 20_000  # frames: a sum of two thousand terms is a tree as deep


@contextmanager
def own_faults() -> Iterator[None]:
    """Turn an error of our own into Unreadable (MC905); a RecursionError is blamed on the file (MC901)."""
    try:
        yield
    except Unreadable:
        raise
    except RecursionError:
        raise Unreadable("MC901", "its expressions are nested too deeply to follow") from None
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}, line {place.lineno}"
        raise Unreadable("MC905", f"{type(error).__name__} in {where}: {error}") from error


@contextmanager
def deep() -> Iterator[None]:
    """Allow as many frames as a deep syntax tree needs."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(DEEP, limit))
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)
