"""Apply a function to many items, in several processes if that pays; results come in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

State = TypeVar("State")
Item = TypeVar("Item")
Result = TypeVar("Result")
FEW = 60  # items that one process can do before others have started
CHUNK = 16

_state: Any = None  # in a process of the pool: the state shared by all of its items


def in_order(
    function: Callable[[State, Item], Result], state: State, items: Sequence[Item], processes: int
) -> Iterator[Result]:
    """Yield function(state, item) for each item. A killed process costs time but no result."""
    if processes < 2 or len(items) < FEW:
        yield from (function(state, item) for item in items)
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from itertools import repeat
    from multiprocessing import get_context

    done = 0
    try:
        with ProcessPoolExecutor(processes, get_context("spawn"), _begin, (state,)) as pool:
            for result in pool.map(_do, repeat(function), items, chunksize=CHUNK):
                done += 1
                yield result
    except BrokenProcessPool:
        yield from (function(state, item) for item in items[done:])


def _begin(state: object) -> None:
    import gc

    global _state
    _state = state
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)  # syntax trees are many objects without cycles


def _do(function: Callable[[Any, Any], Any], item: object) -> Any:
    return function(_state, item)
