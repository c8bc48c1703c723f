# Written by `python -m tools.stubs`.
from typing import Any
full_version: Any
short_version: Any
version: Any
