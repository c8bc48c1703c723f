"""What ArviZ 1 does not have: the sentence that says so, with what to do."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from theano_common.installing import pip_install


def gone(arviz: ModuleType, name: str) -> str:
    """Return the sentence for a function."""
    return f"ArviZ {arviz.__version__} has no `{name}`; ArviZ 0.2x has: {pip_install('arviz<1')}."


def refuse(name: str, given: dict[str, Any], **refused: bool) -> None:
    """Raise TypeError for arguments of a function that ArviZ 1 lacks. refused: by name, whether it was asked for."""
    wrong = [key for key, value in given.items() if value is not None] + [
        key for key, is_so in refused.items() if is_so
    ]
    if wrong:
        raise TypeError(
            f"{name}() has no {' and no '.join(wrong)} with ArviZ 1; ArviZ 0.2x has: {pip_install('arviz<1')}."
        )
