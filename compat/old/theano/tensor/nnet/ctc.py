"""Source of the names: theano.tensor.nnet.ctc, which called Baidu's warp-ctc."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .....importing.module_getattr import absent_from


def ctc_available() -> bool:
    """Return False: warp-ctc is not used; `ctc_available.msg` says so."""
    ctc_available.msg = "warp-ctc is not called."  # type: ignore[attr-defined]
    return False


def ctc(activations: Any, labels: Sequence[str], input_lengths: Any) -> Any:
    """Raise RuntimeError, as Theano without warp-ctc.

    activations: of shape (time, batch, classes). labels: a matrix (batch, labels). input_lengths: a vector (batch,).
    """
    raise RuntimeError(
        "Baidu CTC is not available and ctc cannot be used: write the recursion of the forward "
        "variables with theano.scan over logsoftmax(activations)."
    )


__all__ = ["ctc", "ctc_available"]
__getattr__ = absent_from(__name__)
