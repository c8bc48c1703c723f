"""The PyInstaller hook (entry point `pyinstaller40`) that makes frozen programs contain all of our files."""

import os


def get_hook_dirs() -> list[str]:
    """Return the folder of PyInstaller's hooks."""
    return [os.path.dirname(__file__)]
