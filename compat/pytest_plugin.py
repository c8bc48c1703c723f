"""`pytest -p theano_compat.pytest_plugin`: run a legacy test suite on us, its conftest files included."""

from collections.abc import Generator

import pytest

import theano_environment
from theano_environment import pytest_arguments

from . import folded_tracebacks, installation, old_arrays
from .importing import legacy_finder


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


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Explain NumPy's errors that give no reason, and leave our frames out of what is shown, with a line for them."""
    if call.excinfo is None:
        return (yield)
    error = call.excinfo.value
    old_arrays.explain(error)
    whole = item.config.getoption("fulltrace") or item.config.getoption("tbstyle") == "native"  # shown as Python does
    hidden = 0 if whole else folded_tracebacks.count_ours(error)
    if hidden:
        folded_tracebacks.hide(error)
    report = yield
    if hidden and report.failed:
        report.sections.append(("theano-compat", f"{folded_tracebacks.as_a_line(hidden)}\n"))
    return report


def pytest_unconfigure(config: pytest.Config) -> None:
    """Uninstall us: the process may go on."""
    installation.uninstall()


def pytest_report_header(config: pytest.Config) -> str:
    """Name the release that we emulate."""
    # when it is needed: the process is not ours alone
    from .emulated_versions import compat_version, pymc3_version, theano_version

    return (
        f"theano-compat {compat_version()}: serves theano {theano_version()} and pymc3 {pymc3_version()}, "
        f"{len(theano_environment.report())} removed names of other libraries given back"
    )
