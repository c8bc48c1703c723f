"""`pytest -p compat.pytest_plugin`: a legacy test suite runs on us, its conftest files included."""

from typing import Any

import pytest

from compat import import_hook, legacy_environment


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: Any, parser: Any, args: list[str]) -> None:
    """Before the first conftest is imported."""
    import_hook.install()


def pytest_configure(config: Any) -> None:
    """For a plugin that was named in `pytest_plugins`, where the hook above comes too late."""
    import_hook.install()


def pytest_unconfigure(config: Any) -> None:
    import_hook.uninstall()


def pytest_report_header(config: Any) -> str:
    from compat.identity import compat_version, pymc3_version, theano_version

    return (
        f"theano-compat {compat_version()}: serves theano {theano_version()} and pymc3 {pymc3_version()}, "
        f"{len(legacy_environment.report())} removed names of other libraries given back"
    )
