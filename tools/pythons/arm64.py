"""The row `arm64`: what programs give on Debian's Python for arm64, each program of which qemu runs, and here.

Nothing is set up on this machine: the kernel hands programs of arm64 to qemu in a user namespace that ends with the
command. Debian's packages are unpacked, not installed, pip of this machine places the wheels, and zig of this machine
compiles inside of the folder: each of these would take many minutes under qemu.
"""

from __future__ import annotations

import datetime
import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from theano_migrate.port.certificate.environment import interpreter
from tools.pythons.environments import (
    ENTER,
    INSIDE,
    MADE,
    ROOT,
    CannotMake,
    Environment,
    cache_folder,
    copy_files,
    mirror,
    said,
    settings,
)

QEMU = "/usr/bin/qemu-aarch64-static"
SUITE, PYTHON, GLIBC, PLATFORM = "trixie", "3.13", "2.36", "manylinux_2_17_aarch64"
PACKAGES = "python3,ca-certificates"
WITH_US = ("pytest>=8.4,<10", "hypothesis>=6.100,<7", "mpmath>=1.3,<2")  # the tests whose models are evaluated
HEAD = r"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00\xb7\x00"  # of a program for arm64
MASK = r"\xff\xff\xff\xff\xff\xff\xff\x00\xff\xff\xff\xff\xff\xff\xff\xff\xfe\xff\xff\xff"
REGISTER = f"""
mount -t binfmt_misc none /proc/sys/fs/binfmt_misc
printf '%s' ':arm64:M::{HEAD}:{MASK}:{QEMU}:F' > /proc/sys/fs/binfmt_misc/register
"""
NAMESPACE = ("unshare", "--user", "--map-root-user", "--mount", "--propagation", "private")
# zig is a program of this machine, which knows no `native` processor of another one
COMPILER = f"""#!/bin/sh
for word; do
    shift
    case "$word" in -m*=native) ;; *) set -- "$@" "$word" ;; esac
done
exec /opt/zig/ziglang/zig cc -target aarch64-linux-gnu.{GLIBC} "$@"
"""
CLOSE = 1e-13  # for outputs as a part of the largest of them, and for the density as a part of the sum of its terms


def measured() -> dict[str, Any]:
    """Return what was found, for docs/pythons.json. Raises CannotMake."""
    try:
        environment = made()
        there = _found(environment)
    except (OSError, subprocess.CalledProcessError) as error:
        raise CannotMake(f"the folder for arm64 could not be made: {error}") from error
    here = _found(Environment((sys.executable,), ROOT))
    rows = compared(there, here)
    return {"rows": rows, "failed": sum(not row["holds"] for row in rows), "on": datetime.date.today().isoformat()}


def made() -> Environment:
    """Return the environment, with our files as they are now."""
    if why := lacks():
        raise CannotMake(why)
    folder = cache_folder() / "arm64"
    if not (folder / MADE).exists():
        _make_folder(folder)
        (folder / MADE).touch()
    inside = folder / INSIDE.relative_to("/")
    copy_files(inside)
    _place_wheels(folder, inside)
    command = (*NAMESPACE, "bash", "-ec", REGISTER + ENTER, str(folder), "env", "-C", str(INSIDE), "python3")
    return Environment(command, inside, settings())


def lacks() -> str:
    """Return what this machine lacks; empty if nothing."""
    if os.geteuid() or not shutil.which("debootstrap") or not Path(QEMU).exists() or os.uname().machine != "x86_64":
        return f"the folder for arm64 takes root, debootstrap and {QEMU} on x86-64"
    tried = [*NAMESPACE, "mount", "-t", "binfmt_misc", "none", "/proc/sys/fs/binfmt_misc"]
    done = subprocess.run(tried, capture_output=True)
    return "" if done.returncode == 0 else "this kernel has no binfmt_misc of a user namespace (Linux 6.7 has)"


def _make_folder(folder: Path) -> None:
    """Download Debian's packages and unpack them; place zig, and what calls it."""
    shutil.rmtree(folder, ignore_errors=True)
    options = ["--arch=arm64", "--foreign", "--variant=minbase", f"--include={PACKAGES}"]
    said(["debootstrap", *options, SUITE, str(folder), mirror()])
    for package in sorted((folder / "var" / "cache" / "apt" / "archives").glob("*.deb")):
        unpack = f'dpkg-deb --fsys-tarfile "{package}" | tar -x --keep-directory-symlink -C "{folder}"'
        subprocess.run(["bash", "-eo", "pipefail", "-c", unpack], check=True)
        package.unlink()
    (folder / "proc").unlink(missing_ok=True)  # debootstrap leaves a link to this machine's
    for name in ("proc", "dev", "sys", "tmp", "root"):
        (folder / name).mkdir(exist_ok=True)
    said([sys.executable, "-m", "pip", "install", "--quiet", f"--target={folder}/opt/zig", "ziglang>=0.13,<1"])
    compiler = folder / "usr" / "bin" / "cc"
    compiler.write_text(COMPILER)
    compiler.chmod(0o755)


def _place_wheels(folder: Path, inside: Path) -> None:
    """Build our wheel for arm64, and place it and what it needs where Python of the folder finds them."""
    zig = f"{folder}/opt/zig/ziglang/zig cc -target aarch64-linux-gnu.2.17"
    building = {"THEANO_COMPAT_EXTENSION": "required", "CC": zig, "LDSHARED": f"{zig} -shared -s", "ARCHFLAGS": ""}
    pip = [sys.executable, "-m", "pip"]
    wheels = folder / "tmp" / "wheels"
    shutil.rmtree(wheels, ignore_errors=True)
    tag = f"--config-settings=--build-option=--plat-name={PLATFORM}"
    build = [*pip, "wheel", "--quiet", "--no-deps", tag, f"--wheel-dir={wheels}", str(inside)]
    said(build, env={**os.environ, **building, "CFLAGS": "-O2 -DNDEBUG -fPIC"})
    site = folder / "usr" / "local" / "lib" / f"python{PYTHON}" / "dist-packages"
    platforms = [f"--platform=manylinux_2_{glibc}_aarch64" for glibc in (17, 27, 28)]
    for_python = ["--implementation=cp", f"--python-version={PYTHON}", f"--abi=cp{PYTHON.replace('.', '')}"]
    options = ["--only-binary=:all:", "--no-compile", "--abi=abi3", "--platform=manylinux2014_aarch64", *for_python]
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    place = [*pip, "install", "--quiet", "--upgrade", f"--target={site}", *options, *platforms]
    if not (site / "numpy").exists():
        said([*place, *needed, *WITH_US])
    said([*place, "--no-deps", *map(str, wheels.glob("*.whl"))])
    if base := interpreter(PYTHON):  # under qemu this takes minutes
        libraries = str(folder / "usr" / "lib" / f"python{PYTHON}")
        subprocess.run([base, "-m", "compileall", "-q", str(site), libraries], capture_output=True)


def _found(environment: Environment) -> dict[str, Any]:
    done = environment.run("-m", "tools.pythons.programs", stdout=subprocess.PIPE, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def compared(there: Mapping[str, Any], here: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return a row for each thing compared: what, whether it holds, a sentence."""
    rows = []
    for name, values in here["programs"].items():
        furthest = max(_distance(there["programs"][name][key], values[key]) for key in values)
        rows.append(_row(name, furthest <= CLOSE, f"outputs differ by {furthest:.0e}" if furthest else "the same bits"))
    furthest = there["density"]
    rows.append(_row("eight schools", furthest <= CLOSE, f"log density {furthest:.0e} from real PyMC3's"))
    for name, bits in here["bits"].items():
        same = there["bits"][name] == bits
        rows.append(_row(f"{name}, reproducible", same, f"{bits} here, {there['bits'][name]} there"))
    return rows


def _distance(there: list[str], here: list[str]) -> float:
    """Return the largest difference of hexadecimal numbers, as a part of the largest of them."""
    one, other = (np.array([float.fromhex(v) for v in values]) for values in (there, here))
    if one.shape != other.shape:
        return float("inf")
    return float(np.abs(one - other).max() / (np.abs(other).max() or 1.0))


def _row(what: str, holds: bool, found: str) -> dict[str, Any]:
    return {"what": what, "holds": holds, "found": found}


def section(known: Mapping[str, Any]) -> str:
    """Return the part of docs/pythons.md about arm64."""
    rows = "".join(f"| {row['what']} | {'yes' if row['holds'] else 'NO'} | {row['found']} |\n" for row in known["rows"])
    return f"""
## arm64 under qemu

`make pythons ONLY=arm64`: ten programs of plain Theano, the saved log density of eight schools, and log densities with
gradients in the reproducible mode, in Debian's Python {PYTHON} for arm64 and on x86-64. Differences are parts of the
largest output; they and the density may be {CLOSE} off, bits may not differ. Measured on {known["on"]}.

| program | holds | |
|---|---|---|
{rows}"""
