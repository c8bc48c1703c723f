"""`python -m migrate check|compare ...`: the same as `migrate-check` and `migrate-compare`."""

from __future__ import annotations

import sys

USAGE = """usage: python -m migrate check PATHS...              what in this code will break or differ
       python -m migrate compare SAVED SCRIPT_OR_NEW does the new posterior agree with the saved one"""


def main(arguments: list[str] | None = None) -> int:
    """Hand over to the named command; exit code 2 when there is none of that name."""
    command, *rest = (sys.argv[1:] if arguments is None else arguments) or [""]
    if command == "check":
        from migrate.check.command import main as run
    elif command == "compare":
        from migrate.compare.command import main as run
    else:
        print(USAGE, file=sys.stdout if command in ("-h", "--help") else sys.stderr)
        return 0 if command in ("-h", "--help") else 2
    return run(rest)


if __name__ == "__main__":
    sys.exit(main())
