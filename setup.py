"""What pyproject.toml cannot say: packages installed by other names than their folders', and an optional extension.

Without a compiler the package works all the same, with ctypes in place of the extension. THEANO_COMPAT_EXTENSION=no
leaves the extension out, which makes a wheel for every machine; =required makes an error of its failure.

The extension is for Python's stable ABI: one wheel serves 3.11 and all later Pythons. A free-threaded Python has no
such ABI, and gets a wheel of its own.
"""

import gzip
import io
import os
import sysconfig
import tarfile
import tomllib
from pathlib import Path

from setuptools import Extension, find_packages, setup
from setuptools.command.build_ext import build_ext
from setuptools.command.sdist import sdist

SOURCES = [Path("compat/backends/c") / name for name in ("_call.c", "_threads.c", "_workspace.c")]
WANTED = os.environ.get("THEANO_COMPAT_EXTENSION", "if possible")
FREE_THREADED = bool(sysconfig.get_config_var("Py_GIL_DISABLED"))
STABLE = [] if FREE_THREADED else [("Py_LIMITED_API", "0x030B0000")]
NUMPY = [("NPY_TARGET_VERSION", "NPY_1_25_API_VERSION")]  # NumPy 1.26 has that of 1.25


class BuildIfPossible(build_ext):
    """No compiler shows in many ways, one per platform; `optional=True` knows only some of them."""

    def run(self):
        if self.inplace:
            self.remove_unstable()
        try:
            super().run()
        except Exception as error:
            say(str(error))

    def remove_unstable(self):
        """Remove what was built for this Python alone, which it would import instead."""
        if not FREE_THREADED:
            SOURCES[0].with_suffix(sysconfig.get_config_var("EXT_SUFFIX")).unlink(missing_ok=True)

    def build_extension(self, ext):
        if self.compiler.compiler_type != "msvc":
            ext.extra_compile_args.append("-g0")  # names of folders would differ from one build to the next
        try:
            super().build_extension(ext)
        except Exception as error:
            say(str(error))


class SameBytes(sdist):
    """An archive that two builds of the same files agree on: in the order of names, without times and owners."""

    def make_archive(self, *arguments, **options):
        name = super().make_archive(*arguments, **options)
        epoch = int(os.environ.get("SOURCE_DATE_EPOCH", "-1"))
        if epoch >= 0:
            made_anew(Path(name), epoch)
        return name


def made_anew(path, epoch):
    whole = io.BytesIO()
    with tarfile.open(path) as old, tarfile.open(fileobj=whole, mode="w", format=tarfile.PAX_FORMAT) as new:
        for member in sorted(old.getmembers(), key=lambda one: one.name):
            member.mtime, member.uid, member.gid, member.uname, member.gname = epoch, 0, 0, "", ""
            member.mode = 0o755 if member.isdir() or member.mode & 0o100 else 0o644
            member.pax_headers = {}
            new.addfile(member, old.extractfile(member) if member.isfile() else None)
    path.write_bytes(gzip.compress(whole.getvalue(), mtime=epoch))


def packages():
    """Return the packages below each folder of [tool.setuptools.package-dir], by their installed names."""
    with open("pyproject.toml", "rb") as file:
        folders = tomllib.load(file)["tool"]["setuptools"]["package-dir"]
    there = {name: folder for name, folder in folders.items() if Path(folder).is_dir()}  # git does not keep the stubs
    below = {name: [name, *(f"{name}.{one}" for one in inside(folder))] for name, folder in there.items()}
    return [one for names in below.values() for one in names]


def inside(folder):
    """Return the packages in a folder; those of stubs have no module, which find_packages wants."""
    if not folder.endswith("-stubs"):
        return find_packages(folder)
    return sorted(".".join(path.parent.relative_to(folder).parts) for path in Path(folder).glob("*/**/__init__.pyi"))


def say(why):
    if WANTED == "required":
        raise SystemExit(f"theano-compat: no call extension: {why}")
    print(f"theano-compat: no call extension ({why}); compiled functions are called by ctypes.")


def extensions():
    if WANTED == "no":
        return []
    for source in SOURCES:
        if not source.exists():
            say(f"{source} is not here")
            return []
    import numpy

    headers = [numpy.get_include()]
    return [
        Extension(
            "theano_compat.backends.c._call",
            [source.as_posix() for source in SOURCES],
            include_dirs=headers,
            define_macros=[*STABLE, *NUMPY],
            py_limited_api=bool(STABLE),
            optional=WANTED != "required",
        )
    ]


setup(
    packages=packages(),
    ext_modules=extensions(),
    cmdclass={"build_ext": BuildIfPossible, "sdist": SameBytes},
    options={"bdist_wheel": {"py_limited_api": "cp311"}} if STABLE else {},
)
