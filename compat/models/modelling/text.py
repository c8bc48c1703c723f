"""A model as text, one line for each variable, plain or in LaTeX."""

from __future__ import annotations

from typing import Any

from ...emulated_versions import older_than

_ARRAY = r"""$$
                \begin{{array}}{{rcl}}
                {}
                \end{{array}}
                $$"""
_UNTOLD = ("TransformedDistribution", "NoDistribution")


def model_text(model: Any, formatting: str) -> str:
    """Return the text of a model; `formatting` is plain or latex, with or without "_with_params"."""
    shown = [*model.unobserved_RVs, *model.observed_RVs]
    if "latex" in formatting:
        if older_than("3.9"):  # transformed variables and missing values have no text
            shown = [v for v in shown if type(getattr(v, "distribution", None)).__name__ not in _UNTOLD]
        lines = [v.__latex__(formatting=formatting) for v in shown if hasattr(v, "__latex__")]
        return _ARRAY.format(r"\\".join(t.replace(r"\sim", r"&\sim &").strip("$") for t in lines if t is not None))
    pairs = [str(v).split(" ~ ", 1) for v in shown if " ~ " in str(v)]
    width = max((len(name) for name, _ in pairs), default=0)
    return "\n".join(f"{name:>{width}} ~ {kind}" for name, kind in pairs)
