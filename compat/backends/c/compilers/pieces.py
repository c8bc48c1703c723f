"""A unit in pieces (support/pieces.h): compilers make an object of each, side by side, and one of them links these."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from theano_common.system.cores import cores

_Done = TypeVar("_Done")


def number_of_pieces(text: str) -> int:
    """Return how many pieces of a unit are compiled side by side: 1 if it is not cut, or there is one core."""
    pieces = 1
    while f"#if PIECE({pieces})\n" in text:
        pieces += 1
    return pieces if cores() > 1 else 1


def objects(
    options: Sequence[str], source: str, pieces: int, run: Callable[[list[str]], _Done]
) -> tuple[list[str], list[_Done]]:
    """Run a compiler for each piece of a file, all at once; return the objects' names, and what `run` returned.

    run: of arguments of the compiler.
    """
    from concurrent.futures import ThreadPoolExecutor  # an import of ours does without it

    names = [f"{k}.o" for k in range(pieces)]
    arguments = [[*options, "-c", f"-DCOMPAT_PIECE={k}", "-o", name, source] for k, name in enumerate(names)]
    with ThreadPoolExecutor(pieces) as pool:
        return names, list(pool.map(run, arguments))
