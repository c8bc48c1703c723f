"""Arguments that functions of Python's own library no longer accept."""

import functools
import sys
from collections import OrderedDict
from collections.abc import Callable, Set
from typing import Any

from theano_common.users_lines import LIBRARIES
from theano_compat.emulated_versions import older_than

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


def _whole_floats(real: Callable[..., Any]) -> Callable[..., Any]:
    """Take whole numbers that are floats: `factorial` until Python 3.9, `randrange` until 3.11."""

    @functools.wraps(real)
    def wider(*args: Any) -> Any:
        return real(*(int(one) if isinstance(one, float) and one.is_integer() else one for one in args))

    return wider


def _ordered_rows(real: Callable[..., Any]) -> Callable[..., Any]:
    """Give the rows of a file as ordered dictionaries, as until Python 3.7, if PyMC3 3.8 is emulated."""

    @functools.wraps(real)
    def __next__(self: Any) -> Any:
        row = real(self)
        return OrderedDict(row) if older_than("3.9") else row

    return __next__


def _ordered_fields(real: Callable[..., Any]) -> Callable[..., Any]:
    """Give the fields of a named tuple as an ordered dictionary, as until Python 3.7, if PyMC3 3.8 is emulated."""

    @functools.wraps(real)
    def namedtuple(*args: Any, **kwargs: Any) -> Any:
        caller = sys._getframe(1).f_globals.get("__name__", "__main__")
        if kwargs.get("module") is None:  # or it would be ours, where pickle does not find the class
            kwargs["module"] = caller
        made = real(*args, **kwargs)
        if older_than("3.9") and caller.partition(".")[0] not in LIBRARIES:
            made._asdict = lambda self: OrderedDict(zip(self._fields, self, strict=True))
        return made

    return namedtuple


TABLE = (
    Narrowed("csv:DictReader", "__next__", _ordered_rows, "rows are ordered dictionaries if PyMC3 3.8 is emulated"),
    Narrowed("collections", "namedtuple", _ordered_fields, "so is _asdict() then"),
    Narrowed("math", "factorial", _whole_floats, "takes whole floats again"),
    *(Narrowed("random", name, _whole_floats, "takes whole floats again") for name in ("randrange", "randint")),
    Narrowed("random", "sample", _of_sets, "takes sets again", "set"),
    Narrowed("random", "shuffle", _by_a_function, "takes a function again", "random *"),
)
