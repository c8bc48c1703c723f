"""Read a saved posterior in any known format."""

from __future__ import annotations

import glob
import importlib
import pkgutil
import tempfile
from dataclasses import replace
from pathlib import Path

from .. import saved
from ..draws import Draws
from ..regular_file import NoRegularFile, regular
from . import compressed
from .consistency import consistent
from .errors import CannotRead
from .format import Format, head

NESTED = 3  # levels of compression


def _found() -> tuple[Format, ...]:
    """Return the formats of the modules beside this one, in the order in which they are tried."""
    names = sorted(module.name for module in pkgutil.iter_modules(saved.__path__) if module.name != "any_file")
    modules = [importlib.import_module(f"{saved.__name__}.{name}") for name in names]
    found = (one for module in modules for one in vars(module).values() if isinstance(one, Format))
    return tuple(sorted(found, key=lambda one: one.order))


FORMATS = _found()


def load(path: str | Path, drop: int = 0) -> Draws:
    """Read a saved posterior. A path with `*` names several files, one or more for each chain.

    The formats of FORMATS are read, also inside gzip, bzip2, xz or zlib.

    Nothing that a file names is imported or called. `attrs["remarks"]` says what a format does not keep;
    `attrs["dims"]` and `["coords"]` have the names of axes, `["versions"]` what is known of the writer's version.
    drop: the first draws of each chain, which become warm-up: some formats keep them, and do not tell which they are.
    Raises CannotRead with the file's name and the reason; OSError when the file cannot be opened.
    """
    path = Path(path)
    try:
        if path.is_dir():
            draws = _folder(path)
        elif not path.exists() and glob.has_magic(str(path)) and (found := sorted(glob.glob(str(path)))):
            draws = _several([Path(one) for one in found])
        else:
            draws = _file(path)
        draws = consistent(draws).without_first(drop)
        if drop and not len(draws):
            raise CannotRead(f"a chain has no draws but the first {drop}, which --drop leaves out")
    except CannotRead as error:
        raise CannotRead(f"{path}: {error}") from None
    except NoRegularFile as error:
        raise CannotRead(f"{error.filename}: {error.strerror}") from None
    except (MemoryError, RecursionError) as error:  # wherever a file gives a size, it is bounded
        raise CannotRead(f"{path}: it takes more than there is: {type(error).__name__}") from None
    return replace(draws, attrs={**draws.attrs, "source": path.name})


def _folder(path: Path) -> Draws:
    for one in (*path.iterdir(), *path.glob("*/*")):
        if not one.is_dir() and one.exists():
            regular(one)
    for known in FORMATS:
        if known.load is not None and known.is_folder is not None and known.is_folder(path):
            return known.load(path)
    raise CannotRead(
        "it is none of these: "
        + "; ".join(one.what for one in FORMATS if one.is_folder is not None and not one.refused)
    )


def _several(paths: list[Path]) -> Draws:
    for known in FORMATS:
        if (
            known.load_together is not None
            and known.looks_like is not None
            and all(path.is_file() and known.looks_like(head(path)) for path in paths)
        ):
            return known.load_together(paths)
    made = []
    for path in paths:
        try:
            made.append(_folder(path) if path.is_dir() else _file(path))
        except CannotRead as error:
            raise CannotRead(f"{path.name}: {error}") from None
    first = made[0]
    for path, one in zip(paths, made, strict=True):
        if set(one.variables) != set(first.variables):
            raise CannotRead(f"{path.name} has other variables than {paths[0].name}")
    remarks = tuple(dict.fromkeys(said for one in made for said in one.attrs.get("remarks", ())))
    chains = tuple(chain for one in made for chain in one.chains)
    return replace(first, chains=chains, attrs={**first.attrs, "remarks": remarks})


def _file(path: Path, name: str = "", depth: int = 0) -> Draws:
    """Read one file. name: its original name, if `path` is its decompressed copy."""
    first = head(path)
    if not first:
        raise CannotRead("it is empty")
    if compressed.kind_of(first):
        return _expanded(path, name or path.name, depth)
    chosen = _format_of(first, Path(name or path).suffix.lower())
    if chosen.load is None:
        raise CannotRead(f"it is {chosen.refused}")
    return chosen.load(path)


def _format_of(first: bytes, suffix: str) -> Format:
    """Return the format of a file: its first bytes decide, then what its text looks like, then its name.

    If nothing matches, it is taken for a pickle.
    """
    recognised = next((one for one in FORMATS if first.startswith(one.begins)), None)
    looks = [one for one in FORMATS if one.looks_like is not None and one.looks_like(first)]
    named = [one for one in FORMATS if one.suffix and one.suffix == suffix]
    return recognised or min([*looks, *named], key=lambda one: one.order)


def _expanded(path: Path, name: str, depth: int) -> Draws:
    if depth == NESTED:
        raise CannotRead(f"one compressed file within another, {NESTED} times: this is no posterior")
    with tempfile.TemporaryDirectory(prefix="migrate-", ignore_cleanup_errors=True) as folder:
        inside = Path(folder) / "expanded"
        compressed.expand(path, inside)
        return _file(inside, name.rpartition(".")[0] or name, depth + 1)
