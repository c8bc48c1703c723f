"""`python -m tools.differences`: runs the checks of the table of differences, and counts.

    --only WORD ...   the rows alone whose name has one of these words
    --in NAME ...     the environments alone
    --shown           print what each program prints, also where it is what the table says
    --page            write docs/differences.md, and run nothing

Environments that are not there are made: PyMC 6 as for ports (`make port-venv`), old releases in
$THEANO_COMPAT_ORACLES or the cache folder, of the Pythons that pyenv has. The status is 1 where a check does not hold,
or could not be run.
"""

from __future__ import annotations

import argparse
import difflib
import sys
from collections import Counter
from collections.abc import Sequence

from theano_common.differences.table import Difference, differences
from theano_migrate.port.certificate.errors import CannotCertify
from tools.differences import checks
from tools.differences.page import PAGE, page
from tools.differences.uses import uses


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command, and return its status."""
    options = _parser().parse_args(arguments)
    if options.page:
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    rows = [row for row in differences() if not options.only or any(word in row.name for word in options.only)]
    programs = [
        one for one in checks.asked(rows) if not options.environments or one.environment in options.environments
    ]
    held: Counter[bool] = Counter()
    not_run = 0
    for environment, some in checks.by_environment(programs).items():
        try:
            python = checks.python_of(environment)
        except (SystemExit, CannotCertify) as error:
            print(f"{environment}: {error}", file=sys.stderr)
            not_run += len(some)
            continue
        assert python is not None
        for one, text in checks.printed(some, python):
            held[text == one.prints] += 1
            if text != one.prints or options.shown:
                print(_told(one, text), flush=True)
    print(_counts(rows, held, not_run))
    return 1 if held[False] or not_run else 0


def _told(one: checks.Asked, text: str) -> str:
    if text == one.prints:
        return f"{one.name}: holds\n{text}"
    lines = difflib.unified_diff(one.prints.splitlines(), text.splitlines(), "the table", "printed", n=1, lineterm="")
    return "\n".join([f"{one.name}: does not hold", *lines, ""])


def _counts(rows: Sequence[Difference], held: Counter[bool], not_run: int) -> str:
    with_checks = sum(1 for row in rows if row.checks)
    silent = sum(1 for row in rows if row.effect == "silent")
    lines = [
        f"{len(rows)} rows, {with_checks} of them with checks, {silent} silent",
        f"{held.total()} checks run, {held[True]} hold" + (f", {not_run} could not be run" if not_run else ""),
        *(f"{tool}: {count} rows" for tool, count in uses(rows).items()),
    ]
    return "\n".join(lines)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=(__doc__ or "").partition("\n")[0], formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", nargs="+", default=[], metavar="WORD")
    parser.add_argument("--in", nargs="+", default=[], dest="environments", metavar="NAME")
    parser.add_argument("--shown", action="store_true")
    parser.add_argument("--page", action="store_true")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
