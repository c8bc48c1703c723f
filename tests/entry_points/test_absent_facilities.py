"""Systems that lack something, simulated in a fresh Python: import, C, a sample in two processes, migrate-check."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

SCRIPT = '''\
"""Eight schools."""
import numpy as np
import pymc3 as pm
import theano
import theano.tensor as tt

if __name__ == "__main__":
    x = tt.dvector("x")
    run = theano.function([x], tt.exp(x).sum())
    assert abs(run(np.zeros(5)) - 5) < 1e-12
    y = np.array([28.0, 8, -3, 7, -1, 1, 18, 12])
    sigma = np.array([15.0, 10, 16, 11, 9, 11, 10, 18])
    with pm.Model():
        mu, tau = pm.Normal("mu", 0, 5), pm.HalfCauchy("tau", 5)
        theta = pm.Normal("theta", mu, tau, shape=8)
        pm.Normal("obs", theta, sigma, observed=y)
        trace = pm.sample(
            20, tune=20, chains=2, cores=2, random_seed=1, progressbar=False, compute_convergence_checks=False,
            return_inferencedata=False, step=pm.NUTS(),
        )
    assert trace["theta"].shape == (40, 8)
    print("ran in", run.executable.backend if hasattr(run, "executable") else "", "\\u03b8")
'''
NEVER = 'raise OSError("this system has no such thing")'


@dataclass(frozen=True)
class Lack:
    """What is missing. before: Python that runs at the start of each process. environment: names and values; None takes
    a name away; {folder} is the case's own. folder: name of the folder with the script and the cache."""

    before: str = ""
    environment: dict[str, str | None] = field(default_factory=dict)
    folder: str = "place"


def without(*names: str) -> Lack:
    """A Python whose `os` has none of these functions."""
    return Lack("import os\n" + "".join(f"if hasattr(os, {name!r}): del os.{name}\n" for name in names))


OPEN = """
import builtins, io, os
def refusing(do):
    def opened(file, *args, **kwargs):
        if isinstance(file, (str, os.PathLike)) and os.fspath(file).startswith("/proc/"):
            raise FileNotFoundError(2, "there is no /proc", os.fspath(file))
        return do(file, *args, **kwargs)
    return opened
builtins.open, io.open, os.open = refusing(builtins.open), refusing(io.open), refusing(os.open)
"""
SPAWN = "import os, multiprocessing\nif hasattr(os, 'fork'): del os.fork\n" + (
    "multiprocessing.set_start_method('spawn', force=True)\n"
)
NO_USER = """
import os, sys
for name in ("pwd", "grp"):
    sys.modules[name] = None
"""
HOME = "THEANO_FLAGS", "XDG_CACHE_HOME"
NOWHERE = dict.fromkeys(HOME)
LACKS = {
    "no fork, only spawn": Lack(SPAWN),
    "no file locks": Lack("import sys\nsys.modules['fcntl'] = None\n"),
    "no memfd_create": without("memfd_create"),
    "no /proc": Lack(OPEN),
    "no users": without("getuid", "geteuid", "getgid", "getegid"),
    "no affinity": without("sched_getaffinity"),
    "a read-only home": Lack(environment={**NOWHERE, "HOME": "/proc/self"}),
    "a home that is no folder": Lack(environment={**NOWHERE, "HOME": "/dev/null"}),
    "no home": Lack(NO_USER, {**NOWHERE, "HOME": None}),
    "Latin-1 as encoding": Lack(
        environment={"PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "cp1252:replace"}
    ),
    "spaces and letters of other scripts": Lack(folder="mein Ordner \u043f\u0430\u043f\u043a\u0430 \u6587\u4ef6\u5939"),
    "no terminal": Lack(environment={"TERM": None, "COLUMNS": None}),
}


def surroundings(lack: Lack, folder: Path) -> dict[str, str]:
    """Return the environment of a case, whose cache and temporary files lie in its folder."""
    beside = folder / "site"
    beside.mkdir(parents=True)
    (beside / "sitecustomize.py").write_text(lack.before, encoding="utf-8")
    (folder / "tmp").mkdir()
    ours = {
        "PYTHONPATH": str(beside),
        "THEANO_FLAGS": f"cache_dir={folder / 'cache'}",
        "THEANORC": os.devnull,
        "TMPDIR": str(folder / "tmp"),
        **lack.environment,
    }
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return {**kept, **{name: value for name, value in ours.items() if value is not None}}


def check(words: list[str], folder: Path, environment: dict[str, str]) -> str:
    """Run a command, in which nothing may be a traceback; return its output."""
    done = subprocess.run(
        words, cwd=folder, env=environment, capture_output=True, stdin=subprocess.DEVNULL, timeout=500
    )
    said = (done.stdout + done.stderr).decode(errors="replace")
    assert "Traceback" not in said and done.returncode in (0, 1), said[-3000:]
    return said


def run_both(folder: Path, environment: dict[str, str], before: tuple[str, ...] = ()) -> None:
    script = folder / "eight schools.py"
    script.write_text(SCRIPT, encoding="utf-8")
    assert "ran in c" in check(
        [*before, sys.executable, "-m", "theano_compat", "run", str(script)], folder, environment
    )
    found = check([*before, sys.executable, "-m", "theano_migrate", "check", str(script)], folder, environment)
    assert "eight schools.py" in found or "1 file" in found


@pytest.mark.slow
@pytest.mark.compiler
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what Linux has is taken away")
@pytest.mark.parametrize("name", LACKS)
def test_eight_schools_without(name: str, tmp_path: Path) -> None:
    folder = tmp_path / LACKS[name].folder
    run_both(folder, surroundings(LACKS[name], folder))


@pytest.mark.slow
@pytest.mark.compiler
def test_a_temporary_folder_that_nothing_is_loaded_from(tmp_path: Path) -> None:
    """Mounted noexec, as on some clusters: the cache elsewhere serves."""
    mount = ["unshare", "-m", "sh", "-c", 'mount -t tmpfs -o noexec none "$TMPDIR" && exec "$@"', "sh"]
    folder = tmp_path / "place"
    environment = surroundings(Lack(), folder)
    if shutil.which("unshare") is None or subprocess.run([*mount, "true"], env=environment).returncode:
        pytest.skip("no file system can be mounted here (unshare, as root)")
    run_both(folder, environment, tuple(mount))
