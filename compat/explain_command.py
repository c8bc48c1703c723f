"""theano-compat explain [--html FILE] [--of NAME] SCRIPT [ARGUMENTS]: what a script's compiled code does and costs.

The script runs as by `theano-compat run`. Then the log densities of its models are explained, with their gradients;
if there is no model, the functions that it compiled, at the arguments of their last call.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import Any

from . import runner
from .explain.page import pages
from .explain.watching import WATCHED


def main(script: str, arguments: list[str], wanted: str = "", page: str | None = None) -> int:
    """Run and explain a script. Status 0; the script's if that fails; 1 if nothing of that name was compiled.

    wanted: a model or function by its name, "functions", "all", or "" for the most relevant. page: an HTML file to
    write.
    """
    status = run_watched(script, arguments)
    if status:
        return status
    found = chosen(WATCHED.models, WATCHED.functions, wanted)
    if not found:
        names = ", ".join(sorted({f.name for f in WATCHED.functions if f.name})) or "none"
        print(
            f"{script} compiled nothing{f' called {wanted!r}' if wanted else ''}. Its functions: {names}; models: "
            f"{len(WATCHED.models)}.",
            file=sys.stderr,
        )
        return 1
    shown = []
    for explain in found:
        try:
            shown.append(explain())
        except (NotImplementedError, TypeError) as reason:  # a discrete model; a function without a call
            print(f"Not explained: {reason}", file=sys.stderr)
    for explanation in shown:
        print(f"{explanation}\n")
    if page is not None and shown:
        with open(page, "w", encoding="utf-8") as file:
            file.write(pages(shown))
        print(f"Written: {page}")
    return 0 if shown else 1


def run_watched(script: str, arguments: list[str]) -> int:
    """Run the script, record what it compiles in WATCHED, and return its status."""
    WATCHED.on = True
    try:
        return runner.run_script(script, arguments)
    except SystemExit as end:  # a script may end so in success
        if end.code not in (None, 0):
            raise
        return 0
    finally:
        WATCHED.on = False


def chosen(models: Iterable[Any], functions: Iterable[Any], wanted: str) -> list[Callable[[], Any]]:
    """Return a function for each explanation asked for: by name, "functions", "all", or "" for the most relevant."""
    of_models = [m.explain for m in models if wanted in ("", "all") or (wanted and m.name == wanted)]
    if of_models and wanted != "all":
        return of_models
    called = [f for f in functions if f.last_values is not None or not wanted]
    if wanted in ("", "all", "functions"):
        return [*of_models, *(_at_last(f) for f in called)]
    return [_at_last(f) for f in functions if f.name == wanted]


def _at_last(f: Any) -> Callable[[], Any]:
    """Return a function that explains `f` at the arguments of its last call."""
    return lambda: f.explain() if f.last_values is None else f.explain(*f.last_values)
