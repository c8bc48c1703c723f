"""An environment of its own for documents (`--venv`): today's releases of what they import."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from theano_common.version_numbers import version_numbers

from . import installed, requirements
from .documents import Contents
from .errors import CannotReproduce
from .own_modules import imported_modules, imported_names
from .releases import ON_TOP, last_of, of_the_time

PLAIN = re.compile(r"[\w.-]+")
EXTRAS = "[sample,arviz,glm,notebook]"
# With everything that is installed. NumPy 2.4 makes no number of an array of one element, which old code asks for; the
# others are what we need ourselves: a package with old bounds must not bring them down.
BOUNDS = ("numpy>=1.26,<2.4", "scipy>=1.11", "pandas>=2", "matplotlib>=3.7", "arviz>=0.21")
NUMPY = "NumPy is below 2.4, which makes no number of an array of one element"
# import -> the package that has it, where they have other names
PACKAGES = {
    "PIL": "pillow",
    "sklearn": "scikit-learn",
    "skimage": "scikit-image",
    "yaml": "PyYAML",
    "cv2": "opencv-python-headless",
    "bs4": "beautifulsoup4",
    "mpl_toolkits": "matplotlib",
    "pylab": "matplotlib",
    "dateutil": "python-dateutil",
    "pkg_resources": "setuptools<81",
    "IPython": "ipython",
    "Bio": "biopython",
    "dotenv": "python-dotenv",
    "git": "GitPython",
    "janitor": "pyjanitor",  # janitor is another package, of Python 2
    "skopt": "scikit-optimize",
    "stan": "pystan",
    "umap": "umap-learn",
    **dict.fromkeys(("lab_black", "nb_black"), "nb-black-only"),  # nb_black's own release is refused by setuptools
}
OURS = {"theano", "pymc3", "theano_compat", "compat", "theano_migrate", "theano_common", "theano_environment"}
OURS |= {"__future__", "google"}
# What old code of today's releases needs is given back: their old releases do not run on this Python, or not beside us.
ADAPTED = {"arviz", "xarray", "numpy", "scipy", "pandas", "matplotlib", "seaborn", "scikit-learn", "statsmodels"}
ADAPTED |= {"astropy", "bokeh", "dabest", "h5py", "ipython", "mizani", "pytest", "pyyaml"}
OF_NO_DOCUMENT = {"python", "pip", "setuptools", "wheel", "theano", "theano-pymc", "theano-compat", "pymc3", "sklearn"}
OF_NO_DOCUMENT |= {"jupyter", "jupyterlab", "notebook", "nbconvert", "ipykernel", "black", "flake8", "tox", "mkl"}
NOT_NEEDED = re.compile(
    r"(?i)(?:pymc3|theano|theano-pymc|pystan|numpy)\b(?![-.\w])"
)  # of a package on PyMC3: what we are, Stan, and NumPy, often an old one, which `BOUNDS` chooses
LOADED = re.compile(r"^[ \t]*%[ \t]*(?:re)?load_ext[ \t]+(\w+)", re.M)
LATER = {"keras": "TensorFlow"}  # what later releases of a package on top of ours stand on, where it is not PyMC
WITH_IPYTHON = {"autoreload", "storemagic"}  # extensions that are always there
FORMATS = {".xls": "xlrd", ".xlsx": "openpyxl", ".h5": "tables", ".hdf5": "h5py", ".feather": "pyarrow"}
FORMATS |= {
    ".to_latex(": "jinja2",
    ".style.format": "jinja2",
    ".style.applymap": "jinja2",
    ".style.background_gradient": "jinja2",
    ".to_markdown(": "tabulate",
    ".read_html(": "lxml",
}  # of pandas
FORMATS |= {"model_to_graphviz(": "graphviz", "pydotprint(": "pydot"}  # our pictures of models and of graphs
OF_TODAY = ADAPTED | {*FORMATS.values()}  # pandas, and our pictures, want releases of their own time
MOST_SECONDS = 1800.0
# Is there a file or folder for each of these modules of a package? It is not imported: it may want theano.
HAS_MODULES = """
import ast, glob, importlib.util, os, sys
places = importlib.util.find_spec(sys.argv[1]).submodule_search_locations or ()
def there(parts):
    return any(glob.glob(glob.escape(os.path.join(place, *parts)) + end) for place in places for end in ("", ".*"))
sys.exit(not all(there(parts) for parts in ast.literal_eval(sys.argv[2])))
"""


@dataclass(frozen=True)
class Source:
    """Where packages come from: an index, or folders of wheels."""

    find_links: tuple[str, ...] = ()
    no_index: bool = False

    @property
    def arguments(self) -> list[str]:
        """Return it as pip and uv take it."""
        found = [part for one in self.find_links for part in ("--find-links", one)]
        return [*found, *(["--no-index"] if self.no_index else [])]

    def wheel(self, package: str) -> str:
        """Return the newest wheel of a package in a folder that was given, which wins over an index; else its name."""
        wanted = requirements.plain(package)
        there = [file for folder in self.find_links for file in Path(folder).glob("*.whl")]
        found = [file for file in there if requirements.plain(file.name.partition("-")[0]) == wanted]
        if not found:
            return package
        return str(max(found, key=lambda file: version_numbers(file.name.split("-")[1])).absolute())


@dataclass(frozen=True)
class Made:
    """An environment: its interpreter, and what could not be had."""

    python: str
    remarks: tuple[str, ...] = ()


def make(folder: Path, contents: Contents, source: Source, progress: Callable[[str], None]) -> Made:
    """Make the environment, or add to it what is missing. Raises CannotReproduce where we cannot be had ourselves."""
    python = _interpreter(folder)
    if not python.exists():
        progress(f"making {folder}")
        _run([*(_uv("venv") or [sys.executable, "-m", "venv"]), str(folder)], "no environment could be made")
        python = _interpreter(folder)
    install = [*(_uv("pip", "install", "--python", str(python)) or [str(python), "-m", "pip", "install"])]
    install += source.arguments
    if not has(python, "theano_compat") or not has(python, "ipykernel"):
        progress(f"installing theano-compat into {folder}")
        with tempfile.TemporaryDirectory() as made:
            ours = installed.requirement(EXTRAS, Path(made))
            _run([*install, "ipykernel", *BOUNDS, ours], "theano-compat could not be installed there")
    missing = [name for name in imported(contents) if not has(python, name)]
    wanted = [source.wheel(PACKAGES.get(name, name)) for name in missing if name not in ON_TOP]
    wanted += [package for said, package in FORMATS.items() if _says(contents, said)]
    more, addresses = _listed(contents.root, wanted)
    wanted += [one for one in more if not _is_there(python, one)]
    remarks = [NUMPY, *(f"{one} was not installed: it is an address, and no package of an index" for one in addresses)]
    of_then = [name for name in missing if name in ON_TOP]
    for name in of_then:  # which grows by what one needs of its like
        said, needs = _on_top(name, contents, python, install, progress)
        names = {one: re.split(r"[^\w.-]", one)[0] for one in needs}
        of_then += [name for name in names.values() if name in ON_TOP and name not in of_then]
        remarks, wanted = [*remarks, said], [*wanted, *(one for one in needs if names[one] not in ON_TOP)]
    remarks += _installed(install, list(dict.fromkeys(wanted)), contents.root, progress)
    return Made(str(python), (*remarks, *_of_the_same_name(python, missing, contents)))


def _of_the_same_name(python: Path, names: Sequence[str], contents: Contents) -> list[str]:
    """Remove what an index has under the name of a package that the repository takes from an address, and is another.

    It is another if it lacks a module that a document imports.
    """
    addresses = requirements.addresses(contents.root)
    text = "\n".join([*(one.source for one in contents.documents), *contents.modules.values()])
    remarks = []
    for name in names:
        address = addresses.get(requirements.plain(name))
        if address is not None and has(python, name) and not has_all(python, name, text):
            there = PACKAGES.get(name, name)
            _try([*(_uv("pip", "uninstall", "--python", str(python)) or _pip_uninstall(python)), there])
            remarks.append(f"{name} was not installed: the index has another package of that name, not {address}")
    return remarks


def _pip_uninstall(python: Path) -> list[str]:
    return [str(python), "-m", "pip", "uninstall", "-q", "-y"]


def _listed(root: Path, wanted: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return what requirement files list, and no document imports by the package's name; and addresses."""
    there, addresses = requirements.listed(root)
    known = {requirements.plain(re.split(r"[^\w.-]", one)[0]) for one in wanted} | ADAPTED | OF_NO_DOCUMENT
    return [one for one in there if one not in known and one not in ON_TOP], addresses


def imported(contents: Contents) -> list[str]:
    """Return the packages that documents import or load as extensions, but not Python's, ours or their own modules."""
    text = "\n".join([*(one.source for one in contents.documents), *contents.modules.values()])
    found = [*imported_names(text), *(name for name in LOADED.findall(text) if name not in WITH_IPYTHON)]
    left = set(sys.stdlib_module_names) | OURS | contents.own.names
    return [name for name in dict.fromkeys(found) if name.isidentifier() and name not in left]


def _on_top(
    name: str, contents: Contents, python: Path, install: list[str], progress: Callable[[str], None]
) -> tuple[str, list[str]]:
    """Install the release of its time, without PyMC3; return what is said of it, and what else it needs."""
    using = [one.path for one in contents.documents if re.search(rf"\b{name}\b", one.source)]
    release = of_the_time(name, contents.root, using or [one.path for one in contents.documents])
    bound, file = requirements.asked(contents.root, name)
    of_files = [f"{name}{bound},<={newest}" for newest in (release, last_of(name)) if bound]
    progress(f"installing {name} {release}")
    got = next((one for one in (*of_files, f"{name}=={release}") if _try([*install, "--no-deps", one])), None)
    if got is None:
        return f"{name} {release} could not be installed", []
    asked = f"import importlib.metadata; print(*importlib.metadata.requires({name!r}) or (), sep='\\n')"
    try:
        told = subprocess.run(
            [str(python), "-c", asked], capture_output=True, text=True, timeout=60, check=False
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        told = ""
    needs = [_today(line) for line in told.splitlines() if "extra ==" not in line and not NOT_NEEDED.match(line)]
    said = f"{name}{bound}, as {file} asks" if got in of_files else f"{name} is {release}, of the time"
    return f"{said}: later ones stand on {LATER.get(name, 'PyMC 4 or newer')}", needs


def _today(need: str) -> str:
    """Return a need without its bounds, where today's release is the one that old code is adapted to."""
    name = re.split(r"[^\w.-]", need)[0]
    return name if requirements.plain(name) in ADAPTED else need


def _installed(install: list[str], wanted: Sequence[str], root: Path, progress: Callable[[str], None]) -> list[str]:
    """Install all together, or one by one where that fails; return a line for each that is not as it was asked for.

    The release that the repository asks for is taken, where it can be had.
    """
    if not wanted:
        return []
    progress(f"installing {', '.join(wanted)}")
    asked = {one: _asked(root, one) for one in wanted}
    if _try([*install, *BOUNDS, *(f"{one}{bound}" for one, (bound, _) in asked.items())]):
        return []
    remarks = []
    for one, (bound, file) in asked.items():
        if _try([*install, *BOUNDS, f"{one}{bound}"]):
            continue
        said = f"{one}{bound}, as {file} asks," if bound else one
        another = bool(bound) and _try([*install, *BOUNDS, one])
        remarks.append(f"{said} could not be installed{': another release is there' if another else ''}")
    return remarks


def _asked(root: Path, package: str) -> tuple[str, str]:
    """Return what the repository asks of a package, and by which file; two "" where today's release is taken."""
    if not PLAIN.fullmatch(package) or requirements.plain(package) in OF_TODAY:
        return "", ""
    return requirements.asked(root, package)


def _interpreter(folder: Path) -> Path:
    folder = folder.absolute()
    windows = folder / "Scripts" / "python.exe"
    return windows if windows.exists() else folder / "bin" / "python"


def _uv(*command: str) -> list[str]:
    """Return a command of uv; empty where there is none."""
    if (found := shutil.which("uv")) is not None:
        program = [found]
    elif importlib.util.find_spec("uv") is not None:
        program = [sys.executable, "-m", "uv"]
    else:
        return []
    return [*program, *command, *(["--python", sys.executable] if command == ("venv",) else [])]


def _is_there(python: Path, package: str) -> bool:
    return _try([str(python), "-P", "-c", f"import importlib.metadata; importlib.metadata.version({package!r})"])


def has(python: Path, name: str) -> bool:
    """Say whether an environment has a package; the folder that we are called in does not count."""
    program = f"import importlib.util, sys; sys.exit(importlib.util.find_spec({name!r}) is None)"
    return _try([str(python), "-P", "-c", program])


def has_all(python: Path, name: str, text: str) -> bool:
    """Say whether an environment has a package with all modules of it that a text imports. Nothing is imported."""
    wanted = [module.split(".")[1:] for module in imported_modules(text, name)]
    return has(python, name) and (not wanted or _try([str(python), "-P", "-c", HAS_MODULES, name, repr(wanted)]))


def _says(contents: Contents, text: str) -> bool:
    """Say whether a document, or a module that one imports, has these words."""
    return any(text in source for source in (*(one.source for one in contents.documents), *contents.modules.values()))


def _try(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, timeout=MOST_SECONDS, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _run(command: list[str], said: str) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=MOST_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CannotReproduce(f"{said}: {error}") from None
    if done.returncode:
        raise CannotReproduce(f"{said}: {' '.join((done.stderr or done.stdout).split()[-60:])}")
