"""What pyproject.toml cannot say: packages installed by other names than their folders', and an optional extension.

Without a compiler the package works all the same, with ctypes in place of the extension.
"""

import tomllib
from pathlib import Path

from setuptools import Extension, find_packages, setup
from setuptools.command.build_ext import build_ext

SOURCES = [Path("compat/backends/c") / name for name in ("_call.c", "_threads.c", "_workspace.c")]


class BuildIfPossible(build_ext):
    """No compiler shows in many ways, one per platform; `optional=True` knows only some of them."""

    def run(self):
        try:
            super().run()
        except Exception as error:
            say(str(error))

    def build_extension(self, ext):
        try:
            super().build_extension(ext)
        except Exception as error:
            say(str(error))


def packages():
    """Return the packages below each folder of [tool.setuptools.package-dir], by their installed names."""
    with open("pyproject.toml", "rb") as file:
        folders = tomllib.load(file)["tool"]["setuptools"]["package-dir"]
    below = {name: [name, *(f"{name}.{one}" for one in find_packages(folder))] for name, folder in folders.items()}
    return [one for names in below.values() for one in names]


def say(why):
    print(f"theano-compat: no call extension ({why}); compiled functions are called by ctypes.")


def extensions():
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
            optional=True,
        )
    ]


setup(packages=packages(), ext_modules=extensions(), cmdclass={"build_ext": BuildIfPossible})
