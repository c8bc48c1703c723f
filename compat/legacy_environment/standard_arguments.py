"""Arguments that functions of Python's own library no longer accept."""

import functools
from collections.abc import Callable, Set
from typing import Any

from .restored_name import Narrowed


def _of_sets(real: Callable[..., Any]) -> Callable[..., Any]:
    """Sample a set as the tuple of its elements, as until Python 3.10."""

    @functools.wraps(real)
    def wider(population: Any, *args: Any, **kwargs: Any) -> Any:
        return real(tuple(population) if isinstance(population, Set) else population, *args, **kwargs)

    return wider


def _by_a_function(real: Callable[..., Any]) -> Callable[..., Any]:
    """Accept the random function of `shuffle(x, random)`, as until Python 3.10."""

    @functools.wraps(real)
    def wider(x: Any, random: Callable[[], float] | None = None) -> None:
        if random is None:
            return real(x)
        for i in reversed(range(1, len(x))):
            j = int(random() * (i + 1))
            x[i], x[j] = x[j], x[i]

    return wider


TABLE = (
    Narrowed("random", "sample", _of_sets, "takes sets again", "set"),
    Narrowed("random", "shuffle", _by_a_function, "takes a function again", "random *"),
)
