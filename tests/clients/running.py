"""Runs a client's tests and scripts, each lot in a process of its own, and reads what came out."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from fixtures.oracles import ORACLES
from tests.clients.environments import Environment
from tests.clients.recipes import HERE, Recipe, Script

ROOT = Path(__file__).resolve().parents[2]
OBSERVERS = HERE / "observers"
TIME_IS_UP = -1000  # in the place of an exit status
CRASHES = 12  # of one client, before the rest of its tests is given up


@dataclass
class Result:
    """What the tests of a client did: test -> "passed", "failed", "skipped", "xfailed" or "crashed".

    compiled, called: functions and densities of ours, over all processes. fired: the rules and passes that
    changed something, of what was not found in the cache. output: the last lines that were printed.
    stopped: the time for the whole was up before all had run.
    """

    outcomes: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    compiled: int = 0
    called: int = 0
    fired: set[str] = field(default_factory=set)
    seconds: float = 0.0
    output: str = ""
    stopped: bool = False


def run(
    recipe: Recipe, environment: Environment, real: bool, only: str = "", total: int = 7200, scripts_only: bool = False
) -> Result:
    """Run all of a client. real: on the real library; only: pytest's -k, and no scripts; total: seconds for the tests;
    scripts_only: no tests.
    """
    result = Result()
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="compat-client-") as made:
        for _ in range(CRASHES if recipe.tests and not scripts_only else 0):
            left = total - (time.monotonic() - started)
            if _run_tests(recipe, environment, real, only, left, Path(made), result) or result.stopped:
                break
        for script in () if only else recipe.scripts:
            _run_script(recipe, environment, real, script, Path(made), result)
        counts = Path(made) / "counts"
        for line in counts.read_text().splitlines() if counts.exists() else []:
            row = json.loads(line)
            result.compiled += row.get("compiled", 0)
            result.called += row.get("called", 0)
            result.fired.update(row.get("fired", ()))
    result.seconds = time.monotonic() - started
    return result


def _variables(recipe: Recipe, environment: Environment, real: bool, made: Path) -> dict[str, str]:
    source = environment.source
    path = [environment.site, *(source / p for p in recipe.path if not recipe.build), OBSERVERS, HERE / recipe.name]
    flags = [recipe.flags] if recipe.flags else []
    if real and recipe.real:
        flags += [f"base_compiledir={environment.site.parent / 'compiled'}"]
        flags += [ORACLES[recipe.real.oracle].blas_flag]
    given = {k: v for k, v in os.environ.items() if k not in ("PYTHONPYCACHEPREFIX", "PYTHONDONTWRITEBYTECODE")}
    if recipe.commands:
        given["PATH"] = os.pathsep.join([str(_commands(environment, made)), given.get("PATH", os.defpath)])
        given["CLIENT_COMMANDS"] = "" if real else "1"
    return given | {
        "PYTHONPATH": os.pathsep.join(map(str, path if real else [*path, ROOT])),
        "CLIENT_RESULTS": str(made / "results"),
        "CLIENT_DONE": str(made / "done"),
        "CLIENT_COUNTS": str(made / "counts"),
        "CLIENT_LIMIT": str(recipe.seconds),
        "THEANO_FLAGS": ",".join(flags),
        "THEANORC": os.devnull,
        "MPLBACKEND": "Agg",
        "OMP_NUM_THREADS": "1",
        "COMPAT_CHECK": "",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "HOME": str(made),  # clients write settings and downloads there
        "XDG_CACHE_HOME": os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache"),
        **dict(recipe.environment),
    }


def _commands(environment: Environment, made: Path) -> Path:
    """Make a folder of the client's commands, begun by the Python of this run: what installed them may be gone."""
    folder = made / "bin"
    folder.mkdir(exist_ok=True)
    for file in (environment.site / "bin").iterdir():
        first, _, rest = file.read_bytes().partition(b"\n")
        python = b"#!" + os.fsencode(environment.interpreter)
        (folder / file.name).write_bytes((python if b"python" in first else first) + b"\n" + rest)
        shutil.copymode(file, folder / file.name)
    return folder


def _command(recipe: Recipe, environment: Environment, real: bool) -> list[str]:
    if real:
        return [str(environment.interpreter)]
    python_2 = ["--from-python2"] if recipe.python_2 else []
    return [str(environment.interpreter), "-m", "theano_compat", *python_2]


def _run_tests(
    recipe: Recipe, environment: Environment, real: bool, only: str, left: float, made: Path, result: Result
) -> bool:
    """Whether the process came to its end; `result` has what it did."""
    results = made / "results"
    results.write_text("")
    (made / "done").write_text("\n".join(sorted(result.outcomes)))
    options = ["-p", "client_results", *(() if real else ("-p", "client_counts")), "-p", "no:cacheprovider", "-q"]
    options += [
        "--continue-on-collection-errors",
        "--disable-warnings",
        "--tb=short",
        "-c",
        os.devnull,
        "--rootdir",
        ".",
    ]
    options += recipe.options
    options += ["-k", only] if only else []
    command = [*_command(recipe, environment, real), "-m", "pytest", *options, *recipe.tests]
    folder = environment.source / recipe.folder
    done = _ended(command, folder, _variables(recipe, environment, real, made), left, made)
    result.output = (made / "output").read_text(errors="replace")[-3000:]
    started = ""
    for line in results.read_text().splitlines():
        row = json.loads(line)
        test = row["test"]
        if row["outcome"] == "started":
            started = test
        elif result.outcomes.get(test) not in ("failed", "crashed"):  # an error of its tear-down comes last
            result.outcomes[test] = row["outcome"]
            result.texts[test] = row["text"]
    result.stopped = done == TIME_IS_UP
    if not result.stopped and done not in (0, 1, 2, 5) and started and started not in result.outcomes:
        result.outcomes[started], result.texts[started] = "crashed", "took the process down"
        return False
    return True


def _run_script(
    recipe: Recipe, environment: Environment, real: bool, script: Script, made: Path, result: Result
) -> None:
    folder = environment.source / recipe.folder
    numbers = made / "numbers"
    variables = _variables(recipe, environment, real, made) | {"CLIENT_NUMBERS": str(numbers)}
    beside = HERE / recipe.name / script.file
    file = str(beside) if beside.exists() else script.file
    command = _command(recipe, environment, real)
    command += [] if real else [str(OBSERVERS / "counted_script.py")]
    command += [str(HERE / recipe.name / script.runner)] if script.runner else []
    done = _ended([*command, file, *script.arguments], folder, variables, script.limit, made)
    said = (made / "output").read_text(errors="replace").strip()
    wrong = "" if done == 0 else said.rpartition("\n")[2][:200] or f"exit status {done}"
    if done == TIME_IS_UP:
        wrong = f"took longer than {script.limit} s"
    if script.numbers and not wrong:
        of_real = HERE / recipe.name / script.numbers
        if real:
            shutil.copyfile(numbers, of_real)
        else:
            wrong = apart(json.loads(numbers.read_text()), json.loads(of_real.read_text()), script.within)
    result.outcomes[script.name] = "failed" if wrong else "passed"
    result.texts[script.name] = wrong
    result.output = said[-3000:]


def apart(ours: dict[str, list[float]], real: dict[str, list[float]], within: float) -> str:
    """Return a sentence on where ours are not those of the real library; nothing where they are."""
    if ours.keys() != real.keys():
        return f"numbers of other names: {', '.join(sorted(ours.keys() ^ real.keys()))}"
    for name, values in real.items():
        if len(values) != len(ours[name]):
            return f"{name}: {len(ours[name])} numbers, {len(values)} there"
        for k, (our, their) in enumerate(zip(ours[name], values, strict=True)):
            if not abs(our - their) <= within * max(1.0, abs(their)):
                return f"{name}: number {k} is {our!r}, {their!r} there"
    return ""


def _ended(command: list[str], folder: Path, variables: dict[str, str], limit: float, made: Path) -> int:
    """The exit status, or TIME_IS_UP. What it printed is in made/output."""
    with open(made / "output", "w", encoding="utf-8") as output:
        try:
            return subprocess.run(
                command, cwd=folder, env=variables, stdout=output, stderr=subprocess.STDOUT, timeout=limit
            ).returncode
        except subprocess.TimeoutExpired:
            return TIME_IS_UP
