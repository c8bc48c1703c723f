"""Why a document cannot be run or compared at all."""

from __future__ import annotations


class CannotReproduce(Exception):
    """Something that the whole run needs is not there; the message says what, and what to do."""


class WrongUse(Exception):
    """The command was given arguments that make no sense together."""
