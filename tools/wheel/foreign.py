"""Wheels for machines that are not this one, compiled by zig, which has the headers and libraries of each."""

from __future__ import annotations

import sys

# The tag of a wheel -> zig's name of the machine. Headers of Python and NumPy are this machine's: the stable ABI has
# the same ones on all machines of 64 bits with this byte order.
TARGETS = {
    "manylinux_2_17_x86_64": "x86_64-linux-gnu.2.17",
    "manylinux_2_17_aarch64": "aarch64-linux-gnu.2.17",
    "musllinux_1_2_x86_64": "x86_64-linux-musl",
    "musllinux_1_2_aarch64": "aarch64-linux-musl",
}


def settings_of(platform: str) -> dict[str, str]:
    """Return the environment variables with which setuptools compiles for a platform."""
    zig = f"{sys.executable} -m ziglang cc -target {TARGETS[platform]}"
    return {"CC": zig, "LDSHARED": f"{zig} -shared -s", "CFLAGS": "-O2 -DNDEBUG -fPIC", "ARCHFLAGS": ""}
