# Written by `python -m tools.stubs`.
from typing import Any
softsign: Any
"""Elementwise: x / (1 + |x|)."""
