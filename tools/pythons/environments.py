"""Environments in the cache folder: of an interpreter found here, or of one in a folder of Debian sid, by chroot."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from theano_migrate.port.certificate.environment import interpreter
from tools.pythons.rows import Row

ROOT = Path(__file__).resolve().parents[2]
INSIDE = Path("/work/theano-compat")  # our files in the folder of sid
SID = "python{0},python{0}-venv,python{0}-dev,python3-pip,gcc,g++,libc6-dev,ca-certificates,git,graphviz"
SHARED = ("proc", "dev", "sys")  # of this machine


class CannotMake(Exception):
    """An environment could not be made; the sentence says why."""


@dataclass(frozen=True)
class Environment:
    """command: what to write before the interpreter's arguments. root: where our files are."""

    command: tuple[str, ...]
    root: Path

    def run(self, *arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*self.command, *arguments], cwd=ROOT, text=True, **options)  # type: ignore[call-overload,no-any-return]


def made(row: Row) -> Environment:
    """Return the environment of a row, with our files installed as they are now. Raises CannotMake."""
    try:
        return _in_sid(row) if row.from_sid else _here(row)
    except (OSError, subprocess.CalledProcessError) as error:
        raise CannotMake(f"the environment {row.name} could not be made: {error}") from error


def _here(row: Row) -> Environment:
    folder = cache_folder() / row.name
    python = folder / "bin" / "python"
    if not python.exists():
        base = interpreter(row.python)
        if base is None:
            raise CannotMake(f"there is no Python {row.python} on PATH or in pyenv's folder")
        _said([base, "-m", "venv", "--clear", str(folder)])
    wanted = f".[{row.extras}]"
    if row.lowest:  # pip has no such choice
        _said([str(python), "-m", "pip", "install", "--quiet", "uv"])
        _said(
            [
                str(python),
                "-m",
                "uv",
                "pip",
                "install",
                "--quiet",
                "--python",
                str(python),
                "--resolution",
                "lowest-direct",
                "-e",
                wanted,
            ]
        )
    else:
        _said(
            [str(python), "-m", "pip", "install", "--quiet", "--upgrade", "--upgrade-strategy", "eager", "-e", wanted]
        )
    return Environment((str(python),), ROOT)


def _in_sid(row: Row) -> Environment:
    """Make the folder by debootstrap, from the mirror that apt uses; copy our files into it, and install them."""
    if os.geteuid() or not shutil.which("debootstrap"):
        raise CannotMake(f"Python {row.python} comes from Debian sid: that takes root and the program debootstrap")
    folder = cache_folder() / f"sid-{row.python}"
    if not (folder / "usr/bin" / f"python{row.python}").exists():
        shutil.rmtree(folder, ignore_errors=True)
        wanted = f"--include={SID.format(row.python)}"
        _said(["debootstrap", "--variant=minbase", wanted, "sid", str(folder), mirror()])
    for name in SHARED:
        if not os.path.ismount(folder / name):
            _said(["mount", "--bind", f"/{name}", str(folder / name)])
    _copy_settings_of_pip(folder)
    _copy_files(folder / INSIDE.relative_to("/"))
    inside = f"cd {INSIDE} && test -x .venv/bin/python || python{row.python} -m venv .venv; "
    entered = (
        "env",
        "-i",
        "PATH=/usr/sbin:/usr/bin:/bin",
        "HOME=/root",
        "LANG=C.UTF-8",
        *_settings_of_pip(),
        "chroot",
        str(folder),
    )
    _said([*entered, "bash", "-ec", f"{inside} .venv/bin/python -m pip install --quiet --upgrade -e '.[{row.extras}]'"])
    in_folder = ("bash", "-c", f'cd {INSIDE} && exec .venv/bin/python "$@"', "python")
    return Environment((*entered, *in_folder), folder / INSIDE.relative_to("/"))


def mirror() -> str:
    """Return the address of the Debian mirror that apt of this machine is set up for."""
    asked = ["apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"]
    addresses = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split()
    debian = [one for one in addresses if one.rstrip("/").endswith("debian")]
    if not debian:
        raise CannotMake("apt of this machine names no mirror of Debian")
    return debian[0]


def _settings_of_pip() -> list[str]:
    return [
        f"{name}={value}" for name, value in os.environ.items() if name.startswith("PIP_") or "proxy" in name.lower()
    ]


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


def _copy_files(target: Path) -> None:
    """Copy what git tracks, and new files that it does not ignore, as they are in the working tree."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout
    names = [name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]
    if target.exists():
        for stale in {*_tracked_before(target)} - {*names}:
            (target / stale).unlink(missing_ok=True)
    for name in names:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, target / name)
    (target / ".copied").write_text("\n".join(names))


def _tracked_before(target: Path) -> Sequence[str]:
    record = target / ".copied"
    return record.read_text().splitlines() if record.exists() else ()


def _said(command: Sequence[str]) -> None:
    print(" ".join(command), file=sys.stderr, flush=True)
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def cache_folder() -> Path:
    """Return where the environments are."""
    from theano_compat.settings import config

    return Path(config.cache_dir) / "pythons"
