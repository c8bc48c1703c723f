"""`pytest -p theano_compat.pytest_plugin`: run a legacy test suite on us, its conftest files included."""

import pytest

from . import installation, legacy_environment, old_arrays
from .importing import legacy_finder
from .legacy_environment import pytest_arguments


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config, parser: pytest.Parser, args: list[str]) -> None:
    """Install us before the first conftest is imported."""
    installation.install()
    pytest_arguments.take_again(early_config.pluginmanager)
    legacy_finder.let_go_of_alias()  # the project may have a `compat.py` of its own
    if old_arrays.wanted():
        old_arrays.begin(str(early_config.rootpath))


def pytest_configure(config: pytest.Config) -> None:
    """Install us for a plugin named in `pytest_plugins`, where the hook above comes too late."""
    installation.install()


def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> None:
    """Explain NumPy's errors that give no reason."""
    if call.excinfo is not None:
        old_arrays.explain(call.excinfo.value)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Uninstall us: the process may go on."""
    installation.uninstall()


def pytest_report_header(config: pytest.Config) -> str:
    """Name the release that we emulate."""
    # when it is needed: the process is not ours alone
    from .emulated_versions import compat_version, pymc3_version, theano_version

    return (
        f"theano-compat {compat_version()}: serves theano {theano_version()} and pymc3 {pymc3_version()}, "
        f"{len(legacy_environment.report())} removed names of other libraries given back"
    )
