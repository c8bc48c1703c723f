"""Flags from the user's environment: THEANO_FLAGS, then the files of THEANORC, as Theano reads them."""

import os
from collections.abc import Iterable

from theano_common.system.folders import default_rc_files
from theano_common.users_lines import warn


def _pieces(flags: str) -> Iterable[str]:
    if not any(mark in flags for mark in "'\"\\"):
        return flags.split(",")
    import shlex  # takes half a millisecond, which most starts need not pay

    splitter = shlex.shlex(flags, posix=True)
    splitter.whitespace = ","
    splitter.whitespace_split = True
    splitter.commenters = ""
    return splitter


def from_text(flags: str) -> dict[str, str]:
    """Return `floatX=float32,device=cpu` as a dict; the last value wins; quotes may protect a comma.

    An item without `=` is ignored with a warning, as in Theano.
    """
    answer: dict[str, str] = {}
    for piece in _pieces(flags):
        piece = piece.strip()
        if not piece:
            continue
        name, equals, value = piece.partition("=")
        if not equals:
            warn(f"Config key '{name}' has no value, ignoring it")
            continue
        answer[name.strip().replace(".", "__")] = value
    return answer


def rc_files() -> list[str]:
    """Return the files that THEANORC names (none if it is empty), else ~/.theanorc (.theanorc.txt on Windows)."""
    given = os.environ.get("THEANORC")
    return (
        default_rc_files() if given is None else [os.path.expanduser(name) for name in given.split(os.pathsep) if name]
    )


def from_files(files: list[str]) -> dict[str, str]:
    """Return the flags in ini files: `[global]` holds the undotted ones, `[blas]` holds `blas.*`.

    `%(USER)s`, `%(TMPDIR)s` and the like stand for environment variables. A later file wins; a missing file is skipped.
    Option names are in lower case.
    """
    if not any(os.path.exists(file) for file in files):
        return {}
    import configparser  # takes 2 ms, which most starts need not pay

    known = ("USER", "LSCRATCH", "TMPDIR", "TEMP", "TMP")
    defaults = {name: os.environ.get(name, "") for name in known}
    defaults["PID"] = str(os.getpid())
    parser = configparser.ConfigParser(defaults, interpolation=configparser.BasicInterpolation())
    try:
        parser.read(files)
    except configparser.Error as error:
        warn(f"{', '.join(files)} could not be read, its flags are not used: {error}")
        return {}
    answer: dict[str, str] = {}
    inherited = {name.lower() for name in defaults}
    for section in parser.sections():
        prefix = "" if section == "global" else section.replace(".", "__") + "__"
        for option in parser.options(section):
            if option in inherited:
                continue
            try:
                value = parser.get(section, option)
            except configparser.InterpolationError:
                value = parser.get(section, option, raw=True)
            answer[prefix + option] = value
    return answer


def snapshot() -> tuple[str, tuple[str, ...]]:
    """Return what `read` depends on, to detect changes by a script."""
    return os.environ.get("THEANO_FLAGS", ""), tuple(rc_files())


def read(known: dict[str, str]) -> dict[str, str]:
    """Return every flag that the environment gives, under its proper name.

    known: lower-case name -> proper name. As in Theano, unknown names give a warning and are dropped.
    """
    flags, files = snapshot()
    answer: dict[str, str] = {}
    for given in (from_files(list(files)), from_text(flags)):
        for name, value in given.items():
            proper = known.get(name.lower())
            if proper is None:
                warn(f"Theano does not recognise this flag: {name.replace('__', '.')}")
            else:
                answer[proper] = value
    return answer


def read_all() -> dict[str, str]:
    """Return everything that the environment gives, known flags or not."""
    flags, files = snapshot()
    return {**from_files(list(files)), **from_text(flags)}
