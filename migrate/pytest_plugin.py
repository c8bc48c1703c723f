"""What every pytest run has once we are installed (entry point pytest11): an option, and a hint to an old suite.

`--compat-update-posteriors` writes the posteriors that tests compare with, instead of comparing. A suite that does not
find theano or pymc3 is told which plugin serves them. Nothing of ours is imported for the rest.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Generator

import pytest

from theano_common.printing import say

MISSING = re.compile(r"ModuleNotFoundError: No module named '(theano|pymc3)'")
HINT = (
    "theano-compat is installed, but this run does not use it: "
    "`pytest -p theano_compat.pytest_plugin` serves theano and pymc3."
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option."""
    group = parser.getgroup("theano-compat")
    group.addoption(
        "--compat-update-posteriors",
        action="store_true",
        help="write the .npz files of migrate.compare.assert_posteriors_agree instead of comparing with them",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Switch to updating if the option is given."""
    if config.getoption("--compat-update-posteriors"):
        from .compare.testing import Updating  # imported late: every pytest run of the environment loads this plugin

        Updating.now = True


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Generator[None, None, None]:
    """Give the hint where a conftest does not find theano or pymc3, which ends the run."""
    try:
        return (yield)
    except Exception as error:
        cause = getattr(error, "cause", error)  # of pytest's ConftestImportFailure
        if MISSING.search(f"{type(cause).__name__}: {cause}"):
            say(HINT, sys.stderr)
        raise


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Give the hint where a test, or its module, does not find theano or pymc3."""
    failed = [*terminalreporter.getreports("error"), *terminalreporter.getreports("failed")]
    if any(MISSING.search(report.longreprtext) for report in failed):
        terminalreporter.write_line(HINT)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Switch back to comparing."""
    if config.getoption("--compat-update-posteriors"):
        from .compare.testing import Updating  # likewise

        Updating.now = False
