"""`theano-compat cache pack` and `cache add`: a machine without a compiler runs what another one compiled."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from pathlib import Path

import numpy as np
import pytest

from theano_compat import __main__ as command
from theano_compat import cache_packs
from theano_compat.backends.c.compilers import build, cache, discovery, portable
from theano_compat.settings import config

NO_COMPILER = {"PATH": "/nothing", "CC": "", "COMPAT_NO_ZIG": "1"}
KEY = "0123456789abcdef" * 4

MODEL = """
import sys
import numpy as np, pymc3 as pm, theano, theano.tensor as tt
x = tt.dmatrix("x")
f = theano.function([x], [tt.exp(x).sum(axis=0), tt.dot(x, x.T)])  # compiled for the lengths of its first call
print(f(np.arange(6.0).reshape(2, 3)))
with pm.Model() as model:
    mu = pm.Normal("mu", 0, 5)
    pm.StudentT("y", 4, mu, 2, observed=np.linspace(-1, 3, 40))
    trace = pm.sample(50, tune=50, chains=2, cores=1, random_seed=1, progressbar=False)
print(model.logp(mu=0.3), trace["mu"].tolist(), sys.argv[1:])
"""


@pytest.mark.slow
@pytest.mark.compiler
def test_a_machine_without_a_compiler_runs_what_another_one_compiled(fresh_python, tmp_path):
    (tmp_path / "model.py").write_text(MODEL)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "copy.py").write_text(MODEL)
    ours = ("-m", "theano_compat")
    packed = fresh_python(*ours, "cache", "pack", "model.py", "-o", "a.pack", "an argument").stdout
    said, _, written = packed.partition("Written: ")
    assert re.match(r"a\.pack, [3-9] compiled objects, 0\.\d MB, for ", written) and said.endswith("['an argument']\n")

    flags = f"cache_dir={tmp_path}/empty"
    run = (*ours, "run", "--why", "elsewhere/copy.py", "an argument")
    without = fresh_python(*run, flags=flags, **NO_COMPILER)
    assert "no C compiler was found" in without.stderr

    added = fresh_python(*ours, "cache", "add", "a.pack", flags=flags, **NO_COMPILER).stdout
    assert re.match(r"\d compiled objects added to ", added) and "compiles" not in added
    done = fresh_python(*run, flags=flags, **NO_COMPILER)
    assert done.stdout.startswith(said) and "nothing fell back" in done.stdout + done.stderr
    assert "compiler" not in done.stderr

    (tmp_path / "elsewhere" / "copy.py").write_text(MODEL.replace("tt.exp", "tt.log"))
    done = fresh_python(*run, flags=flags, **NO_COMPILER)
    assert (
        "copy.py:6: RuntimeWarning: no pack in the cache has this function, and no C compiler was found" in done.stderr
    )


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A cache folder of the test's own, on a machine without a compiler."""
    monkeypatch.setattr(config, "cache_dir", str(tmp_path / "cache"))
    for name, value in NO_COMPILER.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("CC")
    cache._usable.cache_clear()
    build.compiler.cache_clear()
    yield tmp_path / "cache"
    build.compiler.cache_clear()


ENTRY = json.dumps({"key": KEY, "object": KEY}).encode()


def written(path: Path, content: dict[str, bytes], **changed: object) -> str:
    """Write a pack of these members, its manifest changed, and return its name."""
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in content.items()}
    manifest = {"format": 1, "made for": cache_packs.made_for(), "members": sums, **changed}
    with zipfile.ZipFile(path, "w") as file:
        for name, data in {"manifest.json": json.dumps(manifest).encode(), **content}.items():
            file.writestr(name, data)
    return str(path)


def test_objects_and_entries_are_kept(folder, tmp_path, capsys):
    pack = written(tmp_path / "a", {f"{KEY}.so": b"object", f"{KEY}.entry": ENTRY})
    with pytest.raises(build.CannotCompile):
        build.compiler()
    assert command.main(["cache", "add", pack]) == 0
    assert cache.find(KEY) == b"object" and cache.find_entry(KEY) == ENTRY.decode() and cache.verify() == []
    assert build.compiler() is build.PACKS and discovery.packs_added()
    assert "1 compiled objects added" in capsys.readouterr().out
    assert command.main(["cache", "clear"]) == 0 and not discovery.packs_added() and cache.find(KEY) is None


OTHER = {"format": 2}
HOSTILE = {
    "another format": ({f"{KEY}.so": b""}, OTHER, "another release"),
    "a path": ({f"../{KEY}.so": b""}, {}, "a member is called"),
    "a folder": ({f"a/{KEY}.so": b""}, {}, "a member is called"),
    "a name with more": ({f"{KEY}.so.json": b""}, {}, "a member is called"),
    "a line end": ({f"{KEY}.so\n": b""}, {}, "a member is called"),
    "a note of ours": ({"packs": b""}, {}, "a member is called"),
    "not named": ({f"{KEY}.so": b""}, {"members": {}}, "not those that its manifest names"),
    "not there": ({}, {"members": {f"{KEY}.so": "0"}}, "not those that its manifest names"),
    "changed": ({f"{KEY}.so": b"x"}, {"members": {f"{KEY}.so": "0" * 64}}, "is damaged"),
    "an entry of another": ({f"{KEY}.entry": b'{"key": "x"}'}, {}, "under another's name"),
    "no JSON": ({f"{KEY}.entry": b"\x80\x04N."}, {}, "is no pack"),
    "brackets": ({f"{KEY}.entry": b"[" * 100_000}, {}, "is no pack"),
    "a list": ({f"{KEY}.entry": b"[]"}, {}, "is no pack"),
    "members as a list": ({f"{KEY}.so": b""}, {"members": [f"{KEY}.so"]}, "is no pack"),
    "a large entry": ({f"{KEY}.entry": b" " * 2**20}, {}, "too large"),
}


@pytest.mark.parametrize("members, changed, why", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_pack_writes_nothing(folder, tmp_path, capsys, members, changed, why):
    pack = written(tmp_path / "a", members, **changed)
    assert command.main(["cache", "add", pack]) == 1
    said = capsys.readouterr()
    assert why in said.err and not said.out
    assert not [one.name for one in folder.iterdir() if not one.name.startswith("sources-")]


NO_PACKS = {
    "nothing": b"",
    "a text": b"no zip",
    "a zip's head": b"PK\x03\x04" + bytes(40),
}


@pytest.mark.parametrize("data", NO_PACKS.values(), ids=NO_PACKS)
def test_other_files_are_no_packs(folder, tmp_path, capsys, data):
    (tmp_path / "a").write_bytes(data)
    assert command.main(["cache", "add", str(tmp_path / "a")]) == 1
    assert "is no pack" in capsys.readouterr().err
    assert command.main(["cache", "add", str(tmp_path / "none")]) == 1
    assert "No such file" in capsys.readouterr().err


def test_a_bomb_is_not_unpacked(folder, tmp_path, monkeypatch):
    monkeypatch.setitem(cache_packs.LARGEST, "so", 1000)
    with zipfile.ZipFile(tmp_path / "a", "w", zipfile.ZIP_DEFLATED) as file:
        sums = {f"{KEY}.so": "0" * 64}
        file.writestr("manifest.json", json.dumps({"format": 1, "made for": cache_packs.made_for(), "members": sums}))
        file.writestr(f"{KEY}.so", bytes(10_000_000))
    assert command.main(["cache", "add", str(tmp_path / "a")]) == 1


MACHINES = {
    "system": ("win32", "system: it is for win32"),
    "processor": ("riscv64", "processor: it is for riscv64"),
    "Python": ("cpython 3.99", "Python: it is for cpython 3.99"),
    "NumPy": ("0.9", "NumPy: it is for 0.9"),
    "theano-compat": ("0.1.0 (abc)", "theano-compat: it is for 0.1.0 (abc)"),
    "C library": ("glibc 9.99", "C library: it is for glibc 9.99"),
}


@pytest.mark.parametrize("what", MACHINES)
def test_what_differs_is_said(folder, tmp_path, capsys, what):
    other, said = MACHINES[what]
    facts = {**cache_packs.made_for(), what: other}
    pack = written(tmp_path / "a", {f"{KEY}.so": b"object"}, **{"made for": facts})
    assert command.main(["cache", "add", pack]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert "is for another machine" in lines[0] and lines[1].strip().startswith(said) and len(lines) == 2


def test_a_later_c_library_serves():
    assert cache_packs._serves("glibc 2.36", "glibc 2.35") and cache_packs._serves("glibc 2.36", "glibc 2.36")
    assert not cache_packs._serves("glibc 2.9", "glibc 2.35") and not cache_packs._serves("musl 3", "glibc 2")


def test_a_lesser_processor_has_other_keys(monkeypatch):
    here = portable.circumstances()
    portable.processor.cache_clear()
    monkeypatch.setattr(np, "show_config", lambda mode: {"SIMD Extensions": {"baseline": ["NOTHING"], "found": []}})
    asked = () not in portable.host().features
    try:
        assert (portable.circumstances() != here) == asked
    finally:
        portable.processor.cache_clear()


@pytest.mark.parametrize("command", [("/usr/bin/cc",), ("python", "-m", "ziglang", "cc"), ("/opt/zig", "cc")])
def test_options_for_the_least_processor(command, monkeypatch, tmp_path):
    found = discovery.Compiler(command, "", False)
    native, target = build.flags(found), build.host()
    assert set(target.native) <= set(native)
    monkeypatch.setenv("COMPAT_PACKING", str(tmp_path))
    wanted = target.baseline if "cc" in command[0] else target.in_zig
    packed = build.flags(found)
    assert set(wanted) <= set(packed) and not [option for option in packed if "native" in option]


@pytest.mark.parametrize(
    "arguments, why",
    [
        (["pack", "no.py", "-o", "a"], "there is no file 'no.py'"),
        (["pack", __file__, "-o", "no/folder/a"], "nothing can be written"),
        (["pack", __file__], "-o FILE is missing"),
    ],
)
def test_what_cannot_be_packed(capsys, arguments, why):
    assert command.main(["cache", *arguments]) in (1, 2)
    assert why in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.compiler
@pytest.mark.parametrize(
    "text, status, why",
    [("raise SystemExit(7)", 7, "ended with status 7: nothing is packed"), ("print(1)", 1, "compiled nothing to C")],
)
def test_a_script_without_anything_to_pack(fresh_python, tmp_path, text, status, why):
    (tmp_path / "a.py").write_text(text)
    done = fresh_python("-m", "theano_compat", "cache", "pack", "a.py", "-o", "a.pack", check=False)
    assert done.returncode == status and why in done.stderr and not (tmp_path / "a.pack").exists()
