"""`python -m theano_migrate check|compare|convert|port|reproduce ...`: also `migrate-check`, `migrate-compare` ..."""

from __future__ import annotations

import importlib
import sys

from theano_common.printing import say

USAGE = """usage: python -m theano_migrate check PATHS...              what in this code will break or differ
       python -m theano_migrate compare SAVED SCRIPT_OR_NEW does the new posterior agree with the saved one
       python -m theano_migrate convert OLD NEW             a saved posterior as .npz, .nc, .csv or a folder
       python -m theano_migrate port PATHS...               the same model for PyMC of today
       python -m theano_migrate reproduce PATH              do old documents still print their numbers"""


def main(arguments: list[str] | None = None) -> int:
    """Run the named command; exit code 2 if there is none of that name."""
    command, *rest = (sys.argv[1:] if arguments is None else arguments) or [""]
    if command in ("check", "compare", "convert", "port", "reproduce"):
        return importlib.import_module(f"theano_migrate.{command}.command").main(rest)
    asked = command in ("-h", "--help")
    say(USAGE, sys.stdout if asked else sys.stderr)
    return 0 if asked else 2


if __name__ == "__main__":
    sys.exit(main())
