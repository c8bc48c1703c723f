"""theano-compat cache [list [--all]|verify|clear]: the compiled objects that are kept between runs."""

from .backends.c.compilers import cache

SHOWN = 20  # the most recently used objects


def main(action: str = "list", show_all: bool = False) -> int:
    """Run `action`: list, verify or clear. Status 1 if `verify` found damaged objects (rebuilt when next needed)."""
    folder = cache.directory()
    if action == "list":
        entries = sorted(cache.entries(), key=lambda entry: entry.used, reverse=True)
        shown = entries if show_all else entries[:SHOWN]
        for entry in shown:
            print(f"{entry.key}  {entry.size / 1e3:8.1f} kB  last used {_ago(entry.used)}")
        if len(shown) < len(entries):
            print(f"... and {len(entries) - len(shown)} used longer ago (--all shows them)")
        total = sum(entry.size for entry in entries) / 1e6
        print(f"{len(entries)} compiled objects, {total:.1f} MB, in {folder}")
        return 0
    if action == "verify":
        damaged = cache.verify()
        for entry in damaged:
            print(f"damaged and removed: {entry.path}")
        print(f"{len(damaged)} damaged objects in {folder}; each is rebuilt when next needed")
        return 1 if damaged else 0
    print(f"{cache.clear()} compiled objects removed from {folder}")
    return 0


def _ago(timestamp: float) -> str:
    import time

    seconds = max(0.0, time.time() - timestamp)
    for unit, length in (("days", 86400.0), ("hours", 3600.0), ("minutes", 60.0)):
        if seconds >= 2 * length:
            return f"{seconds / length:.0f} {unit} ago"
    return f"{seconds:.0f} seconds ago"
