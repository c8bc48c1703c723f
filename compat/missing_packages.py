"""Packages that later lines of a script need and that are not installed: reported before hours of sampling.

`theano-compat run` reports them before the script begins; `pm.sample`, `pm.fit` and `pm.sample_smc` report those of
the program that was started.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from importlib.machinery import PathFinder

from theano_common.installing import pip_install

EXTRAS = {  # package -> what installs it
    **dict.fromkeys(("arviz", "pandas", "matplotlib", "xarray"), "[arviz]"),
    "patsy": "[glm]",
    "graphviz": "[pictures]",
    **{name: name for name in ("h5py", "seaborn")},
}
OF_ARVIZ = frozenset(
    "autocorr autocov bfmi compare loo loo_pit psislw r2_score waic traceplot forestplot autocorrplot energyplot "
    "densityplot pairplot compareplot kdeplot".split()
)  # and all that begin with plot_; `summary`, `rhat`, `ess`, `mcse` and `hdi` do without
OF_OTHERS = {
    "trace_to_dataframe": "pandas",
    "model_to_graphviz": "graphviz",
    "from_formula": "patsy",
    "HDF5": "h5py",
    "plot_gp_dist": "matplotlib",
    "plot_posterior_predictive_glm": "matplotlib",
}
_SEEN: set[bytes | str] = set()
OURS = ("theano_compat", "compat")
CAUGHT = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"}


def say_before_sampling() -> None:
    """Report the missing packages of the program that was started, once."""
    path: str = getattr(sys.modules.get("__main__"), "__file__", None) or ""
    try:
        with open(path, "rb") as file:
            say(file.read(), path)
    except OSError:  # an interactive shell, or a program in a zip file
        pass


def say(source: bytes | str, path: str) -> None:
    """Print what `said_before` returns, once a program."""
    if source not in _SEEN:
        _SEEN.add(source)
        if said := said_before(source, path):
            print(said, file=sys.stderr)


def said_before(source: bytes | str, path: str) -> str:
    """Return a line that names each missing package, its first use, and the command to install it; "" for none."""
    missing = {name for name in EXTRAS if PathFinder.find_spec(name) is None}
    words = missing | {name for name, package in OF_OTHERS.items() if package in missing}
    words |= OF_ARVIZ | {"plot_"} if "arviz" in missing else set()
    text = source if isinstance(source, str) else source.decode(errors="replace")
    if not any(word in text for word in words):  # few scripts need parsing
        return ""
    from theano_common.python_2_source import Unreadable, understood  # only where a word was found

    try:
        tree, old = understood(text)
    except Unreadable:  # Python raises its own error when the file is compiled
        return ""
    first: dict[str, tuple[str, int]] = {}
    for package, written, line in sorted(_wants(tree), key=lambda want: want[2]):
        if package in missing:
            first.setdefault(package, (written, old.place(line, 1)[0] if old else line))
    if not first:
        return ""
    wants = ", ".join(f"{package} ({written}, line {line})" for package, (written, line) in first.items())
    command = pip_install(*dict.fromkeys(EXTRAS[package] for package in first))
    return f"theano-compat: {path} will want {wants}, not installed here: {command}"


def _wants(tree: ast.Module) -> Iterator[tuple[str, str, int]]:
    """Yield (package, the name that needs it, line) for uses outside of a `try`."""
    guarded = {id(node) for one in ast.walk(tree) if _catches(one) for part in one.body for node in ast.walk(part)}  # type: ignore[attr-defined]
    meant: dict[str, str] = {}  # the script's name -> the full name
    for node in ast.walk(tree):
        for written, full in _imported(node):
            meant[written] = full
            if id(node) not in guarded:
                yield from _needs(full, f"import {full}", node.lineno)  # type: ignore[attr-defined]
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and id(node) not in guarded:
            written = ast.unparse(node)
            root, _, rest = written.partition(".")
            if root in meant:
                yield from _needs(f"{meant[root]}.{rest}", written, node.lineno)


def _imported(node: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield (name in the script, full name) for each name of an import."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield (
                alias.asname or alias.name.partition(".")[0],
                alias.name if alias.asname else alias.name.partition(".")[0],
            )
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        for alias in node.names:
            yield alias.asname or alias.name, f"{node.module}.{alias.name}"


def _needs(full: str, written: str, line: int) -> Iterator[tuple[str, str, int]]:
    package, *parts = full.split(".")
    if package in OURS and parts:
        package, *parts = parts
    if package in EXTRAS:
        yield package, written, line
    elif package == "pymc3" and parts:
        if parts[-1] in OF_OTHERS:
            yield OF_OTHERS[parts[-1]], written, line
        elif parts[-1] in OF_ARVIZ or parts[-1].startswith("plot_"):
            yield "arviz", written, line


def _catches(node: ast.AST) -> bool:
    """Say whether the node is a `try` that continues where a package is missing."""
    if not isinstance(node, ast.Try):
        return False
    caught = [name for handler in node.handlers for name in ast.walk(handler.type or ast.Name("Exception"))]
    return any(isinstance(name, ast.Name) and name.id in CAUGHT for name in caught)
