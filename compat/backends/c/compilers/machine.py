"""What an object depends on besides its text and its compiler: the processor and the C library of this machine."""

from __future__ import annotations

import os
import platform
import sys
from functools import lru_cache
from pathlib import Path

# Of /proc/cpuinfo: x86, then ARM, whose cores have numbers for names.
_NAMING = (
    "vendor_id",
    "cpu family",
    "model",
    "flags",
    "Features",
    "CPU implementer",
    "CPU architecture",
    "CPU variant",
    "CPU part",
)


@lru_cache(maxsize=1)
def processor() -> str:
    """Return what -march=native depends on: architecture, model, features."""
    facts = [platform.machine()]
    try:
        lines = {line.strip() for line in Path("/proc/cpuinfo").read_text().splitlines()}  # cores may be of two kinds
        facts += sorted(line for line in lines if line.startswith(_NAMING))
    except OSError:
        facts.append(platform.processor())
        if sys.platform == "darwin":
            facts.append(_brand())
    return "\n".join(facts)


def _brand() -> str:
    """Return the name of a Mac's processor: "arm" alone would be the same for all."""
    import subprocess

    try:
        asked = ["/usr/sbin/sysctl", "-n", "machdep.cpu.brand_string"]
        return subprocess.run(asked, capture_output=True, text=True, timeout=10).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return ""


@lru_cache(maxsize=1)
def c_library() -> str:
    """Name and version of the C library: "glibc 2.36"; an object may not load with an older one."""
    try:
        return os.confstr("CS_GNU_LIBC_VERSION") or ""
    except (AttributeError, ValueError, OSError):
        return "-".join(platform.libc_ver())


@lru_cache(maxsize=1)
def has_vector_maths() -> bool:
    """glibc 2.35 or later, whose libmvec has every function that libm.py declares; COMPAT_VECTOR_MATHS=0 says no."""
    if os.environ.get("COMPAT_VECTOR_MATHS") == "0" or os.environ.get("COMPAT_NO_VECTOR_MATHS"):
        return False
    name, _, version = c_library().partition(" ")
    try:
        number = tuple(map(int, version.split(".")[:2]))
    except ValueError:
        return False
    return name == "glibc" and number >= (2, 35) and platform.machine() == "x86_64"
