"""What a tool shows of one verdict, in all its forms; the files beside this one make it, one a tool."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Shown:
    """The forms that a tool has; None where it has none. text: as printed. sentence: the headline within it."""

    sentence: str
    text: str
    exit_code: int
    html: str | None = None
    json: str | None = None
    junit: str | None = None
    badge: str | None = None
