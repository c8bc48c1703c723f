"""Who may import whom: the packages of `compat/`, and `migrate/`. Imports inside functions count too."""

import ast
import functools
import re
from collections.abc import Iterator
from pathlib import Path

PACKAGES = {  # by folder
    **{"compat": "theano_compat", "migrate": "theano_migrate"},
    **{"theano_common": "theano_common", "environment": "theano_environment"},
}
FOLDERS = {name: folder for folder, name in PACKAGES.items()}
ROOT = Path(__file__).resolve().parent.parent.parent

# package -> the packages it may import, besides what everybody may.
BELOW_EVERYTHING = {
    *("settings", "emulated_versions", "importing", "missing_packages", "docstrings"),
}
MAY_IMPORT = {
    "settings": set(),
    "importing": set(),
    "missing_packages": set(),
    "docstrings": set(),
    "graph": set(),
    "ops": {"graph"},
    "differentiate": {"graph", "ops"},
    "rules": {"graph", "ops", "differentiate"},
    "backends": {"graph", "ops", "rules"},
    "explain": {"graph", "ops", "backends"},
    "compilation": {"graph", "ops", "differentiate", "rules", "backends", "explain"},
    "functions": {"graph", "ops", "differentiate", "backends", "explain", "compilation"},
    "exporting": {"graph", "ops", "backends", "compilation"},
    "distributions": {"graph", "ops", "differentiate"},
    "theano_api": {"graph", "ops", "differentiate", "rules", "compilation", "functions", "backends"},
    "models": {
        *("graph", "ops", "differentiate", "rules", "compilation", "functions", "distributions"),
        *("backends", "theano_api", "explain"),
    },
    "infer": {
        *("graph", "ops", "differentiate", "rules", "compilation", "functions", "distributions", "backends", "models"),
        "theano_api",
    },
    "scale": {"graph", "compilation", "models", "infer"},
    "pymc3_api": {
        *("graph", "ops", "compilation", "functions", "distributions", "models", "infer", "theano_api", "scale"),
    },
    "old": {
        *("graph", "ops", "differentiate", "rules", "compilation", "functions", "distributions"),
        *("backends", "theano_api", "models", "infer", "pymc3_api", "explain"),
    },
}
# Files of `infer` that need a LogDensity, vectors and arrays alone. Of `models` they may name the exceptions.
KNOW_NO_MODEL = {
    *("failures.py", "interrupts.py", "progress.py", "start.py", "jax", "nutpie"),
    *(
        f"compiled_steps/{one}.py"
        for one in ("draws", "form", "hamiltonian_structs", "numpy_stream", "places", "structs")
    ),
    *(f"steps/{one}.py" for one in ("acceptance", "proposals")),
    *(f"hamiltonian/{one}.py" for one in ("dense_potentials", "integration", "nuts_of_density", "potentials")),
    *(
        f"hamiltonian/{one}.py"
        for one in ("potentials_in_c", "recording", "running_moments", "step_size", "trajectory")
    ),
    "smc/tempering.py",
}
# `old` is loaded by name: by a legacy name, or by one of these tables.
TABLES_THAT_NAME_OLD = {
    *("compat/importing/legacy_modules.py", "compat/importing/pickle_only_names.py"),
    *("compat/importing/reexported_modules.py", "compat/wiring.py"),
}
# The entry points are outside this table: they may name any package, no package may import them.
ENTRY_POINTS = {
    *(
        "__init__",
        "__main__",
        "cache_command",
        "cache_packs",
        "child_processes",
        "doctor",
        "emit_command",
        "explain_command",
        "export_command",
    ),
    *("folded_tracebacks", "freezing", "emulated_versions"),
    *("installation", "ipython_extension"),
    *(
        "name_facts",
        "name_objects",
        "name_words",
        "names_command",
        "watch_command",
        "pytest_plugin",
        "old_arrays",
        "old_numpy",
        "python_2",
        "run_report",
        "runner",
        "sample_command",
    ),
    *("tried_versions", "time_report", "wiring"),
}
# Only these may be imported at the top of a module; all else waits for the function that needs it.
LIGHT = {"numpy", *PACKAGES, *FOLDERS}
STANDARD = __import__("sys").stdlib_module_names


def sources(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


@functools.cache
def statements(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def with_time(node: ast.AST, at_once: bool = True) -> Iterator[tuple[ast.Import | ast.ImportFrom, bool]]:
    """Each import statement below a node, with whether it runs when the module is imported."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        yield node, at_once
    elif not isinstance(node, ast.expr):
        waits = (
            isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            or isinstance(node, ast.If)
            and "TYPE_CHECKING" in ast.dump(node.test)
        )
        for part in ast.iter_child_nodes(node):
            yield from with_time(part, at_once and not waits)


@functools.cache
def imported(path: Path) -> list[tuple[str, int, bool]]:
    """(module, line, at import time) for each import, ours by their folders; `from . import x` is the module x here."""
    answer = []
    for node, at_once in with_time(statements(path)):
        if isinstance(node, ast.Import):
            answer += [(alias.name, node.lineno, at_once) for alias in node.names]
        else:
            base = imported_from(node, path)
            package = (ROOT / base.replace(".", "/")).is_dir() and base
            names = [_named(base, alias.name) for alias in node.names] if package else [base]
            answer += [(name, node.lineno, at_once) for name in names]
    return answer


def imported_from(node: ast.ImportFrom, path: Path) -> str:
    """Return the module after `from`, ours by its folder."""
    if node.level:
        return ".".join([*path.relative_to(ROOT).parts[: -node.level], node.module or ""]).strip(".")
    top, dot, below = (node.module or "").partition(".")
    return FOLDERS.get(top, top) + dot + below


def _named(package: str, name: str) -> str:
    """Return the module that `from package import name` imports."""
    place = ROOT / package.replace(".", "/") / name
    return f"{package}.{name}" if place.is_dir() or place.with_suffix(".py").exists() else package


def package_of(module: str) -> str | None:
    parts = module.split(".")
    return parts[1] if parts[0] == "compat" and len(parts) > 1 else None


COMPAT = sources("compat")


def at(path: Path, line: int) -> str:
    return f"{path.relative_to(ROOT)}:{line}"


def test_imports_go_one_way():
    wrong = []
    for path in COMPAT:
        here = path.relative_to(ROOT / "compat").with_suffix("").parts[0]
        if here in ENTRY_POINTS:
            continue
        assert here in MAY_IMPORT, f"compat/{here} is a new package: give it a line in MAY_IMPORT"
        allowed = MAY_IMPORT[here] | BELOW_EVERYTHING | {here}
        wrong += [
            f"{at(path, line)}: {module}: {here} may import {', '.join(sorted(allowed))}"
            for module, line, _ in imported(path)
            if (to := package_of(module)) is not None and to not in allowed
        ]
    assert not wrong


def test_samplers_know_no_model():
    """Whoever has a log density can sample it: such files import no model, and none of `infer` that knows one."""
    infer = ROOT / "compat/infer"
    here = {path for one in KNOW_NO_MODEL for path in (infer / one, *(infer / one).glob("*.py")) if path.is_file()}
    assert len(here) > len(KNOW_NO_MODEL)
    known = {".".join(path.relative_to(ROOT).with_suffix("").parts) for path in here} | {"compat.models.exceptions"}
    wrong = [
        f"{at(path, line)}: {module}"
        for path in here
        for module, line, _ in imported(path)
        if module.startswith(("compat.models", "compat.infer")) and module not in known
    ]
    assert not wrong


def test_nothing_imports_old():
    """Neither by an import nor by its name: what the engine needs is no part of it."""
    outside = [path for path in COMPAT if path.relative_to(ROOT / "compat").parts[0] != "old"]
    imports = [
        f"{at(path, line)}: {module}"
        for path in outside
        for module, line, _ in imported(path)
        if f"{module}.".startswith(("compat.old.", "theano_compat.old."))
    ]
    strings = {
        f"{at(path, node.lineno)}: {node.value!r}"
        for path in [*outside, *(path for package in PACKAGES if package != "compat" for path in sources(package))]
        for node in ast.walk(statements(path))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.search(r"\btheano_compat\.old\b", node.value)
        and path.relative_to(ROOT).as_posix() not in TABLES_THAT_NAME_OLD
    }
    assert not imports and not strings


OF_WHAT_IS_THERE = {  # imported only by, or in the place of a part of, the package that they import
    "pytest_plugin.py": ("pytest",),
    "hook-theano_compat.py": ("PyInstaller",),
    "inference_tree.py": ("xarray",),
    "model_picture.py": ("graphviz",),
    "onnx_graph.py": ("onnx",),
    "onnx_model.py": ("onnx",),
    "onnx_file.py": ("onnx", "onnxruntime"),
    "elpd.py": ("pandas",),
    "old_statistics.py": ("pandas", "arviz_stats"),
    "sklearn_cross_validation.py": ("sklearn",),
    "sklearn_grid_search.py": ("sklearn",),
}


def test_heavy_packages_wait():
    """Importing compat costs NumPy and nothing more: SciPy, JAX, pandas ... come inside functions."""
    heavy = [
        f"{at(path, line)}: {module}"
        for path in [*COMPAT, *sources("environment")]
        for module, line, at_once in imported(path)
        if at_once
        and (top := module.partition(".")[0]) not in STANDARD
        and top not in LIGHT
        and top not in OF_WHAT_IS_THERE.get(path.name, ())
    ]
    assert not heavy


def test_modules_are_named_in_full():
    """A program may have a `compat` of its own: modules go by the names under which they are installed."""
    named = re.compile(r"(compat|migrate|common|environment)\.(\w*)(\.\w+)*\.?")
    wrong = [
        f"{at(path, node.lineno)}: {node.value!r}"
        for path in (path for package in PACKAGES for path in sources(package))
        for node in ast.walk(statements(path))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and (found := named.fullmatch(node.value))
        and (not found[2] or (ROOT / found[1] / found[2]).is_dir() or (ROOT / found[1] / f"{found[2]}.py").exists())
    ]
    assert not wrong, "write theano_compat, theano_migrate, theano_common or theano_environment"


def test_the_packages_stand_apart():
    """`theano_common` is below both, and neither of `compat` and `migrate` imports the other: what they share is there.

    `environment` stands above `compat`, whose entry points alone may import it. Programs of child processes that run an
    old script are excepted: they import the shim, or the real thing.
    """
    may = {
        "theano_common": {"theano_common"},
        "compat": {"compat", "theano_common"},
        "migrate": {"migrate", "theano_common"},
        "environment": {"environment", "compat", "theano_common"},
    }
    others = {*PACKAGES, "jax", "theano", "pymc3"}
    children = {"replay_child.py", "model_density.py", "old_side.py"}
    children |= {"kernel_extension.py", "sampler_streams.py", "fewer_draws.py"}
    wrong = [
        f"{at(path, line)}: {module}"
        for package, names in may.items()
        for path in sources(package)
        for module, line, _ in imported(path)
        if path.name not in children
        and (top := module.partition(".")[0]) in others - names
        and (package, top) != ("compat", "jax")
        and not (top == "environment" and path.parent == ROOT / "compat" and path.stem in ENTRY_POINTS)
    ]
    assert not wrong


def test_packages_have_no_cycle():
    """The table itself goes one way."""
    order: list[str] = []
    while len(order) < len(MAY_IMPORT):
        ready = [r for r in MAY_IMPORT if r not in order and MAY_IMPORT[r] - ENTRY_POINTS <= set(order)]
        assert ready, f"a cycle among {sorted(set(MAY_IMPORT) - set(order))}"
        order += ready


def test_no_package_takes_a_name_of_theano():
    """`compat.X` is `theano.X` (after `import compat as theano`): our packages keep off those names."""
    from tools.legacy_names import modules

    packages = {p.stem if p.suffix == ".py" else p.name for p in (ROOT / "compat").iterdir() if p.stem != "__init__"}
    legacy = {name.split(".")[1] for name in modules() if name.startswith("theano.")}
    legacy |= set(modules()["theano"].kinds)
    assert packages & legacy <= {"graph"}
