"""Helpers for Python itself. Source of the names: theano.utils."""

from __future__ import annotations

import functools
import inspect
import logging
import os
import struct
import subprocess
import sys
import traceback
from collections.abc import Callable
from typing import Any

from theano_common.users_lines import warn

from ...importing.module_getattr import absent_from
from .compat import DefaultOrderedDict, cmp, exc_message, get_unbound_function
from .op_tools import (
    difference,
    flatten,
    from_return_values,
    hash_from_code,
    memoize,
    to_return_values,
    uniq,
)

LOCAL_BITWIDTH, PYTHON_INT_BITWIDTH = 8 * struct.calcsize("P"), 8 * struct.calcsize("l")
_hooks: list[Callable[..., Any]] = []


def _call_hooks(kind: Any, value: Any, trace: Any) -> None:
    for hook in _hooks:
        hook(kind, value, trace)
    sys.__excepthook__(kind, value, trace)


def add_excepthook(hook: Callable[..., Any]) -> None:
    """Call a function for uncaught exceptions, before they are printed.

    hook: the function, of (type, value, traceback).
    """
    _hooks.append(hook)
    sys.excepthook = _call_hooks


def maybe_add_to_os_environ_pathlist(var: str, newpath: str) -> None:
    """Put a path at the front of an environment variable's list of paths.

    var: the environment variable; nothing is done if it does not exist. newpath: an absolute path; nothing is done for
    another, or if the list has it.
    """
    known = os.environ.get(var)
    if known is not None and os.path.isabs(newpath) and newpath not in known.split(os.pathsep):
        os.environ[var] = os.pathsep.join([newpath, known])


def deprecated(message: str = "") -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return a decorator whose function gives one DeprecationWarning for each calling line.

    message: what to use in its place.
    """

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        printed: set[str] = set()

        @functools.wraps(function)
        def warned(*args: Any, **kwargs: Any) -> Any:
            place = "".join(traceback.format_stack(inspect.currentframe()))
            if place not in printed:
                printed.add(place)
                warn(f"Function {function.__name__} is now deprecated! {message}", DeprecationWarning)
            return function(*args, **kwargs)

        return warned

    return decorate


def subprocess_Popen(command: Any, **params: Any) -> subprocess.Popen[Any]:
    """Return a process that was started, without standard input unless one is given.

    command: a list of texts. params: further arguments of subprocess.Popen.
    """
    return subprocess.Popen(command, **{"stdin": subprocess.DEVNULL, **params})


def call_subprocess_Popen(command: Any, **params: Any) -> int:
    """Return the exit status of a command, discarding its output.

    command: a list of texts. params: further arguments of subprocess.Popen; TypeError for stdout and stderr.
    """
    if {"stdout", "stderr"} & params.keys():
        raise TypeError("don't use stderr or stdout with call_subprocess_Popen")
    process = subprocess_Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **params)
    return process.wait()


def output_subprocess_Popen(command: Any, **params: Any) -> tuple[bytes, bytes, int]:
    """Return a command's output, its error output, and its exit status.

    command: a list of texts. params: further arguments of subprocess.Popen; TypeError for stdout and stderr.
    """
    if {"stdout", "stderr"} & params.keys():
        raise TypeError("don't use stderr or stdout with output_subprocess_Popen")
    process = subprocess_Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **params)
    return (*process.communicate(), process.returncode)


def apply_across_args(*fns: Callable[..., Any]) -> Any:
    """Return functions that apply others to many arguments.

    fns: functions of a name. Those returned give for ("a", "b") and ("ab") [fn("a"), fn("b")], for 2 [fn(), fn()].
    """

    def across(fn: Callable[..., Any], *names: Any) -> Any:
        if names and isinstance(names[0], int):
            return [fn() for _ in range(names[0])]
        given = names[0] if len(names) == 1 else names
        return fn(given) if len(given) == 1 else [fn(name) for name in given]

    made = [functools.partial(across, fn) for fn in fns]
    return made[0] if len(made) == 1 else made


class NoDuplicateOptWarningFilter(logging.Filter):
    """A filter of a logger that passes each text with "Optimization Warning: " once."""

    prev_msgs: set[str] = set()

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if not message.startswith("Optimization Warning: "):
            return True
        new = message not in self.prev_msgs
        self.prev_msgs.add(message)
        return new


class Singleton:
    """A class with one instance."""

    def __new__(cls) -> Singleton:
        if "_only" not in cls.__dict__:
            cls._only = super().__new__(cls)  # type: ignore[attr-defined]
        return cls._only  # type: ignore[attr-defined]

    def __str__(self) -> str:
        return type(self).__name__

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))


__all__ = [
    "DefaultOrderedDict",
    "LOCAL_BITWIDTH",
    "NoDuplicateOptWarningFilter",
    "PYTHON_INT_BITWIDTH",
    "Singleton",
    "add_excepthook",
    "apply_across_args",
    "call_subprocess_Popen",
    "cmp",
    "deprecated",
    "difference",
    "exc_message",
    "flatten",
    "from_return_values",
    "get_unbound_function",
    "hash_from_code",
    "maybe_add_to_os_environ_pathlist",
    "memoize",
    "output_subprocess_Popen",
    "subprocess_Popen",
    "to_return_values",
    "uniq",
]
__getattr__ = absent_from(__name__)
