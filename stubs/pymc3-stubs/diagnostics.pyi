# Written by `python -m tools.stubs`.
from typing import Any
effective_n: Any
"""`arviz.ess` for a MultiTrace, or for whatever ArviZ takes."""
