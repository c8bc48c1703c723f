"""Where a call that was valid in an old release means something else here, or raises: all names, release by release.

    python -m tools.signature_differences [RELEASE ...]    prints them

The releases' signatures are kept in `tests/architecture/legacy_signatures/` (`python -m tools.legacy_signatures`).
"""

from __future__ import annotations

import ast
import functools
import gzip
import inspect
import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from theano_compat.distributions.spec import DistributionSpec
from theano_compat.graph.op import Op
from theano_compat.importing.legacy_modules import exists, home
from theano_compat.importing.pickle_only_names import only_for_pickles
from theano_compat.models.distributions.distribution import Distribution
from theano_compat.ops.tensor_op import TensorOp
from tools import signature_reader
from tools.coverage_survey import load

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "architecture" / "legacy_signatures"
# A release, and the one whose names it has besides: PyMC3's modules name Theano's functions.
RELEASES = {
    "theano_1.0.5": (),
    "theano_pymc_1.1.2": (),
    "pymc3_3.8": ("theano_1.0.5",),
    "pymc3_3.11.5": ("theano_pymc_1.1.2",),
}


# Methods of the protocols of Ops, types, optimizers, features and step methods: the compiler calls them by position,
# and each class of the releases named their parameters as it liked (`grad(inputs, gout)`, `grad(inp, grads)`).
BY_POSITION = {
    *"astep backward_val c_code do_constant_folding filter grad infer_shape L_op perform transform".split(),
    *"on_attach on_change_input on_detach on_import on_prune orderings".split(),
}


@dataclass(frozen=True)
class Signature:
    """What a call takes, as text of `tools.signature_reader`."""

    text: str
    also_named: dict[str, str] | None = None  # further names of parameters -> the names in the text

    @functools.cached_property
    def given(self) -> ast.arguments:
        function = ast.parse(f"def f{self.text}: 0").body[0]
        assert isinstance(function, ast.FunctionDef)
        return function.args

    @functools.cached_property
    def by_position(self) -> list[str]:
        return [one.arg for one in (*self.given.posonlyargs, *self.given.args)]

    @functools.cached_property
    def by_name(self) -> list[str]:
        return [one.arg for one in (*self.given.args, *self.given.kwonlyargs)]

    def named(self, name: str) -> str:
        """The name in the text of a parameter that is called `name`."""
        return (self.also_named or {}).get(name, name)

    @functools.cached_property
    def defaults(self) -> dict[str, str]:
        a = self.given
        last = self.by_position[len(self.by_position) - len(a.defaults) :]
        found = dict(zip(last, map(ast.unparse, a.defaults), strict=True))
        return found | {
            one.arg: ast.unparse(value) for one, value in zip(a.kwonlyargs, a.kw_defaults, strict=True) if value
        }


def differences(name: str, real: Signature, ours: Signature) -> list[str]:
    """Name what a call that `real` takes meets in `ours`; a parameter more that may be left out, last, is none."""
    if name.rpartition(".")[2] in BY_POSITION:
        return _by_position(real, ours)
    found = []
    for i, name in enumerate(real.by_position):
        if i >= len(ours.by_position):
            if ours.given.vararg is None:
                found.append(f"position: {name}")
                break
        elif ours.by_position[i] != ours.named(name):
            found.append(f"position: {name} is {ours.by_position[i]}")
    if real.given.vararg and not ours.given.vararg:
        found.append(f"position: *{real.given.vararg.arg}")
    found += [f"name: {name}" for name in real.by_name if ours.named(name) not in ours.by_name and not ours.given.kwarg]
    if real.given.kwarg and not ours.given.kwarg:
        found.append(f"name: **{real.given.kwarg.arg}")
    named = {*ours.by_position, *ours.by_name}
    found += [
        f"default: {name}={default}, {ours.defaults.get(ours.named(name), 'needed')}"
        for name, default in real.defaults.items()
        if ours.named(name) in named and ours.defaults.get(ours.named(name)) != default
    ]
    if real.given.vararg:
        return found
    known = {ours.named(name) for name in (*real.by_position, *real.by_name)}
    return found + [f"needed: {name}" for name in named - known - set(ours.defaults)]


def _by_position(real: Signature, ours: Signature) -> list[str]:
    """Name what a call by position alone meets."""
    count = len(real.by_position)
    found = [f"position: {name}" for name in real.by_position[len(ours.by_position) :] if not ours.given.vararg]
    needed = [
        name for i, name in enumerate((*ours.by_position, *ours.by_name)) if name not in ours.defaults and i >= count
    ]
    return found + [f"needed: {name}" for name in dict.fromkeys(needed) if name not in ours.by_position[:count]]


@dataclass(frozen=True)
class Release:
    """What one release has: `name(...)` lines by their names, other names of the same, and bases of classes."""

    signatures: dict[str, Signature]
    other: dict[str, str]
    bases: dict[str, list[str]]

    def methods(self, name: str) -> Iterator[tuple[str, Signature]]:
        """The methods of a class, its own or inherited: where each is defined, and what it takes."""
        seen = set()
        for one in (name, *self.bases[name]):
            for method in self.own_methods.get(one, ()):
                if method not in seen:
                    seen.add(method)
                    yield f"{one}.{method}", self.signatures[f"{one}.{method}"]

    @functools.cached_property
    def own_methods(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {name: [] for name in self.bases}
        for line in self.signatures:
            owner, _, method = line.rpartition(".")
            if owner in found:
                found[owner].append(method)
        return found


@functools.cache
def release(name: str) -> Release:
    signatures, other, bases = {}, {}, {}
    for part in (name, *RELEASES[name]):
        for line in gzip.decompress((FOLDER / f"{part}.txt.gz").read_bytes()).decode().splitlines():
            if "(" not in line:
                one, _, same = line.partition(" = ")
                other.setdefault(one, same)
                continue
            head, is_class, after = line.partition(") <")
            one, bracket, rest = head.partition("(")
            signatures.setdefault(one, Signature(bracket + rest + (")" if is_class else "")))
            if is_class:
                bases.setdefault(one, after.split())
    return Release(signatures, other, bases)


@functools.cache
def of_ours(name: str) -> Any:
    """Our object of a name of a module; None where there is none, or none to call."""
    module, _, last = name.rpartition(".")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        loaded = load(home(module)) if module else None
        value = getattr(loaded, last, None)
        if value is None and loaded is not None and exists(f"{loaded.__name__}.{last}"):
            value = load(f"{loaded.__name__}.{last}")
    if inspect.ismodule(value) and callable(value):
        value = getattr(value, last, value)
    return value if callable(value) and not inspect.ismodule(value) and not only_for_pickles(value) else None


def taken_by(value: Any) -> Signature | None:
    """What calling our object takes; None where nobody can tell."""
    if isinstance(value, Op) and type(value).__call__ is Op.__call__:
        return taken_by_method(type(value), "make_node")
    if inspect.isclass(value) and isinstance(entry := getattr(value, "compat_spec", None), DistributionSpec):
        empty = inspect.Parameter.empty
        given = [
            one.name + ("" if one.default is empty else "=" + signature_reader.expression(one.default))
            for one in entry.parameters
        ]
        return Signature(f"({', '.join(['name', *given, '*args', '**kwargs'])})")
    taken = signature_reader.of_object(value, Op)
    if taken is None:
        return None
    if inspect.isclass(value) and issubclass(value, Distribution) and "name" not in [one.name for one in taken]:
        taken.insert(0, inspect.Parameter("name", inspect.Parameter.POSITIONAL_OR_KEYWORD))  # taken by the metaclass
    own = value.__init__ if inspect.isclass(value) else value
    return Signature(signature_reader.written(taken), getattr(own, "also_named", None))


def taken_by_method(cls: type, name: str) -> Signature | None:
    """What a method of our class takes; of an Op's inputs the names are those in its `result_types`."""
    static = signature_reader.owner_of(cls, name)[1]
    if static is vars(TensorOp)["make_node"]:
        cls, name = cls, "compat_result_types"
    taken = signature_reader.of_method(cls, name) if static is not None else None
    return None if taken is None else Signature(signature_reader.written(taken), getattr(static, "also_named", None))


def compared(of: str) -> Iterator[tuple[str, Signature, Signature]]:
    """Each pair of a callable of the release and ours, once: its first name, what each takes."""
    found = release(of)
    seen = set()
    prefix = of.partition("_")[0] + "."
    for name in sorted((*found.signatures, *found.other), key=lambda one: (one.count("."), one)):
        real = found.other.get(name, name)
        module, _, last = name.rpartition(".")
        if not name.startswith(prefix) or module in found.bases or real not in found.signatures:
            continue
        value = of_ours(name)
        if value is None or (real, id(value)) in seen:
            continue
        seen.add((real, id(value)))
        if (ours := taken_by(value)) is not None:
            yield name, found.signatures[real], ours
        if real in found.bases and inspect.isclass(value):
            for defined, signature in found.methods(real):
                method = defined.rpartition(".")[2]
                if (method, signature.text) == ("__call__", "(*inputs, **kwargs)"):
                    continue  # an Op's, which takes what `make_node` does
                static = signature_reader.owner_of(value, method)[1]
                taken = taken_by_method(value, method)
                if taken is not None and (defined, id(static)) not in seen:
                    seen.add((defined, id(static)))
                    yield f"{name}.{method}", signature, taken


def main(releases: list[str]) -> int:
    """Print them."""
    for of in releases or RELEASES:
        for name, real, ours in compared(of):
            if found := differences(name, real, ours):
                print(f"{of}\t{name}\t{real.text}\t{ours.text}\t{'; '.join(found)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
