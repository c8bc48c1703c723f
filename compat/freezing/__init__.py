"""Programs frozen by PyInstaller: what it has to collect of us (entry point `pyinstaller40`)."""

import os


def get_hook_dirs() -> list[str]:
    """Return the folder of PyInstaller's hooks."""
    return [os.path.dirname(__file__)]
