"""The functions that samplers call, in C; compilation/densities/density.py documents their signatures."""

from __future__ import annotations

from .status import LOOK, UNDEFINED
from .support_functions.text import SupportText

_FILES = {"logp": "logp.c", "expand": "expand.c"}


def entry_text(entry: str, data: int, outputs: int) -> str:
    """Return the text of the function `entry` ("logp", "expand"; "" for none) of a Program with `data` inputs."""
    if not entry:
        return ""
    words = {"DATA": f"{data}", "OUTPUTS": f"{outputs}", "UNDEFINED": f"{UNDEFINED}", "LOOK": f"({LOOK + 1} - 1)"}
    return "\n" + SupportText(_FILES[entry], words=words).text
