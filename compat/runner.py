"""Run a user's script as `python script.py` would, with us installed."""

import builtins
import os
import runpy
import sys
import traceback
from functools import partial
from io import open_code
from types import CodeType, ModuleType, TracebackType

from theano_common.read_source import decode, exception_named_as_in_python_2

from . import folded_tracebacks, installation, missing_packages, old_arrays, python_2
from .importing import legacy_finder, users_files

# Modules whose frames precede the user's own in every traceback.
_BEFORE_THE_USER = {
    *(__file__, old_arrays.__file__, users_files.__file__, os.path.join(os.path.dirname(__file__), "__main__.py")),
    *(runpy.__file__, "<frozen runpy>", "<frozen importlib._bootstrap>", "<frozen importlib._bootstrap_external>"),
}


def show_from_the_users_line(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Show an error as `python script.py` would, without our frames before the script: a `sys.excepthook`.

    A line stands for our frames behind the user's. An error of our own that never reached the user's code is shown
    whole.
    """
    own = _from_the_user(trace)
    if own is not None or isinstance(error, SyntaxError):
        error.__traceback__ = trace = own
    if isinstance(error, SyntaxError):
        _end_with_the_user(own)
    old_arrays.explain(error)
    if own is None or not folded_tracebacks.count_ours(error):
        sys.__excepthook__(kind, error, trace)
        return
    with folded_tracebacks.folded(error):
        parts = traceback.format_exception(error)
    print("".join(folded_tracebacks.with_lines(parts)), end="", file=sys.stderr)


def _from_the_user(trace: TracebackType | None) -> TracebackType | None:
    """Return the traceback from the user's first frame on, without ours before it and the installed command's."""
    entries = list(folded_tracebacks.frames(trace))
    names = [entry.tb_frame.f_code.co_filename for entry in entries]
    begin = names.index(__file__) if __file__ in names else 0
    return next(
        (entry for entry, name in zip(entries[begin:], names[begin:], strict=True) if name not in _BEFORE_THE_USER),
        None,
    )


def _end_with_the_user(trace: TracebackType | None) -> None:
    """Leave out the frames between the user's import and our reading of the file, as Python does."""
    last = None
    while trace is not None:
        last = last if trace.tb_frame.f_code.co_filename in _BEFORE_THE_USER else trace
        trace = trace.tb_next
    if last is not None:
        last.tb_next = None


def run_script(path: str, arguments: list[str], from_python_2: bool = False) -> int:
    """Run a file, or a folder or zip file with a `__main__.py`. Return 2 if it cannot be read."""
    _begin()
    sys.argv = [path, *arguments]
    if os.path.isdir(path) or path.endswith((".zip", ".pyz")):
        sys.path[0 : 0 if sys.flags.safe_path else 1] = [path]
        _compile_below(path)
        runpy.run_path(path, run_name="__main__")
        return 0
    try:
        with open_code(os.path.abspath(path)) as file:
            source = file.read()
    except OSError as error:
        print(f"theano-compat run: can't open '{path}': {error.strerror}", file=sys.stderr)
        return 2
    try:
        code = python_2.compiled(source, path) if from_python_2 else _compiled(source, path)
    except SyntaxError as error:
        if not from_python_2:
            error.add_note(
                "If this is Python 2 (`print x`), `theano-compat run --from-python2` runs it as it is, and "
                "`migrate-check --fix` translates it."
            )
        raise
    folder = os.path.dirname(os.path.abspath(path))
    _search_first(folder)
    missing_packages.say(source, path)
    _compile_below(folder, from_python_2)
    _run(code, path)
    return 0


def run_code(text: str, arguments: list[str]) -> None:
    """Run a piece of code, as `python -c` would."""
    _begin()
    sys.argv = ["-c", *arguments]
    _search_first("")
    _compile_below(os.getcwd())
    missing_packages.say(text, "the code")
    _run(_compiled(text, "<string>"), None)


def run_module(name: str, arguments: list[str], from_python_2: bool = False) -> None:
    """Run a module by its name, as `python -m` would."""
    _begin()
    sys.argv = [name, *arguments]
    _search_first(os.getcwd())
    _compile_below(os.getcwd(), from_python_2)
    if from_python_2 and name == "pytest":  # pytest would read the tests itself, to rewrite their assertions
        os.environ["PYTEST_ADDOPTS"] = f"{os.environ.get('PYTEST_ADDOPTS', '')} --assert=plain"
    runpy.run_module(name, run_name="__main__", alter_sys=True)


def _compiled(source: str | bytes, path: str) -> CodeType:
    compiled = old_arrays.compiled if old_arrays.wanted() else partial(compile, mode="exec", dont_inherit=True)
    code = compiled(source, path)
    _refuse_python_2(source, path)
    return code


def _refuse_python_2(source: str | bytes, path: str) -> None:
    """Raise SyntaxError for `except E, e:` in a script, which Python 3.14 would take for two kinds of exceptions."""
    if sys.version_info >= (3, 14):
        named = exception_named_as_in_python_2(source if isinstance(source, str) else decode(source))
        if named:
            message, (_, *place) = named
            raise SyntaxError(message, (path, *place))


def _compile_below(folder: str, from_python_2: bool = False) -> None:
    """Compile the modules below the user's folder as the script itself."""
    if from_python_2:
        python_2.begin(folder)
    elif old_arrays.wanted():
        old_arrays.begin(folder)


def _begin() -> None:
    installation.install()
    legacy_finder.let_go_of_alias()  # the script may have a `compat.py` of its own
    sys.excepthook = show_from_the_users_line


def _search_first(folder: str) -> None:
    """Put `folder` first on `sys.path`, as Python would; `python -P` does not."""
    if not sys.flags.safe_path:
        sys.path[0] = folder


def _run(code: CodeType, path: str | None) -> None:
    """Execute in a fresh `__main__` that stays: pickles and child processes look names up there."""
    module = ModuleType("__main__")
    module.__dict__["__builtins__"] = builtins  # the real module, in case ours has something else
    module.__spec__ = None
    if path is not None:
        module.__file__ = os.path.abspath(path)
    sys.modules["__main__"] = module
    exec(code, module.__dict__)
