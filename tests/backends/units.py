"""Translation units for tests of building and keeping."""

from __future__ import annotations

import uuid

from theano_compat.backends.c.compilers import build


def zig_compiles() -> bool:
    """Whether the compiler is zig: a cache of its own, of 30 MB, lies in ours."""
    return any("zig" in word for word in build.compiler().command[1:])


def new_text() -> str:
    """A unit that no cache has: `answer()` is 42."""
    return f"int answer(void) {{ return 42; }}\n/* {uuid.uuid4().hex} */\n"
