"""What modules of this tree do for a name that is not in them: serve it from elsewhere, or say why it is absent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from compat.absent import absence
from compat.elsewhere import NOWHERE, elsewhere


def absent_from(module: str) -> Callable[[str], Any]:
    """A module-level `__getattr__` for `module` of this tree."""

    def __getattr__(name: str) -> Any:
        full = f"pymc3{module.removeprefix('theano_compat.pymc3_api')}.{name}"
        found = NOWHERE if name.startswith("__") else elsewhere(full)
        if found is NOWHERE:
            raise absence(full)
        return found

    return __getattr__
