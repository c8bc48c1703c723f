"""The one thing that pyproject.toml cannot say: the C call extension is built if it can be.

Without a compiler the package works all the same, with ctypes in place of the extension.
"""

from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

SOURCE = Path("compat/backends/c/_call.c")


class BuildIfPossible(build_ext):
    def run(self):
        try:
            super().run()
        except Exception as error:  # no compiler shows in many ways, one per platform
            self.skip(error)

    def build_extension(self, ext):
        try:
            super().build_extension(ext)
        except Exception as error:
            self.skip(error)

    def copy_extensions_to_source(self):
        built = [ext for ext in self.extensions if Path(self.get_ext_fullpath(ext.name)).exists()]
        self.extensions = built
        super().copy_extensions_to_source()

    def skip(self, error):
        print(f"theano-compat: no call extension ({error}); compiled functions are called by ctypes.")


def extensions():
    if not SOURCE.exists():
        print(f"theano-compat: {SOURCE} is not here; compiled functions are called by ctypes.")
        return []
    import numpy

    return [
        Extension(
            "compat.backends.c._call", [SOURCE.as_posix()], include_dirs=[numpy.get_include()], optional=True
        )
    ]


setup(ext_modules=extensions(), cmdclass={"build_ext": BuildIfPossible})
