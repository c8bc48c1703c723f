"""The lines that warnings of other libraries name, where the library was called through a function of ours.

pandas, matplotlib and others count frames, or look for the first one that is not theirs: that is ours where we give an
old argument back. Their warnings name the user's line all the same.
"""

from __future__ import annotations

import sys
import warnings
from typing import Any, TextIO

from theano_common.users_lines import OURS, package_of, users_frame

_shown: list[Any] = []  # how warnings were shown before


def apply() -> None:
    """Let shown warnings name the user's line in place of ours, from now on."""
    if not _shown:
        _shown.append(warnings.showwarning)
        warnings.showwarning = show


def restore() -> None:
    """Undo `apply`; somebody else's way of showing warnings stays."""
    if _shown and warnings.showwarning is show:
        warnings.showwarning = _shown[0]
    _shown.clear()


def show(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    """Show a warning as before, at the user's line if it names a line of ours; see `warnings.showwarning`."""
    warned = sys._getframe(1)
    while warned is not None and warned.f_code.co_filename != filename:
        warned = warned.f_back  # type: ignore[assignment]
    if warned is not None and package_of(warned) in OURS and (users := users_frame(warned)) is not None:
        filename, lineno, line = users.f_code.co_filename, users.f_lineno, None
    before = _shown[0] if _shown else warnings._showwarning_orig  # type: ignore[attr-defined]
    before(message, category, filename, lineno, file, line)
