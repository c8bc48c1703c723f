"""theano-compat cache pack SCRIPT, cache add FILE: what a script compiles, for machines without a compiler.

A pack is a zip file: `manifest.json` (what it is made for; name -> sha256 of each member), objects `KEY.so` and cache
entries `KEY.entry`. Nothing in it is unpickled, and no other name is written; but the objects are programs, which run
when a program asks for them.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from theano_common.our_version import our_version
from theano_common.system.machine import c_library
from theano_common.system.name import system
from theano_common.version_numbers import version_numbers

from .backends.c.compilers import build, cache, portable
from .backends.c.errors import CannotCompile
from .compilation.cache.graph_key import contents

FORMAT = 1
MANIFEST = "manifest.json"
MEMBER = re.compile(r"([0-9a-f]{64})\.(so|entry)")
LARGEST = {"so": 64 * 2**20, "entry": cache.LARGEST_ENTRY // 2}
MOST = 10_000  # members
LARGEST_MANIFEST = 200 * MOST


class Refused(Exception):
    """Why a pack is not added, or not made."""


# ---- making


def pack(script: str, arguments: list[str], output: str) -> int:
    """Run a script and write what it compiled to the file `output`. Status: the script's; 1 if it compiled nothing."""
    try:
        found = build.compiler()
    except CannotCompile as reason:
        raise Refused(str(reason)) from None
    if found is build.PACKS:
        raise Refused("no C compiler is here to compile what goes into a pack")
    if not os.path.exists(script):
        raise Refused(f"there is no file '{script}'")
    if not os.access(Path(output).absolute().parent, os.W_OK):
        raise Refused(f"nothing can be written to '{output}'")
    with tempfile.TemporaryDirectory(prefix="theano-compat-pack-") as folder:
        status = _run(script, arguments, folder)
        if status:
            print(f"theano-compat cache: '{script}' ended with status {status}: nothing is packed", file=sys.stderr)
            return status
        members = _compiled_in(Path(folder))
    count = sum(name.endswith(".so") for name in members)
    if not count:
        raise Refused(f"'{script}' compiled nothing to C: nothing is packed")
    _write(Path(output), members)
    size = os.path.getsize(output) / 1e6
    print(f"Written: {output}, {count} compiled objects, {size:.1f} MB, for {_in_words(made_for())}")
    return 0


def _run(script: str, arguments: list[str], folder: str) -> int:
    """Run a script as `theano-compat run` does, compiling for other machines, and return its status."""
    package, place = __name__.rpartition(".")[0], str(Path(__file__).parents[1])
    path = f"sys.path.append({place!r})" if place in sys.path else "pass"  # as in a zip file, which is not installed
    code = f"import sys; {path}; from {package}.__main__ import main; sys.exit(main())"
    command = [sys.executable, "-c", code, "run", script, *arguments]
    return subprocess.run(command, env={**os.environ, "COMPAT_PACKING": folder}).returncode


def _compiled_in(folder: Path) -> dict[str, bytes]:
    """Return name -> bytes of the members that a run left in its cache folder."""
    members = {}
    for path in sorted(folder.iterdir()):
        if found := MEMBER.fullmatch(path.name):
            data = path.read_bytes()
            # an entry begins with its checksum, which the manifest has in the pack
            members[path.name] = data.partition(b" ")[2] if found[2] == "entry" else data
    return members


def _write(path: Path, members: dict[str, bytes]) -> None:
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in members.items()}
    manifest = {"format": FORMAT, "made for": made_for(), "members": sums}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in {MANIFEST: json.dumps(manifest, indent=1).encode(), **members}.items():
            file.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)


def made_for() -> dict[str, str]:
    """Return what a pack made here asks of the machine that runs it."""
    return {
        "system": system(),
        "processor": portable.processor(),
        "C library": c_library(),
        **portable.releases(),
        "theano-compat": f"{our_version()} ({contents()[:12]})",
    }


def _in_words(facts: dict[str, str]) -> str:
    return ", ".join(f"{what} {fact}" if fact[:1].isdigit() else fact for what, fact in facts.items())


# ---- adding


def add(path: str) -> int:
    """Check a pack and add its members to the cache. Status 0."""
    try:
        members = _read(Path(path))
    except (OSError, zipfile.BadZipFile, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise Refused(f"'{path}' is no pack: {error}") from None
    except NotImplementedError as error:  # a compression that zipfile does not know
        raise Refused(f"'{path}' is no pack: {error}") from None
    for name, data in members.items():
        key, _, kind = name.partition(".")
        if kind == "so":
            cache.store(key, data, "/* from a pack */\n")
        else:
            cache.keep_entry(key, data.decode())
    digest = hashlib.sha256(Path(path).read_bytes()).hexdigest()
    known = (cache.read_note(cache.PACKS) or "").splitlines()
    cache.write_note(cache.PACKS, "\n".join(dict.fromkeys([*known[-50:], digest])))
    count = sum(name.endswith(".so") for name in members)
    print(f"{count} compiled objects added to {cache.directory()}")
    try:
        found = build.compiler()
    except CannotCompile:
        return 0
    if found is not build.PACKS:
        print(f"Here {' '.join(found.command)} compiles, for this machine: they serve where no compiler is found.")
    return 0


def _read(path: Path) -> dict[str, bytes]:
    """Return name -> bytes of the members of a pack for this machine. Raises Refused, and much else for other files."""
    with zipfile.ZipFile(path) as file:
        infos = {info.filename: info for info in file.infolist()}
        if len(infos) != len(file.infolist()) or len(infos) > MOST:
            raise Refused(f"'{path}' is no pack: it has members of the same name, or too many")
        manifest = json.loads(_member(file, infos[MANIFEST], LARGEST_MANIFEST))
        if manifest["format"] != FORMAT:
            raise Refused(f"'{path}' is a pack of another release of theano-compat")
        if differs := differences(dict(manifest["made for"])):
            raise Refused("\n".join([f"'{path}' is for another machine:", *differs]))
        sums: dict[str, Any] = manifest["members"]
        if sums.keys() | {MANIFEST} != infos.keys():
            raise Refused(f"'{path}' is no pack: its members are not those that its manifest names")
        members = {}
        for name, checksum in sums.items():
            found = MEMBER.fullmatch(name)
            if found is None:
                raise Refused(f"'{path}' is no pack: a member is called {name!a}")
            data = _member(file, infos[name], LARGEST[found[2]])
            if hashlib.sha256(data).hexdigest() != checksum:
                raise Refused(f"'{path}' is damaged: {name} is not what the manifest says")
            if found[2] == "entry" and json.loads(data)["key"] != found[1]:
                raise Refused(f"'{path}' is no pack: {name} is an entry under another's name")
            members[name] = data
    return members


def _member(file: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    """Return the bytes of a member of at most so many bytes, whatever its header says."""
    with file.open(info) as opened:
        data = opened.read(most + 1)
    if len(data) > most:
        raise ValueError(f"{info.filename!a} is too large")
    return data


def differences(asked: dict[str, str]) -> list[str]:
    """Return a sentence for each thing that a pack asks of a machine and this one is not."""
    here = made_for()
    tests: dict[str, Callable[[str, str], bool]] = {"C library": _serves}
    return [
        f"{what}: it is for {str(asked.get(what, 'something unknown'))[:60]}, here is {has}"
        for what, has in here.items()
        if not tests.get(what, str.__eq__)(has, str(asked.get(what)))
    ]


def _serves(here: str, asked: str) -> bool:
    """Return whether a C library is the one that was asked for, or a later version of it."""
    (name, _, version), (same, _, least) = here.partition(" "), asked.partition(" ")
    return name == same and version_numbers(version) >= version_numbers(least)
