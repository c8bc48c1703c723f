"""How long a text is for a compiler."""

from __future__ import annotations

SHARED = "shared"  # the struct that carries values between the parts of a function (outline.py)


def text_length(text: str) -> int:
    """Lines of `text`, but for those that carry values: the copies, and a member of the struct for each."""
    carried = text.count(f"{SHARED}->") + text.count(f"{SHARED}.") + text.count(f"\n    {SHARED}")
    return text.count("\n") - carried


__all__ = ["SHARED", "text_length"]
