"""The error of what a format cannot say."""

from __future__ import annotations


class CannotExport(Exception):
    """A graph has no counterpart in the format: the sentence names the Op and the user's line. Nothing was written."""
