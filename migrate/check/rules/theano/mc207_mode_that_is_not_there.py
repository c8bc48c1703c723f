"""MC207: a compilation mode by a name that there is not."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC207",
    severity="breaks",
    title="mode that there is not",
    why="The name is looked up when a function is compiled: ValueError.",
    do="Leave mode out; FAST_COMPILE compiles less, JAX uses JAX.",
)

BEFORE = """
import theano
from theano import function, config
theano.function([], 1, mode="FAST_RUN")
theano.function([], 1, mode="ProfileMode")
function([], 1, mode="MIXED_MODE")  # MC207
config.mode = "FAST_COMPILE"
config.mode = "PROFILE"  # MC207
theano.function([], 1, mode=mine)
theano.compile.mode.get_mode("FAST")  # MC207
theano.compile.register_mode("mine", theano.Mode())
theano.function([], 1, mode="mine")
"""
KNOWN = {"Mode", "FAST_RUN", "FAST_COMPILE", "JAX", "C", "PYTHON", "UNOPTIMISED", "DebugMode", "NanGuardMode",
         "DEBUG_MODE", "MergeMode", "ProfileMode", "PROFILE_MODE"}  # fmt: skip
TAKE_A_MODE = {"theano.function": 2, "theano.compile.mode.get_mode": 0, "theano.compile.get_mode": 0}


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    registered = {
        call.args[0].value
        for call, names in module.named_calls
        if call.args
        and isinstance(call.args[0], ast.Constant)
        and any(name.endswith(".register_mode") for name in names)
    }
    for value in _given(module):
        if isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value not in KNOWN | registered:
            yield Hit(value, "theano.function", f"there is no mode {value.value!r}")


def _given(module: Module) -> Iterator[ast.expr]:
    for call, names in module.named_calls:
        if taking := names & TAKE_A_MODE.keys():
            at = TAKE_A_MODE[min(taking)]
            yield from [word.value for word in call.keywords if word.arg == "mode"] + call.args[at : at + 1]
    for node in module.of(ast.Assign):
        if any(isinstance(one, ast.Attribute) and "theano.config.mode" in module.names_of(one) for one in node.targets):
            yield node.value
