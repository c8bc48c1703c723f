"""theano-compat: run an old script unchanged, or ask how we are.

theano-compat run SCRIPT.py [ARGUMENTS]     run it with theano and pymc3 served by us
theano-compat run -m MODULE [ARGUMENTS]     the same for a module, as `python -m`
theano-compat run -c "CODE" [ARGUMENTS]     the same for a line of code
theano-compat run --from-python2 SCRIPT.py  the same for a script in Python 2, as it is: with Python 2's division, too
theano-compat run --from-python2 -m MODULE  the same for a module; `-m pytest` and `-m unittest` run a suite in Python 2
theano-compat run --report FILE SCRIPT.py   any of these three, and write to FILE which legacy names the run really used
theano-compat run --why SCRIPT.py           the same, and at its end: where the time went, and what was not compiled
theano-compat doctor                        which engines work here, and the command that adds one
theano-compat explain SCRIPT.py             run it, then say what its compiled code does and costs (--html FILE: a page)
theano-compat cache [list|verify|clear]     the compiled objects that are kept (list --all: every one)

`python -m theano_compat` is the same command, and so is `python -m compat` in folders without a `compat` of their own.
There, `run` may be left out.
"""

import os
import sys
from collections.abc import Callable

WAYS = ("-m", "-c", "--from-python2")


def main(arguments: list[str] | None = None) -> int:
    """Run the command line (or `arguments`), and return the exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments[:1] == ["run"]:
        return _run(arguments[1:])
    match arguments:
        case [] | ["-h" | "--help", *_]:
            print(__doc__)
            return 0 if arguments else 2
        case ["doctor"]:
            from .doctor import main as doctor  # each command loads only its own module

            return _to_its_reader(lambda _: doctor(), [])
        case ["cache", *rest]:
            from .cache_command import main as cache  # likewise

            return _to_its_reader(cache, rest)
        case ["explain", *rest]:
            from .explain_command import main as explain  # likewise

            return _to_its_reader(explain, rest)
    return _run(arguments)


def _run(arguments: list[str]) -> int:
    if arguments[:1] in (["-h"], ["--help"]):
        print(__doc__)
        return 0
    if arguments and arguments[0].partition("=")[0] == "--report":
        return _reported(arguments)
    if arguments and arguments[0] == "--why":
        return _watched(arguments[1:])
    if not arguments or arguments in ([way] for way in WAYS) or arguments == ["--from-python2", "-m"]:
        print(f"{' '.join(['theano-compat run', *arguments])}: something to run is missing", file=sys.stderr)
        return 2
    from . import runner, tried_versions  # likewise

    tried_versions.say_once()
    match arguments:
        case ["-m", module, *rest]:
            runner.run_module(module, rest)
        case ["-c", code, *rest]:
            runner.run_code(code, rest)
        case ["--from-python2", "-m", module, *rest]:
            runner.run_module(module, rest, from_python_2=True)
        case ["--from-python2", script, *rest]:
            return runner.run_script(script, rest, from_python_2=True)
        case [script, *rest]:
            return runner.run_script(script, rest)
    return 0


def _reported(arguments: list[str]) -> int:
    """Run the command after `--report FILE` or `--report=FILE`, and write its report."""
    _, equals, path = arguments.pop(0).partition("=")
    if not equals:
        path = arguments.pop(0) if arguments else ""
    runs = arguments and (arguments[0][:1] != "-" or arguments[0] in WAYS)
    if not path or not runs or (arguments[0] in WAYS and len(arguments) == 1):
        print(
            "usage: theano-compat run --report FILE [-m MODULE | -c CODE | [--from-python2] SCRIPT.py] [ARGUMENTS]",
            file=sys.stderr,
        )
        return 2
    if not os.access(os.path.dirname(os.path.abspath(path)), os.W_OK):
        print(f"theano-compat run: no report can be written to '{path}'", file=sys.stderr)
        return 2
    from .run_report import recorded  # each command loads only its own module

    with recorded(os.path.abspath(path), arguments):
        return _run(arguments)


def _watched(arguments: list[str]) -> int:
    """Run the command after `--why`, and print where its time went."""
    if not arguments or (arguments[0][:1] == "-" and arguments[0] not in WAYS):
        print(
            "usage: theano-compat run --why [-m MODULE | -c CODE | [--from-python2] SCRIPT.py] [ARGUMENTS]",
            file=sys.stderr,
        )
        return 2
    from .time_report import watched  # each command loads only its own module

    with watched(os.path.abspath(arguments[1 if arguments[0] in WAYS else 0])):
        return _run(arguments)


def _to_its_reader(command: Callable[[list[str]], int], arguments: list[str]) -> int:
    """Run a command and return its status; the status of SIGPIPE where its reader stops early (`... | head`)."""
    try:
        status = command(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for the rest of the buffer
        return 128 + 13
    return status


if __name__ == "__main__":
    sys.exit(main())
