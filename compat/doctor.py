"""theano-compat doctor: which engines work here, why, and the one command that adds a missing one."""

from __future__ import annotations

import ctypes
import importlib.metadata
import importlib.util
import sys
import sysconfig
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from theano_common.installing import pip_install
from theano_common.system.cores import cores
from theano_common.system.ownership import who_else_writes

from . import tried_versions
from .backends.c import threads
from .backends.c.compilers import build, cache
from .backends.c.errors import CannotCompile
from .backends.c.extension import extension
from .backends.c.target import for_what_compiles, host
from .infer.nutpie import extension as nutpie_extension
from .settings import config

PROBE = """
double twice(double x)
{
    return 2.0 * x;
}
"""


@dataclass(frozen=True)
class Line:
    """One finding. `fix` is a command, empty where nothing needs doing."""

    what: str
    works: bool
    found: str
    fix: str = ""


def main() -> int:
    """Print the findings. Return 0, or 1 if there is no C compiler or BLAS is broken."""
    works = {}
    for line in examine():
        print(f"{'ok ' if line.works else '-- '} {line.what:14} {line.found}")
        if line.fix:
            print(f"{'':18} -> {line.fix}")
        works[line.what] = line.works
    engine = "C" if works["C compiler"] else "Python (NumPy), for want of a C compiler: slower by far"
    jax = "runs" if works["JAX"] else "is not there"
    print(f'\ntheano.function runs on: {engine}. On request, mode="JAX": {jax}.')
    if not works["C compiler"]:
        print(
            f"pm.sample evaluates log densities on: {'JAX' if works['JAX'] and works['nutpie'] else 'Python (NumPy)'}."
        )
    return 0 if works["C compiler"] and works["BLAS"] else 1


def examine() -> Iterator[Line]:
    """Run all checks in the order in which they are shown; each really tries the thing it reports."""
    for check in CHECKS:
        yield check()


def python() -> Line:
    """Report Python's version."""
    versions = [f"{name} {importlib.metadata.version(name)}" for name in ("numpy", "scipy")]
    return Line("Python", True, f"{sys.version.split()[0]} ({sys.executable}), {', '.join(versions)}")


def tried() -> Line:
    """Say which of the installed releases our tests did not run with."""
    said = tried_versions.outside()
    if not said:
        return Line("tried", True, "with these releases of Python and of the libraries")
    return Line("tried", False, "\n".ljust(19).join(said))


def arrays_as_numbers() -> Line:
    """Say whether NumPy accepts `float(a)` and `"%.3f" % a` of one-element arrays, of which old programs are full."""
    import numpy as np

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            float(np.ones(1))
    except TypeError:
        return Line(
            "float(array)",
            False,
            "arrays of one element are no numbers since NumPy 2.4; of scalars they are",
            f"{pip_install('numpy<2.4')}   (where a program says `only 0-dimensional arrays can be converted`)",
        )
    return Line("float(array)", True, "arrays of one element count as numbers")


def real_libraries() -> Line:
    """Look for a real theano or pymc3 beside us, and say who answers `import theano` then."""
    found = []
    for name in ("theano", "pymc3", "aesara"):
        for finder in sys.meta_path:
            if type(finder).__module__.startswith("theano_compat."):
                continue
            spec = getattr(finder, "find_spec", lambda *_: None)(name, None)
            if spec is not None:
                found.append(f"{name} in {spec.origin}")
                break
    if not found:
        return Line("legacy", True, "no real theano or pymc3 is installed: after `import compat` we answer")
    return Line("legacy", True, f"{', '.join(found)}: wins after `import compat`, not after compat.install()")


def compiler() -> Line:
    """Build and run a function of five lines."""
    try:
        found = build.compiler()
        if found is build.PACKS:
            return Line("C compiler", False, "none: what packs hold runs in C, all else in NumPy", _install("compiler"))
        twice = build.load(PROBE).twice
    except CannotCompile as error:
        return Line("C compiler", False, str(error), _install("compiler"))
    twice.restype, twice.argtypes = ctypes.c_double, [ctypes.c_double]
    if twice(21.0) != 42.0:
        return Line("C compiler", False, f"{' '.join(found.command)} builds wrong code", _install("compiler"))
    maths = "libm's" if for_what_compiles(host()).vector_maths else "our own"
    where = " ".join(found.command)
    return Line("C compiler", True, f"{where}, built and ran a function, with {maths} vector functions")


def call_extension() -> Line:
    """Say whether compiled functions are called through the extension."""
    if extension() is not None:  # it may be there, and not load: of another libc, or of an older source
        return Line("C calls", True, "by the extension module")
    return Line(
        "C calls",
        False,
        "by ctypes: some microseconds more per call",
        "install theano-compat again where a compiler is",
    )


def kept_objects() -> Line:
    """Report the cache of compiled objects."""
    folder, wanted = cache.directory(), Path(config.cache_dir).resolve()
    if folder != wanted:
        why = who_else_writes(wanted) if wanted.is_dir() else ""
        fix = "export THEANO_FLAGS=base_compiledir=$HOME/a-folder"
        return Line("cache", False, f"{why or f'{wanted} cannot be written'}: this process compiles for itself", fix)
    objects = cache.entries()
    size = sum(entry.size for entry in objects) / 1e6
    return Line("cache", True, f"{folder}, {len(objects)} compiled objects, {size:.1f} MB")


def large_loops() -> Line:
    """Say whether large loops run in threads."""
    if not threads.address():
        return Line("threads", False, "large loops run on one: the pool is part of the call extension")
    count = threads.most() or cores()
    said = "OMP_NUM_THREADS" if threads.most() else "the cores of this process"
    return Line("threads", True, f"large loops of plain functions run on {count} ({said})")


def blas() -> Line:
    """Compare SciPy's BLAS with an explicit sum: broken installations have given wrong numbers without an error."""
    import numpy as np
    from scipy.linalg.blas import dgemm

    a = np.arange(64.0).reshape(8, 8)
    right = bool(np.array_equal(dgemm(1.0, a, a), (a[:, :, None] * a[None, :, :]).sum(axis=1)))
    found = "SciPy's, checked" if right else "SciPy's gives wrong products"
    return Line("BLAS", right, found, "" if right else pip_install("--force-reinstall", "scipy"))


def jax() -> Line:
    """Run JAX on this machine."""
    if importlib.util.find_spec("jax") is None:
        return Line("JAX", False, "not installed", _install("jax"))
    try:
        import jax

        devices = ", ".join(str(device) for device in jax.devices())
    except Exception as error:  # a broken jaxlib fails in many ways
        return Line("JAX", False, f"does not start: {error}", pip_install("--upgrade", "jax", "jaxlib"))
    return Line("JAX", True, f"{jax.__version__} on {devices}")


def package(what: str, module: str, distributions: tuple[str, ...], extra: str) -> Line:
    """Look a package up without importing it, which takes seconds for some."""
    if importlib.util.find_spec(module) is None:
        return Line(what, False, "not installed", _install(extra))
    for distribution in distributions:
        try:
            return Line(what, True, importlib.metadata.version(distribution))
        except importlib.metadata.PackageNotFoundError:
            continue
    return Line(what, True, "version unknown")


def nutpie() -> Line:
    """Load nutpie's extension module alone, as sampling does."""
    line = package("nutpie", "nutpie", ("nutpie",), "sample")
    if not line.works and sysconfig.get_config_var("Py_GIL_DISABLED"):
        return Line("nutpie", False, f"{line.found}: in November 2026 no wheel was for a Python without GIL", line.fix)
    if not line.works:
        return line
    try:
        nutpie_extension.load()
    except ImportError as error:
        return Line("nutpie", False, f"{line.found} does not load: {error}", _install("sample"))
    return line


def pictures() -> Line:
    """Look for what model_to_graphviz, pydotprint and d3viz need: packages, and the system's program `dot`."""
    import shutil

    missing = [module for module in ("graphviz", "pydot") if importlib.util.find_spec(module) is None]
    if missing:
        return Line("pictures", False, f"{' and '.join(missing)} not installed", _install("pictures"))
    program = shutil.which("dot")
    if program is None:
        return Line(
            "pictures",
            False,
            "the program `dot` is not there: graphs are made, but not drawn",
            "apt install graphviz   (or brew, conda: it is no Python package)",
        )
    return Line("pictures", True, f"graphviz, pydot and {program}")


def _install(extra: str) -> str:
    return pip_install(f"[{extra}]")


CHECKS: tuple[Callable[[], Line], ...] = (
    python,
    tried,
    arrays_as_numbers,
    real_libraries,
    compiler,
    call_extension,
    large_loops,
    kept_objects,
    blas,
    jax,
    nutpie,
    lambda: package("NumPyro", "numpyro", ("numpyro",), "jax"),
    lambda: package("TFP", "tensorflow_probability", ("tfp-nightly", "tensorflow-probability"), "tfp"),
    lambda: package("ArviZ", "arviz", ("arviz",), "arviz"),
    lambda: package("matplotlib", "matplotlib", ("matplotlib",), "arviz"),
    pictures,
    lambda: package("patsy", "patsy", ("patsy",), "glm"),
    lambda: package("dask", "dask", ("dask",), "dask"),
)
