"""theano-compat cache [list [--all]|verify|clear]: the compiled objects that are kept between runs."""

import sys

from .backends.c.compilers import cache

SHOWN = 20  # the most recently used objects


def main(arguments: list[str]) -> int:
    """Run the command. Status 0; 1 if `verify` found damaged objects (rebuilt when next needed); 2 for bad use."""
    show_all = "--all" in arguments
    words = [word for word in arguments if word != "--all"]
    command = words[0] if words else "list"
    if command not in ("list", "verify", "clear") or len(words) > 1 or (show_all and command != "list"):
        print("usage: theano-compat cache [list [--all]|verify|clear]", file=sys.stderr)
        return 2
    folder = cache.directory()
    if command == "list":
        entries = sorted(cache.entries(), key=lambda entry: entry.used, reverse=True)
        shown = entries if show_all else entries[:SHOWN]
        for entry in shown:
            print(f"{entry.key}  {entry.size / 1e3:8.1f} kB  last used {_ago(entry.used)}")
        if len(shown) < len(entries):
            print(f"... and {len(entries) - len(shown)} used longer ago (--all shows them)")
        total = sum(entry.size for entry in entries) / 1e6
        print(f"{len(entries)} compiled objects, {total:.1f} MB, in {folder}")
        return 0
    if command == "verify":
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
