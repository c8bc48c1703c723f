"""Writing a file in one step, and what its certificate counts by."""

from __future__ import annotations

import os
from pathlib import Path

from ..graph.traversal import leaves
from .signature import Signature


def rounding(signature: Signature) -> str | None:
    """Return float32 where some values are: an output in float64 has no more digits than they."""
    several = (*signature.inputs.values(), *signature.changing.values(), *leaves(list(signature.outputs.values())))
    return "float32" if any(getattr(v.type, "dtype", "") == "float32" for v in several) else None


def replaced(path: Path, data: bytes) -> None:
    """Write the file in one step: an error leaves what was there."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(data)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
