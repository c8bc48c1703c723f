"""pytest's `--compat-update-posteriors`: write the posteriors that tests compare with, instead of comparing.

Registered at installation (entry point pytest11); nothing is imported unless the option is given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest


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


def pytest_unconfigure(config: pytest.Config) -> None:
    """Switch back to comparing."""
    if config.getoption("--compat-update-posteriors"):
        from .compare.testing import Updating  # likewise

        Updating.now = False
