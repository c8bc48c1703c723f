"""What an object depends on besides its text and compiler: this machine's processor and C library."""

from __future__ import annotations

import os
import platform
from functools import lru_cache
from pathlib import Path

from .name import is_mac

# Fields of /proc/cpuinfo: first x86's, then ARM's, whose cores have numbers in place of names.
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
    """Return what -march=native depends on: the architecture, the model and its features."""
    facts = [platform.machine()]
    try:
        # a processor may have two kinds of cores
        lines = {line.strip() for line in Path("/proc/cpuinfo").read_text().splitlines()}
        facts += sorted(line for line in lines if line.startswith(_NAMING))
    except OSError:
        facts.append(platform.processor())
        if is_mac():
            facts.append(_brand())
    return "\n".join(facts)


def _brand() -> str:
    """Return the model of a Mac's processor, as "arm" alone would be the same for all."""
    import subprocess

    try:
        asked = ["/usr/sbin/sysctl", "-n", "machdep.cpu.brand_string"]
        return subprocess.run(asked, capture_output=True, text=True, timeout=10).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return ""


@lru_cache(maxsize=1)
def c_library() -> str:
    """Return name and version of the C library, such as "glibc 2.36": an object may not load with an older one."""
    try:
        return os.confstr("CS_GNU_LIBC_VERSION") or ""
    except (AttributeError, ValueError, OSError):
        return "-".join(platform.libc_ver())


def description() -> str:
    """Return the system, its version and the processor in one word, such as "Linux-6.1.0-x86_64-with-glibc2.36"."""
    return platform.platform()
