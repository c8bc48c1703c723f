"""The number of processors for this process: those it may run on, limited by its container."""

from __future__ import annotations

import math
import os
from collections.abc import Iterator
from pathlib import Path

CGROUPS = Path("/sys/fs/cgroup")
OWN_GROUPS = Path("/proc/self/cgroup")


def cores() -> int:
    """Return the number of processors that this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)  # not on macOS and Windows
    count = len(allowed(0)) if allowed else os.cpu_count() or 1
    return min(count, quota() or count)


def quota() -> int | None:
    """Return how many processors' time the control groups allow, rounded up; None for no limit."""
    limits = [limit for folder in _folders() if (limit := _limit(folder)) is not None]
    return max(1, math.ceil(min(limits))) if limits else None


def _folders() -> Iterator[Path]:
    """Yield the control group folders for processor time, of this process and its parents.

    Inside a container the names are the host's, and the container's own group is at the root.
    """
    try:
        lines = OWN_GROUPS.read_text().splitlines()
    except OSError:
        return
    for line in lines:
        _, controllers, name = line.split(":", 2)
        if controllers and "cpu" not in controllers.split(","):
            continue
        own = name.strip("/").split("/") if name.strip("/") else []
        for root in (CGROUPS / controllers, CGROUPS / "cpu") if controllers else (CGROUPS, CGROUPS / "unified"):
            for depth in range(len(own) + 1):
                yield root.joinpath(*own[:depth])


def _limit(folder: Path) -> float | None:
    """Return the processors that one group allows, from the files of cgroup v2 or v1; None for no limit."""
    try:
        if (file := folder / "cpu.max").exists():
            allowed, period = file.read_text().split()
        else:
            allowed = (folder / "cpu.cfs_quota_us").read_text()
            period = (folder / "cpu.cfs_period_us").read_text()
        share = float(allowed) / float(period)
    except (OSError, ValueError, ZeroDivisionError):  # no such files, or "max" as the limit
        return None
    return share if share > 0 else None  # v1 writes -1 for no limit


__all__ = ["cores", "quota"]
