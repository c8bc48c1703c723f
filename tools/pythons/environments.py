"""Environments in the cache folder: of an interpreter found here, or of one in a folder of Debian sid, by chroot."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from theano_migrate.port.certificate.environment import interpreter
from tools import working_tree
from tools.pythons.rows import Row

ROOT = Path(__file__).resolve().parents[2]
INSIDE = Path("/work/theano-compat")  # our files in the folder of sid
SID = "python{0},python{0}-venv,python{0}-dev,python3-pip,gcc,g++,libc6-dev,ca-certificates,git,graphviz"
# Parts of this machine are seen by the command alone: mounts that stayed would be removed with the folder.
ENTER = 'for d in proc dev sys; do mount --rbind "/$d" "$0/$d"; done; exec chroot "$0" "$@"'
OF_NEWEST = ("jax", "sample", "arviz", "glm", "pictures", "dask", "dev")
PINNED = ("setuptools",)  # packages that old programs import need its pkg_resources, which later releases dropped
MADE = "made"  # the file that says that the folder is whole


class CannotMake(Exception):
    """An environment could not be made; the sentence says why."""


@dataclass(frozen=True)
class Environment:
    """command: what to write before the interpreter's arguments. root: where our files are. settings: its environment
    variables; None for ours."""

    command: tuple[str, ...]
    root: Path
    settings: dict[str, str] | None = None

    def run(self, *arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*self.command, *arguments], cwd=ROOT, text=True, env=self.settings, **options)  # type: ignore[call-overload,no-any-return]


def made(row: Row) -> Environment:
    """Return the environment of a row, with our files installed as they are now. Raises CannotMake."""
    try:
        base = os.environ.get(row.given_by) or interpreter(row.python)
        if base is None and row.given_by:
            raise CannotMake(f"there is no python{row.python} on PATH, {row.given_by} names none, and Debian has none")
        return _in_sid(row) if base is None else _here(row, base)
    except (OSError, subprocess.CalledProcessError) as error:
        raise CannotMake(f"the environment {row.name} could not be made: {error}") from error


def _here(row: Row, base: str) -> Environment:
    folder = cache_folder() / row.name
    python = folder / "bin" / "python"
    if not python.exists():
        said([base, "-m", "venv", "--clear", str(folder)])
    wanted = ["-e", f".[{row.extras}]", *row.also]
    pip = [str(python), "-m", "pip", "install", "--quiet"]
    if row.lowest:  # pip has no such choice
        said([*pip, "uv"])
        uv = [str(python), "-m", "uv", "pip", "install", "--quiet", "--python", str(python)]
        said([*uv, "--resolution", "lowest-direct", *wanted])
    else:
        said([*pip, "--upgrade", "--upgrade-strategy", "eager", *wanted])
    if row.newest:
        said([*pip, "--upgrade", *direct_dependencies()])
    return Environment((str(python),), ROOT)


def direct_dependencies() -> list[str]:
    """Return the names of all that pyproject.toml asks for, without bounds."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *(one for name in OF_NEWEST for one in extras[name])]
    names = [re.split(r"[<>=!~; ]", one)[0] for one in wanted]
    return sorted(name for name in names if not name.startswith("theano-compat") and name not in PINNED)


def _in_sid(row: Row) -> Environment:
    """Make the folder by debootstrap, from the mirror that apt uses; copy our files into it, and install them."""
    if os.geteuid() or not shutil.which("debootstrap"):
        raise CannotMake(f"Python {row.python} is not here; Debian sid has it, which takes root and debootstrap")
    folder = cache_folder() / f"sid-{row.python}"
    if not (folder / MADE).exists():
        shutil.rmtree(folder, ignore_errors=True)
        wanted = f"--include={SID.format(row.python)}"
        said(["debootstrap", "--variant=minbase", wanted, "sid", str(folder), mirror()])
        (folder / MADE).touch()
    _copy_settings_of_pip(folder)
    copy_files(folder / INSIDE.relative_to("/"))
    entered = ("unshare", "--mount", "--propagation", "private", "bash", "-ec", ENTER, str(folder))
    in_folder = ("bash", "-ec", f'cd {INSIDE}; exec .venv/bin/python "$@"', "python")
    inside = f"cd {INSIDE}; test -x .venv/bin/python || python{row.python} -m venv .venv; "
    inside += f".venv/bin/python -m pip install --quiet --upgrade -e '.[{row.extras}]'"
    said([*entered, "bash", "-ec", inside], env=settings())
    return Environment((*entered, *in_folder), folder / INSIDE.relative_to("/"), settings())


def mirror() -> str:
    """Return the address of the Debian mirror that apt of this machine is set up for."""
    asked = ["apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"]
    addresses = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split()
    debian = [one for one in addresses if one.rstrip("/").endswith("debian")]
    if not debian:
        raise CannotMake("apt of this machine names no mirror of Debian")
    return debian[0]


def settings() -> dict[str, str]:
    """Return the environment variables inside the folder: those of pip and of a proxy stay."""
    kept = {name: value for name, value in os.environ.items() if name.startswith("PIP_") or "proxy" in name.lower()}
    return {"PATH": "/usr/sbin:/usr/bin:/bin", "HOME": "/root", "LANG": "C.UTF-8", **kept}


def _copy_settings_of_pip(folder: Path) -> None:
    """Give the folder what pip needs here: names of hosts, certificates, pip's own settings."""
    for file in (
        "/etc/resolv.conf",
        "/etc/ssl/certs/ca-certificates.crt",
        "/etc/pip.conf",
        "/etc/xdg/pip/pip.conf",
        "/etc/xdg/pip/constraints.txt",
    ):
        if Path(file).exists():
            target = folder / file.removeprefix("/")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)


def copy_files(target: Path) -> None:
    """Copy our files as they are in the working tree, and remove those of the last time that are gone."""
    copied = working_tree.copy_to(target)
    for stale in {*_tracked_before(target)} - {*copied}:
        (target / stale).unlink(missing_ok=True)
    (target / ".copied").write_text("\n".join(copied))


def _tracked_before(target: Path) -> Sequence[str]:
    record = target / ".copied"
    return record.read_text().splitlines() if record.exists() else ()


def said(command: Sequence[str], env: dict[str, str] | None = None) -> None:
    print(" ".join(command), file=sys.stderr, flush=True)
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, env=env)


def cache_folder() -> Path:
    """Return where the environments are."""
    from theano_compat.settings import config

    return Path(config.cache_dir) / "pythons"
