"""The length of a text, as far as compile time depends on it."""

from __future__ import annotations

SHARED = "shared"  # the struct that carries values between the parts of a function (outline.py)


def text_length(text: str) -> int:
    """Return the lines of `text` without those that outlining adds: copies of values, and a struct member for each."""
    carried = text.count(f"{SHARED}->") + text.count(f"{SHARED}.") + text.count(f"\n    {SHARED}")
    return text.count("\n") - carried
