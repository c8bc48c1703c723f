"""`COp(files, function)`: an Op whose computation is in C files. Source: theano.gof.op, theano.graph.op.

The files are read and divided into sections. Their macros are those that Theano defines.
"""

from __future__ import annotations

import inspect
import os
import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from ..graph.op import MethodNotDefined, Op
from ..graph.types import TensorType
from ..graph.variable import Apply
from .c_types import c_type

_SECTION = re.compile(r"^#section ([a-zA-Z0-9_]+)$", re.MULTILINE)
_OLD_SECTION = re.compile(r"^THEANO_(APPLY|SUPPORT)_CODE_SECTION$", re.MULTILINE)
_OLD_NAMES = {"APPLY": "support_code_apply", "SUPPORT": "support_code"}


class ExternalCOp(Op):
    """An Op whose C code is in files.

    func_files: their paths, one or a list, relative to the file of the class; ValueError for one without section marks
    (`#section support_code` and so on). func_name: the function to call, unless a section `code` says what to do.
    """

    SECTIONS = frozenset(
        "init_code init_code_apply init_code_struct support_code support_code_apply "
        "support_code_struct cleanup_code_struct code code_cleanup".split()
    )

    @classmethod
    def get_path(cls, f: str) -> str:
        """Return the path `f` relative to the folder of this class's file."""
        return f if os.path.isabs(f) else os.path.realpath(os.path.join(os.path.dirname(inspect.getfile(cls)), f))

    def __init__(self, func_files: str | list[str], func_name: str | None = None) -> None:
        self.func_files = func_files if isinstance(func_files, list) else [func_files]
        self.func_name = func_name
        self.load_c_code(self.func_files)
        if not self.code_sections:
            raise ValueError("No sections where defined in C files")
        if func_name is not None and "code" in self.code_sections:
            raise ValueError('A section "code" and a func_name both say what is to be called: leave one out.')

    def load_c_code(self, func_files: list[str]) -> None:
        """Read the files: `func_codes` holds their texts, `code_sections` their sections by name, concatenated."""
        paths = [self.get_path(f) for f in func_files]
        self.func_codes = []
        for path in paths:
            with open(path, encoding="utf-8") as file:
                self.func_codes.append(file.read())
        if all(any(map(marker.search, self.func_codes)) for marker in (_SECTION, _OLD_SECTION)):
            raise ValueError(
                "Both the new and the old syntax for identifying code sections are present in the "
                "provided C code: mark all of them by `#section NAME`."
            )
        self.code_sections: dict[str, str] = {}
        for path, text in zip(paths, self.func_codes, strict=True):
            old = _OLD_SECTION.search(text) is not None
            before, *parts = (_OLD_SECTION if old else _SECTION).split(text)
            if not parts:
                raise ValueError(f"No valid section marker was found in file {path}")
            if before.strip() and not old:
                raise ValueError(f"Stray code before first #section statement (in file {path}): {before}")
            for mark, code in zip(parts[::2], parts[1::2], strict=True):
                name = _OLD_NAMES.get(mark, mark)
                if name not in self.SECTIONS:
                    raise ValueError(f"Unknown section type (in file {path}): {name}")
                self.code_sections[name] = code if old else self.code_sections.get(name, "") + code

    # ---- the C code of the sections, through the methods of users' Ops in C

    def c_code(self, node: Apply, name: str, inputs: Sequence[str], outputs: Sequence[str], sub: dict[str, str]) -> str:
        """Return the call of `func_name`, or the section "code" with INPUT_0, OUTPUT_0, FAIL and PARAMS defined."""
        if self.func_name is not None:
            macros = self._macros(node, name, check_input=False)
            given = [*inputs, *(f"&{output}" for output in outputs), *([sub["params"]] if "params" in sub else [])]
            call = f"{{ if ({self.func_name}({', '.join(given)}) != 0) {{ {sub['fail']} }} }}"
            return _within(macros, call)
        if "code" not in self.code_sections:
            raise MethodNotDefined("c_code", type(self), type(self).__name__)
        own = {**_fail_and_params(sub)}
        own |= {f"INPUT_{i}": given for i, given in enumerate(inputs)}
        own |= {f"OUTPUT_{i}": given for i, given in enumerate(outputs)}
        return _within(self._macros(node, name) | own, self.code_sections["code"])

    def c_code_cleanup(
        self, node: Apply, name: str, inputs: Sequence[str], outputs: Sequence[str], sub: dict[str, str]
    ) -> str:
        return self._section("code_cleanup", self._macros(node, name) | _fail_and_params(sub))

    def c_support_code(self) -> str:
        return self._section("support_code", {})

    def c_init_code(self) -> list[str]:
        return [self._section("init_code", {})]

    def c_support_code_apply(self, node: Apply, name: str) -> str:
        return self._section("support_code_apply", self._macros(node, name))

    def c_support_code_struct(self, node: Apply, name: str) -> str:
        return self._section("support_code_struct", self._macros(node, name))

    def c_cleanup_code_struct(self, node: Apply, name: str) -> str:
        return self._section("cleanup_code_struct", self._macros(node, name))

    def c_init_code_apply(self, node: Apply, name: str) -> str:
        return self._section("init_code_apply", self._macros(node, name))

    def c_init_code_struct(self, node: Apply, name: str, sub: dict[str, str]) -> str:
        return self._section("init_code_struct", self._macros(node, name) | _fail_and_params(sub))

    def _section(self, name: str, macros: dict[str, str]) -> str:
        """Return a section with `macros` defined around it. MethodNotDefined if no file has that section."""
        if name not in self.code_sections:
            raise MethodNotDefined("c_" + name, type(self), type(self).__name__)
        return _within(macros, self.code_sections[name])

    def c_code_cache_version(self) -> tuple[Any, ...]:
        """Return a version that changes with the files."""
        return (hash(tuple(self.func_codes)),)

    def get_c_macros(self, node: Apply, name: str, check_input: bool | None = None) -> tuple[str, str]:
        """Return the lines that define the macros of an application, and the lines that undefine them."""
        macros = self._macros(node, name, getattr(self, "check_input", True) if check_input is None else check_input)
        return _defined(macros), _undefined(macros)

    def get_io_macros(self, inputs: Sequence[str], outputs: Sequence[str]) -> tuple[str, str]:
        """Return the lines that define INPUT_0, OUTPUT_0 and so on, and the lines that undefine them."""
        macros = {f"INPUT_{i}": given for i, given in enumerate(inputs)}
        macros |= {f"OUTPUT_{i}": given for i, given in enumerate(outputs)}
        return _defined(macros), _undefined(macros)

    def get_sub_macros(self, sub: dict[str, str]) -> tuple[str, str]:
        """Return the lines that define FAIL and PARAMS, and the lines that undefine them."""
        return _defined(_fail_and_params(sub)), _undefined(_fail_and_params(sub))

    def _macros(self, node: Apply, name: str, check_input: bool = True) -> dict[str, str]:
        macros: dict[str, str] = {}
        for side, variables in (("INPUT", node.inputs), ("OUTPUT", node.outputs)) if check_input else ():
            for i, variable in enumerate(variables):
                if not isinstance(variable.type, TensorType):
                    continue
                dtype = np.dtype(variable.type.dtype)
                macros[f"DTYPE_{side}_{i}"] = f"npy_{dtype.name}"
                macros[f"TYPENUM_{side}_{i}"] = str(dtype.num)
                macros[f"ITEMSIZE_{side}_{i}"] = str(dtype.itemsize)
        macros["APPLY_SPECIFIC(str)"] = f"str##_{name}"
        kind = getattr(self, "params_type", None)
        if kind is not None:
            macros["PARAMS_TYPE"] = c_type(kind).removesuffix(" *")
            for field, part in zip(getattr(kind, "fields", ()), getattr(kind, "types", ()), strict=True):
                if isinstance(part, TensorType):
                    macros[f"DTYPE_PARAM_{field}"] = f"npy_{part.dtype}"
        return macros


def _fail_and_params(sub: dict[str, str]) -> dict[str, str]:
    return {"FAIL": sub["fail"], **({"PARAMS": sub["params"]} if "params" in sub else {})}


def _defined(macros: dict[str, str]) -> str:
    return "\n".join(f"#define {word} {text}" for word, text in macros.items())


def _undefined(macros: dict[str, str]) -> str:
    return "\n".join(f"#undef {word.partition('(')[0]}" for word in macros)


def _within(macros: dict[str, str], code: str) -> str:
    return f"{_defined(macros)}\n{code}\n{_undefined(macros)}\n" if macros else code
