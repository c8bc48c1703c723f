"""The model of the innermost `with` block."""

from __future__ import annotations

import threading
from typing import Any

CONTEXTS = threading.local()  # `stack`: the models of the blocks that a thread is in, innermost last


def innermost_model() -> Any:
    """Return the innermost model, or None."""
    stack = getattr(CONTEXTS, "stack", None)
    return stack[-1] if stack else None


def modelcontext(model: Any) -> Any:
    """Return the model itself, or else the innermost model. TypeError if there is none.

    model: a Model, or None.
    """
    if model is None:
        model = innermost_model()
        if model is None:
            raise TypeError("No model on context stack.")
    return model
