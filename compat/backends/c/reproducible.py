"""What `config.reproducible` refuses: calls of functions that give other bits on another machine."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_letters, digits

from ...graph.fallbacks import FallbackError
from ...graph.variable import Apply
from . import threads, workspace
from .support_functions.libm import ONE, TWO
from .support_functions.vector import OWN

_OURS = {*threads.TYPES, *workspace.TYPES, "openblas_threads"}  # which compute no numbers
_COMPLEX = (
    "exp",
    "log",
    "sqrt",
    "pow",
    *(f"{a}{name}{h}" for a in ("", "a") for name in ("sin", "cos", "tan") for h in ("", "h")),
)
_OTHERS = ({*ONE, *TWO} - {*OWN}) | {"tgamma", "j0", "j1", *("c" + name for name in _COMPLEX)}
_NAMES = {f"{name}{f}": name for name in _OTHERS for f in ("", "f")}


def check(text: str, pointers: Sequence[str], called: Sequence[Apply]) -> None:
    """Raise FallbackError, with a sentence, for a unit that calls Python, SciPy or what libm has and we have not.

    text: what a unit has behind its prototypes.
    """
    words = (before[len(before.rstrip(ascii_letters + digits + "_")) :] for before in text.split("("))
    of_libm = dict.fromkeys(_NAMES[word] for word in words if word in _NAMES)
    others = [f"{name.removeprefix('compat_')} of SciPy" for name in pointers if name not in _OURS]
    names = [
        *(node.op.compat_plain_name for node in called),
        *others,
        *(f"{name} of the C library" for name in of_libm),
    ]
    if names:
        raise FallbackError(
            f"config.reproducible is True, and this function would call {', '.join(names)}, whose results differ from "
            "machine to machine: compute it without, or set config.reproducible = False"
        )
