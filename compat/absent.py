"""Why a legacy name is not here, in one sentence: `coverage.toml` knows."""

import functools
import tomllib
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("coverage.toml")


@functools.cache
def coverage() -> dict[str, Any]:
    """The parsed coverage table: legacy module -> its states."""
    if not FILE.exists():
        return {}
    with FILE.open("rb") as file:
        return tomllib.load(file)


def reason(module: str, name: str | None = None) -> str | None:
    """What the table says of a legacy module, or of one name in it; None if it says nothing."""
    table = coverage().get(module)
    if table is None:
        parent = module.rpartition(".")[0]
        return reason(parent) if parent else None
    for state in ("absent", "flagged"):
        names = table.get(state, {})
        if isinstance(names, dict) and name in names:
            about = names[name]
            return about if isinstance(about, str) else about.get("reason")
    return table.get("reason")


def why_absent(fullname: str, is_module: bool = False) -> str:
    """The sentence for a missing `theano.tensor.nnet.foo`, or for a missing module."""
    module, _, name = fullname.rpartition(".")
    because = reason(fullname) if is_module else reason(module, name)
    start = f"No module named '{fullname}'" if is_module else f"module '{module}' has no attribute '{name}'"
    return f"{start}: {because}" if because else start
