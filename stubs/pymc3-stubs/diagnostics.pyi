# Written by `python -m tools.stubs`.
from typing import Any
effective_n: Any
"""Return the effective sample size of each element of each variable: `arviz.ess`."""
