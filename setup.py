"""The one thing that pyproject.toml cannot say: the C call extension is built if it can be.

Without a compiler the package works all the same, with ctypes in place of the extension.
"""

from pathlib import Path

from setuptools import Extension, setup
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
            "compat.backends.c._call", [source.as_posix() for source in SOURCES], include_dirs=headers, optional=True
        )
    ]


setup(ext_modules=extensions(), cmdclass={"build_ext": BuildIfPossible})
