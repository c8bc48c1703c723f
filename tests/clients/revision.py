"""When, and by which commit of ours, a row of a table was made."""

from __future__ import annotations

import datetime
import functools
import subprocess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def now() -> dict[str, str]:
    """Return what a row that is made now says of that."""
    return {"date": datetime.date.today().isoformat(), "revision": _revision()}


def shown(row: dict[str, Any]) -> str:
    """Return what a table shows of it; rows of before 26 November 2026 know no commit."""
    return f"{row['date']} {row.get('revision', '')}".strip()


@functools.cache
def _revision() -> str:
    """The first eight letters of our commit; nothing where this is no checkout."""
    command = ["git", "-C", str(ROOT), "rev-parse", "--short=8", "HEAD"]
    try:
        done = subprocess.run(command, capture_output=True, text=True)
    except FileNotFoundError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
