"""pytest's `--compat-update-posteriors`: write the posteriors that tests compare with, instead of comparing.

Registered by the installation (entry point pytest11); nothing is imported until the option is given.
"""

from __future__ import annotations

from typing import Any


def pytest_addoption(parser: Any) -> None:
    group = parser.getgroup("theano-compat")
    group.addoption(
        "--compat-update-posteriors",
        action="store_true",
        help="write the .npz files of migrate.compare.assert_posteriors_agree instead of comparing with them",
    )


def pytest_configure(config: Any) -> None:
    if config.getoption("--compat-update-posteriors"):
        from .compare.testing import Updating  # when it is needed: the process is not ours alone

        Updating.now = True


def pytest_unconfigure(config: Any) -> None:
    if config.getoption("--compat-update-posteriors"):
        from .compare.testing import Updating  # when it is needed: the process is not ours alone

        Updating.now = False
