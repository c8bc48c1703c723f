# Written by `python -m tools.stubs`.
from typing import Any
register_uncanonicalize: Any
"""Let a local optimizer run with our rules of the list 'specialise', in all functions from now on."""
