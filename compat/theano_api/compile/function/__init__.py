"""`theano.compile.function` is a function and, when imported, a module with `types` and `pfunc`."""

from __future__ import annotations

import importlib
import pickle
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from ....functions.function import function
from ....importing.legacy_modules import home
from ....importing.module_getattr import absent_from
from ...callable_module import make_callable
from .pfunc import pfunc

make_callable(__name__, function)


def function_dump(
    filename: str,
    inputs: Sequence[Any],
    outputs: Any = None,
    mode: Any = None,
    updates: Mapping[Any, Any] | Sequence[Any] | None = None,
    givens: Any = None,
    no_default_updates: Any = False,
    accept_inplace: bool = False,
    name: str | None = None,
    rebuild_strict: bool = True,
    allow_input_downcast: bool | None = None,
    profile: Any = None,
    on_unused_input: str | None = None,
    extra_tag_to_remove: str | None = None,
) -> None:
    """Pickle the arguments of theano.function, uncompiled: `theano.function(**pickle.load(file))` compiles them.

    filename: the path of the file. extra_tag_to_remove: the name of an attribute of `tag` that is left out. inputs,
    outputs, mode, updates, givens, no_default_updates, accept_inplace, name, rebuild_strict, allow_input_downcast,
    profile, on_unused_input: as in theano.function.
    """
    arguments = dict(
        inputs=inputs,
        outputs=outputs,
        mode=mode,
        updates=updates,
        givens=givens,
        no_default_updates=no_default_updates,
        accept_inplace=accept_inplace,
        name=name,
        rebuild_strict=rebuild_strict,
        allow_input_downcast=allow_input_downcast,
        profile=profile,
        on_unused_input=on_unused_input,
    )
    picklers = importlib.import_module(home("theano.misc.pkl_utils"))  # a module that few programs use
    depth = sys.getrecursionlimit()
    sys.setrecursionlimit(max(depth, 50_000))  # pickle recurses along every path of the graph
    try:
        with open(filename, "wb") as file:
            picklers.StripPickler(file, pickle.HIGHEST_PROTOCOL, extra_tag_to_remove).dump(arguments)
    finally:
        sys.setrecursionlimit(depth)


__all__ = ["function", "function_dump", "pfunc"]
__getattr__ = absent_from(__name__)
