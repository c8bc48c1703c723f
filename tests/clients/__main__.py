"""`python -m tests.clients [NAME ...]`: packages of other people, unchanged, with what of their tests passes."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from tests.clients import exclusions, real_outcomes, recipes, revision, table
from tests.clients.environments import CannotMake, environment, real_environment
from tests.clients.recipes import HERE, Recipe
from tests.clients.running import run
from tests.clients.scoring import scored
from tools.firing import table as firing


def main(given: Sequence[str] | None = None) -> int:
    """0: all that counts passed. 1: not so. 2: a client could not be fetched."""
    parser = argparse.ArgumentParser(prog="python -m tests.clients", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*recipes.names(), []], help="clients (default: all)")
    parser.add_argument("--real", action="store_true", help="on the real library, to know what passes there")
    parser.add_argument("--minutes", type=int, default=120, help="for a client's tests; with --real what ran counts")
    parser.add_argument("--only", default="", help="pytest's -k; nothing is kept of such a run")
    parser.add_argument(
        "--scripts", action="store_true", help="only the scripts, for what the real library makes of them"
    )
    parser.add_argument("--table", action="store_true", help="only write docs/clients.md from what is kept")
    options = parser.parse_args(given)
    status = 0
    for name in [] if options.table else options.names or recipes.names():
        recipe = recipes.read(name)
        if options.real and recipe.real is None:
            continue
        try:
            one = _on_the_real_library if options.real else _here
            status = max(status, one(recipe, options.only, options.scripts, 60 * options.minutes))
        except CannotMake as error:
            print(f"{name}: {error}", file=sys.stderr)
            status = 2
    if not (options.only or options.scripts):
        table.write()
    return status


def _here(recipe: Recipe, only: str, scripts: bool, total: int) -> int:
    place = environment(recipe)
    result = run(recipe, place, real=False, only=only, total=total, scripts_only=scripts)
    excluded = {} if only or scripts else exclusions.read(HERE / recipe.name / "exclusions.txt")
    score = scored(result, real_outcomes.read(recipe.name), excluded)
    for line in score.wrong:
        print(f"  {line}")
    print(
        f"{recipe.name}: {score.passed} of {score.counting}, excluded {sum(score.excluded.values())}, skipped "
        f"{score.skipped}; {result.compiled} functions of ours, {result.called} calls, {result.seconds:.0f} s"
    )
    if score.wrong and not score.passed:
        print(result.output)
    if not (only or scripts):
        firing.add(f"clients/{recipe.name}", recipe.name, result.fired)
        kept = {
            "title": recipe.title,
            "digest": place.digest,
            **revision.now(),
            "passed": score.passed,
            "counting": score.counting,
            "excluded": score.excluded,
            "skipped": score.skipped,
            "failed": len([w for w in score.wrong]),
            "compiled": result.compiled,
            "called": result.called,
            "seconds": round(result.seconds),
        }
        (HERE / recipe.name / "result.json").write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n")
    return int(bool(score.wrong))


def _on_the_real_library(recipe: Recipe, only: str, scripts: bool, total: int) -> int:
    result = run(recipe, real_environment(recipe), real=True, only=only, total=total, scripts_only=scripts)
    passed = sum(o == "passed" for o in result.outcomes.values())
    print(f"{recipe.name} on the real library: {passed} of {len(result.outcomes)}, {result.seconds:.0f} s")
    if not passed:
        print(result.output)
    if not only:
        earlier = real_outcomes.read(recipe.name) if scripts else {}
        stopped = {f"after {total} s": real_outcomes.STOPPED} if result.stopped else {}
        real_outcomes.write(recipe.name, earlier | result.outcomes | stopped)
    return int(not passed)


if __name__ == "__main__":
    sys.exit(main())
