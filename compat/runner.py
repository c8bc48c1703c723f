"""Run somebody's script as `python script.py` would, with us installed."""

import os
import runpy
import sys
from io import open_code
from types import CodeType, ModuleType

import compat.import_hook


def run_script(path: str, arguments: list[str]) -> int:
    """Run a file, or a folder or zip file with a `__main__.py`. 2 if it cannot be read or is not Python 3."""
    compat.import_hook.install()
    sys.argv = [path, *arguments]
    if os.path.isdir(path) or path.endswith((".zip", ".pyz")):
        sys.path[0] = path
        runpy.run_path(path, run_name="__main__")
        return 0
    try:
        with open_code(os.path.abspath(path)) as file:
            source = file.read()
    except OSError as error:
        print(f"python -m compat: can't open '{path}': {error.strerror}", file=sys.stderr)
        return 2
    try:
        code = compile(source, path, "exec", dont_inherit=True)
    except SyntaxError as error:
        error.add_note("If this is Python 2 (`print x`), `migrate-check` says what else it needs.")
        raise
    sys.path[0] = os.path.dirname(os.path.abspath(path))
    _run(code, path)
    return 0


def run_code(text: str, arguments: list[str]) -> None:
    """Run a piece of code, as `python -c`."""
    compat.import_hook.install()
    sys.argv = ["-c", *arguments]
    sys.path[0] = ""
    _run(compile(text, "<string>", "exec", dont_inherit=True), None)


def run_module(name: str, arguments: list[str]) -> None:
    """Run a module by its name, as `python -m`."""
    compat.import_hook.install()
    sys.argv = [name, *arguments]
    sys.path[0] = os.getcwd()
    runpy.run_module(name, run_name="__main__", alter_sys=True)


def _run(code: CodeType, path: str | None) -> None:
    """Execute in a fresh `__main__` that stays for good: pickles and child processes look names up there."""
    module = ModuleType("__main__")
    module.__dict__["__builtins__"] = __builtins__
    module.__spec__ = None
    if path is not None:
        module.__file__ = os.path.abspath(path)
    sys.modules["__main__"] = module
    exec(code, module.__dict__)
