"""The versions we answer with when legacy code asks for Theano's and PyMC3's."""

THEANO = {"3.11": "1.1.2", "3.8": "1.0.5"}  # by `config.emulate`
PYMC3 = {"3.11": "3.11.5", "3.8": "3.8"}


def theano_version() -> str:
    """The Theano release that we stand for: 1.1.2, or 1.0.5 with `config.emulate = "3.8"`."""
    from compat.settings import config  # an import of ours must cost little before `theano` is asked for

    return THEANO[config.emulate]


def pymc3_version() -> str:
    """The PyMC3 release that we stand for."""
    from compat.settings import config  # an import of ours must cost little before `theano` is asked for

    return PYMC3[config.emulate]


def compat_version() -> str:
    """Our own version; "0+unknown" where the distribution is not installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("theano-compat")
    except PackageNotFoundError:
        return "0+unknown"
