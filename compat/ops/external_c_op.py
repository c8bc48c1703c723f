"""`COp(files, function)`: an Op whose computation stands in files of C. Source: theano.gof.op, theano.graph.op.

The files are read and their sections kept; to run, such an Op needs a `perform`, which its class may define.
"""

from __future__ import annotations

import inspect
import os
import re
from typing import Any

from compat.graph.op import Op

_SECTION = re.compile(r"^#section ([a-zA-Z0-9_]+)$", re.MULTILINE)
_OLD_SECTION = re.compile(r"^THEANO_(APPLY|SUPPORT)_CODE_SECTION$", re.MULTILINE)
_OLD_NAMES = {"APPLY": "support_code_apply", "SUPPORT": "support_code"}


class ExternalCOp(Op):
    """An Op in C: `func_files` are read from beside the file of the class, `func_name` is the function that is called.

    ValueError for a file whose sections are not marked (`#section support_code` and its like).
    """

    SECTIONS = frozenset(
        "init_code init_code_apply init_code_struct support_code support_code_apply "
        "support_code_struct cleanup_code_struct code code_cleanup".split()
    )

    @classmethod
    def get_path(cls, f: str) -> str:
        """Return the path `f`, seen from the folder of the file of this class."""
        return f if os.path.isabs(f) else os.path.realpath(os.path.join(os.path.dirname(inspect.getfile(cls)), f))

    def __init__(self, func_files: Any, func_name: str | None = None) -> None:
        self.func_files = func_files if isinstance(func_files, list) else [func_files]
        self.func_name = func_name
        self.load_c_code(self.func_files)
        if not self.code_sections:
            raise ValueError("No sections where defined in C files")
        if func_name is not None and "code" in self.code_sections:
            raise ValueError('A section "code" and a func_name both say what is to be called: leave one out.')

    def load_c_code(self, func_files: list[str]) -> None:
        """Read the files: `func_codes` are their texts, `code_sections` their sections by name, put together."""
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

    def c_code(self, node: Any, name: str, inputs: Any, outputs: Any, sub: Any) -> str:
        """Raise NotImplementedError: there is no compiler here for the C of users' Ops."""
        raise NotImplementedError(
            f"{self}: the C in {', '.join(map(str, self.func_files))} is not compiled: define "
            f"`perform` in {type(self).__name__}."
        )
