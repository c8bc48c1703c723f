"""The model that a `with` block is in."""

from __future__ import annotations

from typing import Any


def innermost_model() -> Any:
    """The innermost model, or None."""
    from compat.pymc3_api.model import Model

    return Model.get_context(error_if_none=False)


def modelcontext(model: Any) -> Any:
    """`model` itself, or the innermost one; TypeError where there is none."""
    if model is None:
        model = innermost_model()
        if model is None:
            raise TypeError("No model on context stack.")
    return model
