"""Translation units for tests of building and keeping."""

from __future__ import annotations

import uuid


def new_text() -> str:
    """A unit that no cache has: `answer()` is 42."""
    return f"int answer(void) {{ return 42; }}\n/* {uuid.uuid4().hex} */\n"
