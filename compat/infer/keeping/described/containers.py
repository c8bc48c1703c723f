"""What lists, dicts and objects hold."""

from __future__ import annotations

from typing import Any

import numpy as np

from .compiled import follows_from_the_rest
from .describing import Describing
from .raw import BUILT_IN, attributes, has_more_in_c, home, is_a, name_of
from .sources import OURS

# Attributes that say nothing new: results of earlier calls, and what others say already. A user's class has none.
_OURS = set(
    "_walk _cache _hash _derivatives _inputs _slopes _in_c _sens_ic _digest inner_graphs given_inputs origin tag "
    "shared model _model owner testval".split()
)
_OF_LIBRARIES = {"_hash", "_ufunc", "__doc__"}  # `_ufunc`: of np.vectorize
_AFTER = {"_data": {"_eval_args"}}  # FITPACK's memory in a spline of SciPy, whose ends have nothing in them
_SAID = {"local_outputs": "the graph inside", "inner": "the graph inside"}  # attributes that sentences call so
_LONG = 100  # of a name, beyond which attributes have no names of their own


def of_list(of: Describing, value: Any, label: str) -> None:
    """Describe a list."""
    numbers = all(type(one) is float for one in value)
    if numbers or all(type(one) is int and abs(one) < 2**62 for one in value):
        of.note(label, f"list {of.array(np.array(value), label)}")
    else:
        of.note(label, f"list{of.texts(value, label)}")


def of_dict(of: Describing, value: Any, label: str) -> None:
    """Describe a dict, whose order a program may look at."""
    of.note(label, f"dict{of.texts([part for pair in value.items() for part in pair], label)}")


def of_object(of: Describing, value: Any, label: str) -> None:
    """Describe an object by its class, the contents of the built-in class that it extends, and its attributes."""
    kind = type(value)
    where = home(kind)
    of.note(label, f"a {where} {'.'.join(map(str, name_of(kind)))}" if where is not None else of.text(kind, label))
    if where is None:
        if is_a(value, np.ndarray):
            of.note(label, of.array(np.asarray(value), label))
        elif has_more_in_c(value):
            of.cannot(label, f"a {name_of(kind)[1]} extends a class that shows nothing of its contents")
    for base in BUILT_IN:
        if is_a(value, base):
            of.note(label, _contents(of, base, value, label))
            break
    held, said = attributes(value), _OURS if where == OURS else _OF_LIBRARIES
    for name, one in sorted(held.items(), key=lambda pair: pair[0] if type(pair[0]) is str else ""):
        if where is not None and (name in said or held.keys() >= _AFTER.get(name, {""})):
            continue
        words = label if len(label) > _LONG else f"{_SAID.get(name, f'the attribute {name} of')} {label}"
        text = "compiled" if follows_from_the_rest(value, one) else of.text(one, words)
        of.note(label if text.startswith("<") else words, f"{name} {text}")


def _contents(of: Describing, base: type, value: Any, label: str) -> str:
    if base is dict:
        return of.texts([part for pair in dict.items(value) for part in pair], label)
    if base in (list, tuple):
        return of.texts(list(base.__iter__(value)), label)  # type: ignore[attr-defined]
    if base in (set, frozenset):
        return of.text(frozenset(base.__iter__(value)), label)  # type: ignore[attr-defined]
    return base.__repr__(value)


__all__ = ["of_dict", "of_list", "of_object"]
