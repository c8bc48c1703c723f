"""Runs of step methods in C (support/step_methods.c), compiled once into a shared object."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache
from typing import Any

from ...backends.c.compilers.build import address_in, load
from ...backends.c.support_functions.text import SupportText

# in the order of the file's enumerations
METHODS = (
    "METROPOLIS",
    "BINARY",
    "BINARY_GIBBS",
    "UNIFORM_GIBBS",
    "PROPORTIONAL_GIBBS",
    "SLICE",
    "ELLIPSE",
    "DE_CHAINS",
    "DE_PAST",
    "NUTS",
    "HMC",
)
PROPOSALS = ("NORMAL", "UNIFORM", "LAPLACE", "CAUCHY", "POISSON", "COVARIANCE")

_POINTER, _NUMBER = ctypes.c_void_p, ctypes.c_int64


class Stream(ctypes.Structure):
    """A stream of random numbers."""

    _fields_ = [
        ("generator", _POINTER),
        ("next_double", _POINTER),
        ("next_word", _POINTER),
        ("words", _NUMBER),
        ("has_second", _NUMBER),
        ("second", ctypes.c_double),
    ]


class Method(ctypes.Structure):
    """A step method."""

    _fields_ = [
        ("kind", _NUMBER),
        ("size", _NUMBER),
        ("places", _POINTER),
        ("discrete", _POINTER),
        ("density", _POINTER),
        ("user", _POINTER),
        ("length", _NUMBER),
        ("reads", _POINTER),
        ("vector", _POINTER),
        ("own", _POINTER),
        ("counts", _POINTER),
        ("proposal", _NUMBER),
        ("scale", _POINTER),
        ("tunes", _NUMBER),
        ("interval", _NUMBER),
        ("chance", ctypes.c_double),
        ("categories", _POINTER),
        ("shuffles", _NUMBER),
        ("limit", ctypes.c_double),
        ("more", _POINTER),
        ("numbers", _POINTER),
        ("room", _NUMBER),
        ("stats", _POINTER),
        ("columns", _NUMBER),
        ("terms", _POINTER),
        ("terms_user", _POINTER),
        ("firsts", _POINTER),
        ("strides", _POINTER),
        ("table", _POINTER),
    ]


class Recorder(ctypes.Structure):
    """A recorder of the values of a draw."""

    _fields_ = [
        ("program", _POINTER),
        ("inputs", _POINTER),
        ("lengths", _POINTER),
        ("variables", _NUMBER),
        ("starts", _POINTER),
        ("sizes", _POINTER),
        ("as_whole", _POINTER),
        ("whole", _POINTER),
        ("outputs", _NUMBER),
        ("rows", _POINTER),
        ("elements", _POINTER),
        ("bytes", _POINTER),
        ("ranks", _POINTER),
    ]


class Steps(ctypes.Structure):
    """A run of step methods."""

    _fields_ = [
        ("stream", Stream),
        ("state", _POINTER),
        ("state_before", _POINTER),
        ("counts", _POINTER),
        ("counts_before", _POINTER),
        ("n_state", _NUMBER),
        ("n_counts", _NUMBER),
        ("n_methods", _NUMBER),
        ("methods", _POINTER),
        ("blas", _POINTER),
        ("recorder", Recorder),
        ("points", _POINTER),
        ("dimension", _NUMBER),
        ("seconds", ctypes.c_double),
        ("stopped", _NUMBER),
    ]


def unit() -> str:
    """Return the translation unit."""
    return SupportText("step_methods.c").text


@cache
def _library() -> ctypes.CDLL:
    return load(unit())


def function(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """Return the C function `name` of the file.

    The call holds the interpreter lock, so no other thread draws from numpy.random meanwhile. CannotCompile if there is
    no compiler.
    """
    return ctypes.PYFUNCTYPE(result, *arguments)(address_in(_library(), name))


@cache
def run_steps(beside_others: bool = False) -> Callable[..., int]:
    """Return the C function run_steps(Steps, draws), which returns the number of draws made.

    beside_others: the call lets go of the interpreter lock, as a stream of its own allows.
    """
    arguments = ctypes.POINTER(Steps), ctypes.c_int64
    if beside_others:
        return ctypes.CFUNCTYPE(ctypes.c_int64, *arguments)(address_in(_library(), "run_steps"))
    return function("run_steps", ctypes.c_int64, *arguments)


@cache
def record_points() -> Callable[..., int]:
    """Return the C function record_points(Steps, draws), which returns the number of points recorded."""
    return function("record_points", ctypes.c_int64, ctypes.POINTER(Steps), ctypes.c_int64)


@cache
def propose() -> Callable[..., int]:
    """Return the C function propose(Stream, number of the proposal, n, address of scales, address of output).

    It returns whether it failed, so that Python must make the proposal.
    """
    return function("propose", ctypes.c_int, ctypes.POINTER(Stream), *[ctypes.c_int64] * 2, *[ctypes.c_void_p] * 2)


@cache
def shuffle() -> Callable[..., None]:
    """Return the C function shuffle(Stream, n, address of the order)."""
    return function("shuffle", None, ctypes.POINTER(Stream), ctypes.c_int64, ctypes.c_void_p)
