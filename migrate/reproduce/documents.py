"""What lies in a folder: notebooks, scripts with what they printed, saved posteriors, and in which order they run."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from pathlib import Path

from . import file_names
from .errors import CannotReproduce
from .notebook_file import Cell, Notebook, Output, read
from .own_modules import IMPORTS, OwnModules, with_modules
from .releases import ON_TOP, of_repository

SKIPPED = {".git", ".hg", ".svn", ".venv", "venv", "env", "node_modules", "__pycache__", ".ipynb_checkpoints", ".tox"}
SKIPPED |= {"build", "dist", ".eggs", "site-packages", ".mypy_cache", ".pytest_cache"}
OLD = re.compile(r"\b(?:theano|pymc3|lasagne)\b")
LATER = re.compile(r"^\s*(?:import pymc as|from pymc import|import pymc\s*$)", re.M)
PRINTED_BESIDE = (".out", ".log", ".stdout", ".txt")  # of a script: what it once printed
SAVED = (
    ".pkl",
    ".pickle",
    ".p",
    ".nc",
    ".npz",
    ".h5",
    ".hdf5",
    ".sqlite",
    ".db",
    ".gz",
    ".xz",
    ".bz2",
    ".trace",
    ".csv",
)
WRITES = re.compile(
    r"(?:to_(?:csv|pickle|hdf|json|netcdf|excel|feather|parquet)|savez?(?:_compressed)?|savetxt|dump|save_trace|savefig"
    r"|to_file|open)\s*\([^()\n]*?['\"]([^'\"\n]+\.\w+|[^'\"\n]*trace[^'\"\n]*)['\"](?P<rest>[^)\n]*)"
)
SAVES_A_TRACE = re.compile(
    r"save_trace\s*\([^()\n]*?(?:directory\s*=\s*|,\s*)['\"]([^'\"\n]+)['\"]"
)  # a folder of any name
ABOVE = re.compile(r"['\"]\.\.(?:/|\\|['\"])")
QUOTED = re.compile(r"['\"]([^'\"\n]{3,200})['\"]")


@dataclass(frozen=True)
class Document:
    """A notebook or a script. path: relative to the folder. cells: a script is one. why_not: why it cannot be run."""

    path: Path
    cells: tuple[Cell, ...]
    python_2: bool = False
    is_script: bool = False
    why_not: str = ""

    @property
    def source(self) -> str:
        return "\n".join(cell.source for cell in self.cells)


@dataclass(frozen=True)
class Contents:
    """The documents of a folder in the order in which they run, and files that may hold saved posteriors."""

    root: Path
    documents: tuple[Document, ...]
    posteriors: tuple[Path, ...] = ()
    modules: dict[str, str] = field(default_factory=dict)  # sources of scripts that others import
    own: OwnModules = field(default_factory=lambda: OwnModules({}))  # all scripts, as modules
    passed_over: int = 0  # documents without a name of the old libraries


def found(path: Path) -> Contents:
    """Return what is there. Raises CannotReproduce where nothing can be run."""
    if not path.exists():
        raise CannotReproduce(f"no such file or folder: {path}")
    files = list(files_of(path)) if path.is_dir() else [path]
    root = path if path.is_dir() else path.parent
    made = [document(file, root) for file in files if file.suffix in (".ipynb", ".py")]
    if (repository := _around(root, made)) is not None:
        below = root.absolute().relative_to(repository)
        made = [replace(one, path=below / one.path) for one in made]
        root, path, files = repository, path.absolute(), [file.absolute() for file in files]
    own = _own(root)
    imported = own.imported([one.source for one in made])
    modules, stems = imported.texts, {one.stem for one in imported.sources}
    runnable = [one for one in made if not (one.is_script and (one.path.stem in stems or _is_no_program(one)))]
    kept = _old(runnable, root, modules) if path.is_dir() else runnable
    if not kept:
        raise CannotReproduce(f"{path}: no notebook or script there imports theano or pymc3")
    relative = tuple(sorted(one.relative_to(root) for one in _saved(path, files)))
    return Contents(root, tuple(ordered(kept)), relative, modules, own, len(runnable) - len(kept))


def _old(several: Sequence[Document], root: Path, modules: Mapping[str, str]) -> list[Document]:
    """Return those that use the old libraries, and those that cannot be read."""
    on_top = set(ON_TOP) - {"keras"} if of_repository(root).keys() & {"theano", "pymc3"} else set()
    return [one for one in several if one.why_not or is_old(one, modules, on_top)]


def _saved(path: Path, files: Sequence[Path]) -> list[Path]:
    """Return the files, and the folders of a trace, that may hold a saved posterior."""
    found = [file for file in files if file.suffix.lower() in SAVED]
    return found + [Path(at) for at, folders, _ in os.walk(path) for name in folders if name.endswith(".trace")]


def ordered(documents: Sequence[Document]) -> list[Document]:
    """Return documents by the numbers in their names, and after those whose files they read."""
    left = sorted(documents, key=lambda one: natural(str(one.path)))
    after = _after(documents)
    done: list[Document] = []
    while left:
        there = {one.path for one in done}
        ready = next((one for one in left if after[one.path] <= there), left[0])  # of a circle the first by name
        left.remove(ready)
        done.append(ready)
    return done


def _after(documents: Sequence[Document]) -> dict[Path, set[Path]]:
    """Return for each document those that write a file which it reads."""
    writes = {one.path: set(written(one.source)) for one in documents}
    named = {one.path: {os.path.basename(name) for name in QUOTED.findall(one.source)} for one in documents}
    return {
        one: {other for other in writes if other != one and writes[other] & named[one] - writes[one]} for one in writes
    }


def needed_by(documents: Sequence[Document], run: Sequence[Path]) -> set[Path]:
    """Return the documents whose files are read where some run, and by these in turn."""
    found: set[Path] = set()
    after, left = _after(documents), list(run)
    while left:
        new = after[left.pop()] - found
        found |= new
        left += new
    return found


def natural(name: str) -> list[tuple[bool, int, str]]:
    """Return a key that sorts `10-x` after `9-x`."""
    parts = [part for part in re.split(r"(\d+)", name.lower()) if part]
    return [(not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts]


def _around(folder: Path, made: Sequence[Document]) -> Path | None:
    """Return the repository around a folder, where a document needs files or modules of it; else None."""
    if (folder / ".git").exists():
        return None
    here = folder.absolute()
    around = next((one for one in here.parents if (one / ".git").exists()), None)
    if around is None or any(ABOVE.search(one.source) or _ran_above(one, here, around) for one in made):
        return around
    inside, own = _own(folder).names, _own(around)
    wanted = {name for one in made for name in own.folders(one.source, (here / one.path).parent.relative_to(around))}
    return around if wanted - inside else None


def _ran_above(one: Document, folder: Path, around: Path) -> bool:
    """Say whether a script was run in a folder above the one that we are given."""
    there = file_names.working_folder(one.source, (folder / one.path).parent, around)
    return one.is_script and there in folder.parents


def _own(root: Path) -> OwnModules:
    """Return the scripts of a folder, as modules."""
    texts = {}
    for file in files_of(root):
        if file.suffix == ".py":
            try:
                texts[file.relative_to(root)] = file.read_text(encoding="utf-8", errors="replace")
            except OSError:
                continue  # no document can import it
    return OwnModules(texts)


def kept_empty(root: Path) -> list[Path]:
    """Return folders whose contents .gitignore leaves out ("plots/*"): the author had them, and git has not."""
    try:
        lines = (root / ".gitignore").read_text(encoding="utf-8", errors="replace").split()
    except OSError:
        return []
    folders = [
        Path(line[:-2].strip("/")) for line in lines if line.endswith("/*") and not set("*?[!#") & set(line[:-2])
    ]
    return [one for one in folders if one.parts and ".." not in one.parts and not (root / one).exists()]


def files_of(root: Path) -> list[Path]:
    """Return the files below a folder that are copied, in the order of their names."""
    found = []
    for at, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in SKIPPED and not name.endswith(".egg-info"))
        found += [Path(at) / name for name in sorted(names)]
    return found


def document(file: Path, root: Path) -> Document:
    """Return a notebook or a script below `root`; of one that cannot be read, why."""
    path = file.relative_to(root)
    if file.suffix == ".py":
        try:
            source = file.read_text(encoding="utf-8", errors="replace")
        except OSError as error:
            return Document(path, (), is_script=True, why_not=f"it cannot be read: {error.strerror}")
        return Document(path, (Cell(1, source, _beside(file)),), _prints(source), True)
    try:
        notebook: Notebook = read(file)
    except (CannotReproduce, OSError) as error:
        return Document(path, (), why_not=str(error))
    if not notebook.language.startswith(("python", "ipython")):
        return Document(path, (), why_not=f"its language is {notebook.language}")
    python_2 = notebook.python_2 or any(_prints(cell.source) for cell in notebook.cells)
    return Document(path, notebook.cells, python_2)


def _beside(script: Path) -> tuple[Output, ...]:
    """Return what a file beside a script holds of its output."""
    for suffix in PRINTED_BESIDE:
        other = script.with_suffix(suffix)
        if other.is_file() and other.stat().st_size < 4_000_000:
            return (Output(other.read_text(encoding="utf-8", errors="replace"), stream=True),)
    return ()


def _prints(source: str) -> bool:
    """Say whether a text is in Python 2: it prints by a statement."""
    return re.search(r"^\s*print\s+[^\s(=.,\[]", source, re.M) is not None and not _compiles(source)


def _compiles(source: str) -> bool:
    try:
        compile(source, "script", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return True


def _is_no_program(one: Document) -> bool:
    """Say whether a script is there to install, to be tested or to be imported."""
    name = one.path.name
    return name in ("setup.py", "conftest.py", "conf.py", "__init__.py") or name.startswith("test_")


def is_old(one: Document, modules: Mapping[str, str], on_top: Set[str] = frozenset()) -> bool:
    """Say whether a document uses the old libraries, itself or by modules beside it, and those that they import.

    on_top: packages that use them, where the repository asks for the old libraries. Keras says what it stands on.
    """
    text = with_modules(one.source, modules)
    used = OLD.search(text) is not None or not on_top.isdisjoint(IMPORTS.findall(text))
    keras = any("Using Theano backend" in output.text for cell in one.cells for output in cell.outputs)
    return (used or keras) and not LATER.search(text)


def written(source: str) -> list[str]:
    """Return the names of files that a document writes, as far as its text says."""
    found = [os.path.basename(name.rstrip("/")) for name in SAVES_A_TRACE.findall(source)]
    for match in WRITES.finditer(source):
        opens = match.group().startswith("open")
        if not opens or re.search(r"['\"][wax]", match["rest"]):
            found.append(os.path.basename(match[1]))
    return found
